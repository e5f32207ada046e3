import { didYouMean, nearest } from '#core/base/nearest.ts';
import type { MetadataDocument } from '../document.ts';
import { removeMember, renameKey, replaceText } from '../edits.ts';
import { finding, keyPlace, proposedFix, safeFix } from '../finding.ts';
import type { Member, Node } from '../node.ts';
import type { Fix, Problem } from '../problem.ts';
import type { Surroundings } from '../surroundings.ts';
import { itemsOf, memberValue, type ObjectNode, type TextNode } from '../tree.ts';
import { shown, shownShort } from '../wording.ts';
import { isConfigurable, isRule, nearestRule } from './level.ts';

const KNOWN: Readonly<Record<string, readonly string[]>> = {
  root: ['rules', 'ignore', 'schemas', 'exclude'],
  ignore: ['rule', 'path', 'pointer', 'reason'],
};

/** What a JSON Schema cannot say about a `waybill.config.yaml`. */
export function* checkConfig(document: MetadataDocument, surroundings: Surroundings): Generator<Problem> {
  const { root } = document;
  if (root?.kind !== 'object') {
    return;
  }
  yield* unknownProperties(document, root, KNOWN['root'] ?? []);
  const rules = memberValue(root, 'rules');
  if (rules?.kind === 'object') {
    for (const member of rules.members) {
      yield* ruleNamed(document, rules, member);
    }
  }
  for (const entry of itemsOf(memberValue(root, 'ignore'))) {
    if (entry.kind === 'object') {
      yield* unknownProperties(document, entry, KNOWN['ignore'] ?? []);
      yield* ruleWritten(document, memberValue(entry, 'rule'));
    }
  }
  yield* missingSchemas(root, surroundings);
}

/** The paths of schemas that a configuration names, relative to it. */
export function schemaPaths({ root }: MetadataDocument): string[] {
  return schemaNodes(root).map(({ value }) => value);
}

function schemaNodes(root: Node | undefined): TextNode[] {
  const schemas = memberValue(root, 'schemas');
  return schemas?.kind === 'object'
    ? schemas.members.flatMap(({ value }) => (value?.kind === 'string' && value.value !== '' ? [value] : []))
    : [];
}

function* missingSchemas(root: Node, surroundings: Surroundings): Generator<Problem> {
  for (const node of schemaNodes(root)) {
    const fact = surroundings.file(node.value);
    const complaint =
      fact.kind === 'missing'
        ? `There is no file ${shown(node.value)}${fact.differsInCase === undefined ? '' : `, but "${fact.differsInCase}"`}. Paths are relative to this file.`
        : fact.kind === 'outside'
          ? `${shown(node.value)} lies outside of the workspace, where nothing is read.`
          : fact.kind === 'directory' || fact.kind === 'special'
            ? `${shown(node.value)} is not a file.`
            : undefined;
    if (complaint !== undefined) {
      yield finding('error', 'config/missing-schema', node, complaint);
    }
  }
}

function* unknownProperties(
  document: MetadataDocument,
  owner: ObjectNode,
  known: readonly string[],
): Generator<Problem> {
  const present = new Set(owner.members.map(({ key }) => key));
  for (const member of owner.members) {
    if (known.includes(member.key) || member.key === '$schema') {
      continue;
    }
    const suggestion = nearest(
      member.key,
      known.filter((name) => !present.has(name)),
    );
    const fixes =
      suggestion === undefined
        ? proposedFix('Remove it', removeMember(document, owner, member))
        : safeFix(`Rename to "${suggestion}"`, renameKey(document, member, suggestion));
    const help = suggestion === undefined ? ` Known: ${known.join(', ')}.` : didYouMean(suggestion);
    const message = `${shownShort(member.key)} has no effect here.${help}`;
    yield finding('warning', 'config/unknown-property', keyPlace(owner, member), message, { fixes });
  }
}

function* ruleNamed(document: MetadataDocument, owner: ObjectNode, member: Member): Generator<Problem> {
  const place = keyPlace(owner, member);
  yield* ruleProblem(member.key, place, (suggestion) =>
    owner.members.some(({ key }) => key === suggestion)
      ? []
      : safeFix(`Change to "${suggestion}"`, renameKey(document, member, suggestion)),
  );
}

function* ruleWritten(document: MetadataDocument, node: Node | undefined): Generator<Problem> {
  if (node?.kind === 'string') {
    yield* ruleProblem(node.value, node, (suggestion) =>
      safeFix(`Change to "${suggestion}"`, replaceText(document, node, suggestion)),
    );
  }
}

function* ruleProblem(
  code: string,
  place: Parameters<typeof finding>[2],
  fixTo: (suggestion: string) => readonly Fix[],
): Generator<Problem> {
  if (isConfigurable(code)) {
    return;
  }
  if (isRule(code)) {
    const message = `"${code}" says that something could not be read or is wrong in a configuration: it cannot be turned off or changed.`;
    yield finding('warning', 'config/fixed-rule', place, message);
    return;
  }
  const suggestion = nearestRule(code);
  const fixes = suggestion === undefined ? [] : fixTo(suggestion);
  const message = `There is no rule ${shownShort(code)}, so this has no effect.${suggestion === undefined ? '' : didYouMean(suggestion)}`;
  yield finding('warning', 'config/unknown-rule', place, message, { fixes });
}
