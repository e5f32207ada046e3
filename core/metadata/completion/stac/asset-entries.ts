import type { At, Choice } from '../choice.ts';
import { textStop } from '../draft.ts';
import { typeOfHref } from './asset-facts.ts';
import { assetsOf } from './drafts.ts';
import { freeFiles } from './href-choices.ts';
import { assetKeys } from './neighbour-choices.ts';

/** More files are not made into whole entries. */
const MAX_FILES = 20;

const MAPS: readonly string[] = [
  ...['item/assets', 'collection/assets', 'catalog/assets'],
  ...['collection/item_assets', 'asset/alternate'],
];

/** Assets under their keys: one for each file that has none, keys that the other items have, and usual ones. */
export function* assetEntries(at: At, present: ReadonlySet<string>): Generator<Choice> {
  const { pattern } = at.place;
  if (!MAPS.includes(pattern)) {
    return;
  }
  const isForItems = pattern === 'collection/item_assets';
  if (pattern.endsWith('/assets')) {
    for (const { path } of freeFiles(at, MAX_FILES)) {
      yield {
        label: path,
        kind: 'file',
        value: assetsOf([path], present),
        spread: 'members',
        detail: typeOfHref(path) ?? '',
        documentation: 'An asset for the file, with the media type and the role that its name tells.',
      };
    }
  }
  yield* assetKeys(at, present);
  for (const [key, meaning] of pattern === 'asset/alternate' ? [] : USUAL) {
    if (!present.has(key)) {
      yield {
        label: key,
        kind: 'property',
        value: isForItems
          ? { title: textStop(), type: textStop(), roles: [key] }
          : { href: textStop(), type: textStop(), roles: [key] },
        detail: meaning,
        documentation: 'A key that assets often have; any other will do.',
      };
    }
  }
}

const USUAL: readonly (readonly [key: string, meaning: string])[] = [
  ['data', 'the data itself'],
  ['thumbnail', 'a small picture for lists'],
  ['overview', 'a picture of the whole'],
  ['visual', 'a picture in full resolution'],
  ['metadata', 'a file that describes the data'],
];
