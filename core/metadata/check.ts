import { checkConfig, schemaPaths } from './config/config-rules.ts';
import { noConfiguration } from './config/configuration.ts';
import { configured } from './config/configured.ts';
import { localPaths } from './datapackage/path-places.ts';
import { resourcesOf } from './datapackage/resources.ts';
import { checkResource, checkWholePackage } from './datapackage/rules.ts';
import type { MetadataDocument } from './document.ts';
import { finding } from './finding.ts';
import { runToEnd } from './json-text.ts';
import { KnownParts } from './known-parts.ts';
import type { Node } from './node.ts';
import type { Problem } from './problem.ts';
import { checkProfiles, withProfiles } from './profile/profile-rules.ts';
import { checkPartSchema, checkSchema, schemaParts } from './schema/validate.ts';
import { checkPartSpelling, checkSpelling } from './spelling-rules.ts';
import { wantedHrefs } from './stac/graph/wanted-hrefs.ts';
import { checkItemOf, checkStac } from './stac/stac-rules.ts';
import type { Surroundings } from './surroundings.ts';

/** More findings than this help nobody: fix some, and the next come up. */
const MAX_PROBLEMS = 1_000;

/**
 * All findings about a document: its syntax, its schema, and the rules beyond it. Sorted by place, each cause once,
 * at most a thousand. `surroundings` has to know the paths that `referencedPaths` names; what it does not know is
 * not judged.
 */
export function checkMetadata(document: MetadataDocument, surroundings: Surroundings): Problem[] {
  return runToEnd(checkInSteps(document, surroundings));
}

/**
 * The same in steps, most of them shorter than a millisecond, for whoever has to answer others in between. With
 * `known`, parts that were looked at before are not looked at again; the findings are the same.
 */
export function* checkInSteps(
  document: MetadataDocument,
  surroundings: Surroundings,
  known: KnownParts = new KnownParts(),
): Generator<undefined, Problem[]> {
  const { configuration = noConfiguration } = surroundings;
  if (configuration.excluded) {
    return [];
  }
  const circumstances = { configuration, filesAreKnown: () => filesAreKnown(document, surroundings) };
  const profiled = withProfiles(document, surroundings);
  const problems = withoutEchoes(
    allProblems(profiled, surroundings, known),
    checkProfiles(profiled, surroundings),
  );
  const found = new Map<string, Problem>();
  for (const problem of configured(problems, document, circumstances)) {
    if (problem === undefined) {
      yield;
      continue;
    }
    // Aliases of YAML and schemas that meet in one place say the same thing twice.
    const key = `${problem.code}\n${problem.offset}\n${problem.length}\n${problem.message}`;
    const same = found.get(key);
    if (!same || (same.severity !== 'error' && problem.severity === 'error')) {
      found.set(key, problem);
    }
    if (found.size === MAX_PROBLEMS) {
      found.set('', manyMore());
      break;
    }
  }
  return [...found.values()].sort((a, b) => a.offset - b.offset || a.length - b.length);
}

/** The relative paths whose facts the rules need, with `/`, each once. Only paths that are safe to look up. */
export function referencedPaths(document: MetadataDocument): string[] {
  if (document.kind === 'waybill-config') {
    return schemaPaths(document);
  }
  return isDataPackage(document) ? localPaths(document) : [];
}

function filesAreKnown(document: MetadataDocument, surroundings: Surroundings): boolean {
  if (document.kind.startsWith('stac-')) {
    return (
      surroundings.stac?.isComplete === true &&
      wantedHrefs(document, surroundings.stac).files.every(
        (path) => surroundings.file(path).kind !== 'unknown',
      )
    );
  }
  return referencedPaths(document).every((path) => surroundings.file(path).kind !== 'unknown');
}

/** What the standard finds, and then what profiles find that it has not found there already. */
function* withoutEchoes(
  own: Iterable<Problem | undefined>,
  ofProfiles: Iterable<Problem>,
): Generator<Problem | undefined> {
  const seen = new Set<string>();
  for (const problem of own) {
    if (problem) {
      seen.add(`${problem.code} ${problem.offset}`);
    }
    yield problem;
  }
  for (const problem of ofProfiles) {
    if (!seen.has(`${problem.code} ${problem.offset}`)) {
      yield problem;
    }
  }
}

/** Undefined between two steps. */
function* allProblems(
  document: MetadataDocument,
  surroundings: Surroundings,
  known: KnownParts,
): Generator<Problem | undefined> {
  yield* document.syntax;
  const { kind, root } = document;
  if (!root || kind === 'unknown') {
    return;
  }
  yield* checkShape(document);
  yield* checkSchema(document);
  if (kind === 'waybill-config') {
    yield* checkConfig(document, surroundings);
    return;
  }
  const parts = isDataPackage(document) ? resourcesOf(document) : schemaParts(document);
  const others = parts.filter((part) => part !== root);
  yield* checkSpelling(document, others);
  yield* isDataPackage(document)
    ? checkWholePackage(document, surroundings)
    : checkStac(document, surroundings);
  known.begin(document, surroundings);
  for (const part of parts) {
    yield* known.of(document, part, () => checkPart(document, part, surroundings));
    yield;
  }
}

/** What lies in one resource or one item of a collection, and depends on nothing else in the document. */
function* checkPart(
  document: MetadataDocument,
  part: Node,
  surroundings: Surroundings,
): Generator<Problem | undefined> {
  if (part !== document.root) {
    yield* checkPartSchema(document, part);
    yield;
    yield* checkPartSpelling(document, part);
    yield;
  }
  if (isDataPackage(document)) {
    yield* checkResource(part, document, surroundings);
  } else if (part.kind === 'object') {
    yield* checkItemOf(document, part, surroundings);
  }
}

function isDataPackage({ kind }: MetadataDocument): boolean {
  return kind !== 'unknown' && kind !== 'waybill-config' && !kind.startsWith('stac-');
}

/** A descriptor is an object. */
function* checkShape({ root }: MetadataDocument): Generator<Problem> {
  if (root && root.kind !== 'object') {
    const place = { offset: root.offset, length: Math.min(1, root.length), path: [] };
    yield finding('error', 'metadata/not-an-object', place, 'A descriptor is an object: { "name": …, … }.');
  }
}

function manyMore(): Problem {
  const message = `Only the first ${MAX_PROBLEMS} findings are shown: correct some to see the others.`;
  return finding('info', 'metadata/too-many-findings', { offset: 0, length: 0, path: [] }, message);
}
