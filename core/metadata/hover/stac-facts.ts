import { formatBytes } from '#core/base/format-bytes.ts';
import type { At } from '../completion/choice.ts';
import { valueAt } from '../completion/choice.ts';
import { describeProperty } from '../schema/describe.ts';
import { latestFor } from '../stac/extension-rules.ts';
import { EXTENSIONS, extensionAt } from '../stac/extensions/extension-list.ts';
import { readHref } from '../stac/graph/href.ts';
import { nameOf } from '../stac/graph/summary.ts';
import { declaredExtensions } from '../stac/stac-object.ts';
import { timeOf } from '../stac/time.ts';
import type { FileFact } from '../surroundings.ts';
import { memberValue, nodeAtPath, textOf } from '../tree.ts';
import { describeTerm, type TermReference } from './describe-term.ts';
import { codeSpan, plainText } from './markdown.ts';

/** Lists whose words stand in fields, by the end of the pattern of a place. */
const BY_PLACE: Readonly<Record<string, TermReference['list']>> = {
  'link/rel': 'relation',
  'link/type': 'stac-media-type',
  'asset/type': 'stac-media-type',
  'item-asset/type': 'stac-media-type',
};
const BY_FIELD: Readonly<Record<string, TermReference['list']>> = {
  license: 'stac-license',
  'license/*': 'stac-license',
  'roles/*': 'asset-role',
  'stac_extensions/*': 'extension',
  'proj:code': 'reference-system',
  'proj:code/*': 'reference-system',
  unit: 'unit',
};

/** What a text of a STAC document stands for: a term, a time. Undefined where it is any text. */
export function stacMeaning(at: At, text: string): string | undefined {
  const field = fieldOf(at);
  const { pattern, stac } = at.place;
  const isProviderRole = stac?.part === 'provider' && field === 'roles/*';
  const own = BY_PLACE[pattern] ?? (Object.hasOwn(BY_FIELD, field) ? BY_FIELD[field] : undefined);
  const list = isProviderRole ? undefined : own;
  return list && describeTerm({ list, name: text, ...version(at) });
}

function version(at: At): { readonly version?: string } {
  const stated = textOf(memberValue(valueAt(at, at.place.stac?.object), 'stac_version'));
  return stated === undefined ? {} : { version: stated };
}

/** The end of a pattern that names a field: `roles/*` of `asset/roles/*`. */
function fieldOf({ place: { pattern } }: At): string {
  const segments = pattern.split('/');
  return segments.slice(segments.findLastIndex((segment) => segment !== '*')).join('/');
}

/** What is known of a place beyond what the standard says: where an `href` leads, a time in words, a number's meaning. */
export function stacFacts(at: At): string | undefined {
  const node = nodeAtPath(at.document.root, at.path);
  const { pattern, stac } = at.place;
  switch (pattern) {
    case 'asset':
      return whereTo(at, textOf(memberValue(node, 'href')));
    case 'asset/href':
    case 'link/href':
      return whereTo(at, textOf(node));
    default:
      break;
  }
  const field = fieldOf(at);
  if (field === 'proj:epsg' || field === 'proj:epsg/*') {
    return node?.kind === 'number'
      ? describeTerm({ list: 'reference-system', name: `EPSG:${node.value}` })
      : undefined;
  }
  if (pattern === 'item/collection') {
    return collectionOf(at);
  }
  if (field === 'file:size' && node?.kind === 'number') {
    return formatBytes(node.value);
  }
  const time = stac ? timeOf(node) : undefined;
  return time === undefined ? undefined : inWords(time);
}

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' });

/** A time in milliseconds since 1970 as people say it: "Wednesday, 1 May 2024, 12:00:00 UTC". */
function inWords(time: number): string {
  const date = new Date(time);
  return `${DAY.format(date)}, ${date.toISOString().slice(11, 19)} UTC`;
}

/** Where an `href` leads: a STAC object of the workspace, a file, or an address that nobody looks at. */
function whereTo({ surroundings }: At, text: string | undefined): string | undefined {
  const leads = text === undefined ? undefined : readHref(text);
  const { stac } = surroundings;
  const target = leads && stac?.graph.targetOf(stac.file, { leads });
  const summary = target === undefined ? undefined : stac?.graph.get(target);
  if (summary && target !== undefined) {
    const name = nameOf(summary);
    const id = summary.id?.value;
    const called = name === undefined || name === id ? '' : `${plainText(name)}, `;
    return `${KINDS[summary.kind]}${id === undefined ? '' : ` ${codeSpan(id)}`}: ${called}${codeSpan(target, 200)}`;
  }
  if (leads?.kind === 'address') {
    return 'An address of the network, which is not looked at.';
  }
  const fact = leads?.kind === 'file' ? surroundings.file(leads.path) : undefined;
  return fact?.kind === 'file' ? `A file of ${formatBytes(fact.size)}.` : fact && FACTS[fact.kind];
}

const FACTS: Partial<Record<FileFact['kind'], string>> = {
  directory: 'This is a directory.',
  missing: 'There is no such file.',
  outside: 'This leads out of the workspace, where nobody looks.',
  special: 'This is no regular file.',
};

const KINDS = { item: 'The item', collection: 'The collection', catalog: 'The catalogue' } as const;

/** The collection that the item links to. */
function collectionOf({ surroundings: { stac } }: At): string | undefined {
  const file = stac?.graph.related(stac.file, 'collection');
  const summary = file === undefined ? undefined : stac?.graph.get(file);
  const name = summary && nameOf(summary);
  return name === undefined || file === undefined ? undefined : `${plainText(name)}: ${codeSpan(file, 200)}`;
}

/** What a field is by an extension that the object does not declare, in CommonMark. */
export function undeclaredField(at: At, name: string): string | undefined {
  const { stac } = at.place;
  if (!stac?.scope) {
    return undefined;
  }
  const object = valueAt(at, stac.object);
  const declared = new Set(declaredExtensions(object).flatMap((each) => extensionAt(each)?.name ?? []));
  const stated = version(at).version;
  const owner = EXTENSIONS.findLast(
    (each) => each.fields.has(name) && !declared.has(each.name) && latestFor(each.name, stated) === each,
  );
  const field = owner?.fields.get(name);
  const about =
    owner && field && describeProperty(name, [{ 'waybill:docs': owner.docs, ...field.schema }], false);
  return about
    ? `${about.markdown}\n\n*Extension ${owner.title}, ${owner.name} ${owner.version}, which "stac_extensions" does not declare*`
    : undefined;
}
