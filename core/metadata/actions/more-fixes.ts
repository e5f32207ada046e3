import { parsePointer } from '#core/base/json-pointer.ts';
import { nearest } from '#core/base/nearest.ts';
import { freeName } from '../datapackage/describe-resource.ts';
import { localPaths } from '../datapackage/path-places.ts';
import { typeStatedFixes } from '../datapackage/table-rules.ts';
import type { MetadataDocument } from '../document.ts';
import { removeMember, replaceText } from '../edits.ts';
import { proposedFix, safeFix } from '../finding.ts';
import type { Member, Node } from '../node.ts';
import type { Fix, Problem } from '../problem.ts';
import type { Surroundings } from '../surroundings.ts';
import { childOf, itemsOf, memberOf, memberValue, plainValue, textOf } from '../tree.ts';
import { describeColumns, describeFile, orderFields, removeFields, typeOfData } from './data-fixes.ts';
import { writeHoldingType } from './holding-type.ts';
import { missingPropertyFixes, noDataFixes, renamedPropertyFixes } from './missing-property.ts';
import { fileName } from './new-file.ts';
import { STAC_MAKERS, STAC_SAFE_MAKERS } from './stac/stac-fixes.ts';
import type { Makers, Subject } from './subject.ts';
import { syntaxFixes } from './syntax-fixes.ts';
import { upgradeFixes } from './upgrade.ts';

/** By code: fixes that take some work or facts, made when somebody asks for them and not with each check. */
const MAKERS: Makers = {
  'metadata/syntax': ({ document, problem }) => syntaxFixes(document, problem),
  'metadata/duplicate-key': repeatedKey,
  'datapackage/path-and-data': pathOrData,
  'datapackage/duplicate-resource-name': (subject) => otherName(subject, '-'),
  'datapackage/duplicate-field-name': (subject) => otherName(subject, '_'),
  'datapackage/missing-file': otherFile,
  'datapackage/missing-property': missingPropertyFixes,
  'datapackage/property-of-version-2': ({ document }) => upgradeFixes(document),
  'datapackage/unsupported-constraint': newerFixes,
  'datapackage/unknown-field-type': newerFixes,
  'datapackage/wrong-type': newerFixes,
  'datapackage/type-not-stated': ({ document }) => typeStatedFixes(document),
  'datapackage/no-data': noDataFixes,
  'datapackage/field-without-type': writeHoldingType,
  'datapackage/column-without-field': describeColumns,
  'datapackage/field-not-in-file': removeFields,
  'datapackage/field-order': orderFields,
  'datapackage/no-field-in-file': describeFile,
  'datapackage/column-of-other-type': typeOfData,
  'datapackage/value-of-other-type': typeOfData,
  ...STAC_MAKERS,
};

/** Those of them that may be safe: all that "fix all" needs. */
const SAFE_MAKERS: Makers = {
  'metadata/syntax': ({ document, problem }) => syntaxFixes(document, problem),
  'metadata/duplicate-key': repeatedKey,
  'datapackage/missing-property': renamedPropertyFixes,
  'datapackage/type-not-stated': ({ document }) => typeStatedFixes(document),
  ...STAC_SAFE_MAKERS,
};

/** Of so many findings at once, fixes are made on demand; fewer in a long text, since many read all of it. */
const MAX_ON_DEMAND = 50;
const MAX_READ = 20_000_000;

/** All fixes of a finding: those that its rule made, and those that are made on demand. */
export function fixesOf(
  document: MetadataDocument,
  problem: Problem,
  surroundings: Surroundings,
  makers: Makers = MAKERS,
): readonly Fix[] {
  const own = problem.fixes ?? [];
  const make = makers[problem.code];
  if (!make) {
    return own;
  }
  const path = parsePointer(problem.pointer);
  let [node, owner]: (Node | undefined)[] = [document.root, undefined];
  for (const segment of path) {
    owner = node;
    node = childOf(node, node?.kind === 'array' ? Number(segment) : segment);
  }
  const titles = new Set(own.map(({ title }) => title));
  const made = make({ document, problem, surroundings, node, owner });
  return [...own, ...made.filter(({ title }) => !titles.has(title))];
}

