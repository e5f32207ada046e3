import { replaceText } from '../edits.ts';
import { finding, proposedFix } from '../finding.ts';
import type { Problem } from '../problem.ts';
import { memberValue, type ObjectNode, oneOrMany } from '../tree.ts';
import { shown } from '../wording.ts';
import type { StacObject } from './stac-rule.ts';

/** Ids of items are parts of addresses and names of files (best-practices.md, Item IDs). */
export function* checkItemId({ object, scope }: StacObject): Generator<Problem> {
  const id = memberValue(object, 'id');
  const reserved = scope === 'item' && id?.kind === 'string' ? /[:/\\?#]/.exec(id.value)?.[0] : undefined;
  if (id && reserved !== undefined) {
    const message = `An id with "${reserved}" has to be escaped in addresses and cannot be the name of a file: use "-", "_" or "." instead.`;
    yield finding('warning', 'stac/reserved-in-id', id, message);
  }
}

/** What people search by is written alike everywhere (best-practices.md, Searchable Identifiers). */
export function* checkIdentifiers({ document, object, scope }: StacObject): Generator<Problem> {
  const owner = memberValue(object, scope === 'item' ? 'properties' : 'summaries');
  const owners = scope === 'collection' ? [owner, object] : [owner];
  for (const field of owners.flatMap((each) => IDENTIFIERS.map((key) => memberValue(each, key)))) {
    const wrong = oneOrMany(field).flatMap((each) =>
      each.kind === 'string' && !/^[a-z0-9_-]*$/.test(each.value) ? [each] : [],
    );
    const [node] = wrong;
    if (node) {
      const better = node.value.toLowerCase().replace(/[\s.]+/g, '-');
      const fixes = /^[a-z0-9_-]+$/.test(better)
        ? proposedFix(`Change to "${better}"`, replaceText(document, node, better))
        : [];
      const more = wrong.length > 1 ? ` (and ${wrong.length - 1} more)` : '';
      const message = `${shown(node.value)}${more} is not how identifiers are written that people search by: lower-case letters, digits, "_" and "-" only, such as "sentinel-2a".`;
      yield finding('info', 'stac/searchable-identifier', node, message, { fixes });
    }
  }
}

const IDENTIFIERS: readonly string[] = ['platform', 'constellation'];

/** Names of files by which people and programs find their way (best-practices.md, Catalog Layout). */
export function* checkFileName({ document, object, scope, isFile }: StacObject): Generator<Problem> {
  const id = memberValue(object, 'id');
  const name = fileName(document.name);
  if (!isFile || id?.kind !== 'string' || name === '') {
    return;
  }
  const stem = name.replace(/\.(?:json|geojson|ya?ml)$/i, '');
  if (scope === 'item' && stem !== id.value && !/[:/\\]/.test(id.value)) {
    const message = `The file of an item has its id as its name: ${shown(`${id.value}.json`)}, not ${shown(name)}.`;
    yield finding('info', 'stac/item-file-name', id, message);
  } else if (scope !== 'item' && stem.toLowerCase() !== scope) {
    const type = memberValue(object, 'type') ?? id;
    const message = `The file of a ${scope} is called "${scope}.json", so that people find their way; this one is ${shown(name)}.`;
    yield finding('info', 'stac/catalog-file-name', type, message);
  }
}

/** The last part of a path. */
export function fileName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** The id of an object, for messages. */
export function idOf(object: ObjectNode): string | undefined {
  const id = memberValue(object, 'id');
  return id?.kind === 'string' ? id.value : undefined;
}