/** The findings with all their fixes; of very many, those behind the first have the safe ones only. */
export function withFixes(
  document: MetadataDocument,
  problems: readonly Problem[],
  surroundings: Surroundings,
): Problem[] {
  const most = Math.max(1, Math.min(MAX_ON_DEMAND, Math.floor(MAX_READ / (document.text.length + 1))));
  return [
    ...problems.slice(0, most).map((problem) => withAll(problem, fixesOf(document, problem, surroundings))),
    ...withSafeFixes(document, problems.slice(most), surroundings),
  ];
}

/** The findings with all fixes that are safe. */
export function withSafeFixes(
  document: MetadataDocument,
  problems: readonly Problem[],
  surroundings: Surroundings,
): Problem[] {
  return problems.map((problem) => withAll(problem, fixesOf(document, problem, surroundings, SAFE_MAKERS)));
}

function withAll(problem: Problem, fixes: readonly Fix[]): Problem {
  return fixes.length > 0 ? { ...problem, fixes } : problem;
}

/** What is wrong in version 1 and right in version 2, which the finding says. */
function newerFixes({ document, problem }: Subject): readonly Fix[] {
  return /\bversion 2 of the standard\b/.test(problem.message) ? upgradeFixes(document) : [];
}

function repeatedKey({ document, problem, owner }: Subject): readonly Fix[] {
  if (owner?.kind !== 'object') {
    return [];
  }
  const member = owner.members.find(({ keyOffset }) => keyOffset === problem.offset);
  const first = owner.members.find(({ key }) => key === member?.key);
  if (!member || !first || first === member) {
    return [];
  }
  if (isSame(member, first)) {
    return safeFix(
      `Remove the second "${member.key}", which says the same`,
      removeMember(document, owner, member),
    );
  }
  return [
    ...proposedFix(`Remove this "${member.key}"`, removeMember(document, owner, member)),
    ...proposedFix(`Remove the first "${member.key}"`, removeMember(document, owner, first)),
  ];
}

function isSame(one: Member, other: Member): boolean {
  return (
    one.value !== undefined &&
    other.value !== undefined &&
    JSON.stringify(plainValue(one.value)) === JSON.stringify(plainValue(other.value))
  );
}

function pathOrData({ document, owner }: Subject): readonly Fix[] {
  return owner?.kind === 'object'
    ? ['data', 'path'].flatMap((key) => {
        const member = memberOf(owner, key);
        return member ? proposedFix(`Remove "${key}"`, removeMember(document, owner, member)) : [];
      })
    : [];
}

/** Another name for what has the name of another: the same with a number. */
function otherName({ document, problem, node }: Subject, separator: string): readonly Fix[] {
  const list = node && listAround(document, problem);
  if (node?.kind !== 'string' || !list) {
    return [];
  }
  const taken = new Set(itemsOf(list).flatMap((item) => textOf(memberValue(item, 'name')) ?? []));
  const name = freeName(node.value, taken, separator);
  return proposedFix(`Rename to "${name}"`, replaceText(document, node, name));
}

/** The list that the named item stands in: two steps above its name. */
function listAround({ root }: MetadataDocument, { pointer }: Problem): Node | undefined {
  let node = root;
  for (const segment of parsePointer(pointer).slice(0, -2)) {
    node = childOf(node, node?.kind === 'array' ? Number(segment) : segment);
  }
  return node;
}

/** The file that was meant: one of the same name elsewhere, or of nearly the same. */
function otherFile({ document, node, surroundings }: Subject): readonly Fix[] {
  if (node?.kind !== 'string') {
    return [];
  }
  const named = new Set(localPaths(document));
  const files = surroundings.files().map(({ path }) => path);
  const free = files.filter((path) => !named.has(path));
  const name = fileName(node.value).toLowerCase();
  const moved = free.filter((path) => fileName(path).toLowerCase() === name);
  const near = nearest(node.value, free);
  const wanted = new Set([...(near === undefined ? [] : [near]), ...moved]);
  return [...wanted]
    .slice(0, 3)
    .flatMap((path) => proposedFix(`Change to "${path}"`, replaceText(document, node, path)));
}
