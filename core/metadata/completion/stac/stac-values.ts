import { slug } from '../../schema/mend.ts';
import type { At, Choice, Provider } from '../choice.ts';
import { Stop, textStop } from '../draft.ts';
import { typeOfHref } from './asset-facts.ts';
import { assetDraft, linkEntries, nowAt, stemOf, wholeObjects } from './drafts.ts';
import { extensionAddresses } from './extension-choices.ts';
import { boxes, coordinates, geometries } from './geometry-choices.ts';
import { assetFiles, freeFiles, hrefOf, linkTargets } from './href-choices.ts';
import { collectionIds, linksToAdd, neighbourValues } from './neighbour-choices.ts';
import {
  assetRoles,
  epsgNumbers,
  linkRelations,
  referenceSystems,
  stacLicenses,
  stacMediaTypes,
  units,
} from './stac-terms.ts';

/** What may stand at a place of its own; the places are those of `stacPlaceOf`. */
const BY_PLACE: Readonly<Record<string, readonly Provider[]>> = {
  item: [wholeObjects],
  collection: [wholeObjects],
  catalog: [wholeObjects],
  'item/id': [itemId],
  'collection/id': [folderName],
  'catalog/id': [folderName],
  'item/collection': [collectionIds],
  'item/bbox': [boxes],
  geometry: [geometries],
  'geometry/coordinates': [coordinates],
  link: [(at) => linkEntries(linksToAdd(at))],
  'link/rel': [linkRelations],
  'link/href': [linkTargets],
  'link/type': [stacMediaTypes],
  asset: [assets],
  'asset/href': [assetFiles],
  'asset/type': [stacMediaTypes],
  'item-asset': [itemAssets],
  'item-asset/type': [stacMediaTypes],
  band: [bands],
  provider: [providers],
  'provider/roles/*': [],
};

/** What may stand in a field wherever it is. `*` is any item. */
const BY_FIELD: Readonly<Record<string, readonly Provider[]>> = {
  stac_version: [versions],
  'stac_extensions/*': [extensionAddresses],
  license: [stacLicenses],
  'license/*': [stacLicenses],
  'roles/*': [assetRoles],
  unit: [units],
  'proj:code': [referenceSystems],
  'proj:code/*': [referenceSystems],
  'proj:epsg': [epsgNumbers],
  'proj:epsg/*': [epsgNumbers],
  created: [now],
  updated: [now],
  'interval/*/*': [now],
};

/** The providers of a place, if there are any. */
export function stacProviders({ pattern, stac }: At['place']): readonly Provider[] | undefined {
  if (!stac) {
    return undefined;
  }
  const own = BY_PLACE[pattern];
  if (own) {
    return own;
  }
  const segments = pattern.split('/');
  const named = segments.findLastIndex((segment) => segment !== '*');
  const field = segments.slice(named).join('/');
  const known = Object.hasOwn(BY_FIELD, field) ? BY_FIELD[field] : undefined;
  const isShared =
    (stac.part === 'properties' && segments.length === 2) ||
    (stac.part === 'summaries' && segments.length === 3 && segments[2] === '*');
  return isShared ? [neighbourValues, ...(known ?? [])] : known;
}

/** Whether the schemas' examples would only say again what the providers say. */
export function hasOwnTerms({ pattern }: At['place']): boolean {
  const segments = pattern.split('/');
  const named = segments.findLastIndex((segment) => segment !== '*');
  return BY_PLACE[pattern] !== undefined || Object.hasOwn(BY_FIELD, segments.slice(named).join('/'));
}

const VERSIONS = [
  ['1.1.0', 'the newest version of STAC', 'bands, item assets and more common metadata are part of it'],
  ['1.0.0', 'the version before', 'bands and item assets are extensions'],
] as const;

function* versions(): Generator<Choice> {
  for (const [version, detail, meaning] of VERSIONS) {
    const page = `https://github.com/radiantearth/stac-spec/tree/v${version}`;
    const documentation = `**STAC ${version}**, ${detail}: ${meaning}.\n\n[Specification](${page})`;
    yield { label: version, kind: 'value', value: version, detail, documentation };
  }
}

function* now(at: At): Generator<Choice> {
  if (at.surroundings.now) {
    const text = nowAt(at);
    yield { label: text, kind: 'value', value: text, detail: 'now', first: true };
  }
}

/** The name of the file as the id of the item (best-practices.md, Item ID). */
function* itemId(at: At): Generator<Choice> {
  const stem = stemOf(at.document);
  if (at.place.stac?.object.length === 0 && stem !== '') {
    yield { label: stem, kind: 'value', value: stem, detail: 'name of the file' };
  }
}

function* folderName(at: At): Generator<Choice> {
  const name = slug(at.folder ?? '');
  if (name !== '') {
    yield { label: name, kind: 'value', value: name, detail: 'name of the folder' };
  }
}

/** More assets are not made into whole entries. */
const MAX_ENTRIES = 20;

/** An asset as a whole: for a file that has none yet, or any. */
function* assets(at: At): Generator<Choice> {
  for (const { path } of freeFiles(at, MAX_ENTRIES)) {
    yield {
      label: path,
      kind: 'file',
      value: assetDraft(hrefOf(path)),
      layout: 'lines',
      detail: typeOfHref(path) ?? '',
    };
  }
  yield {
    label: 'asset',
    kind: 'snippet',
    value: { href: textStop(), type: textStop(), roles: [textStop('data')] },
    layout: 'lines',
    detail: 'a file of the object',
  };
}

function* itemAssets(_at: At): Generator<Choice> {
  yield {
    label: 'item asset',
    kind: 'snippet',
    value: { title: textStop(), type: textStop(), roles: [textStop('data')] },
    layout: 'lines',
    detail: 'what each item has under this key',
  };
}

function* bands(at: At): Generator<Choice> {
  const declared = new Set(at.schemas.flatMap((schema) => Object.keys(objectIn(schema))));
  yield {
    label: 'band',
    kind: 'snippet',
    value: { name: textStop(), ...(declared.has('eo:common_name') && { 'eo:common_name': textStop('red') }) },
    layout: 'lines',
    detail: 'a band of the data',
  };
}

function objectIn(schema: Readonly<Record<string, unknown>>): object {
  const { properties } = schema;
  return typeof properties === 'object' && properties !== null ? properties : {};
}

function* providers(): Generator<Choice> {
  const roles = ['producer', 'licensor', 'processor', 'host'];
  yield {
    label: 'provider',
    kind: 'snippet',
    value: { name: textStop(), roles: [textStop(...roles)], url: new Stop('text', [], 'https://') },
    layout: 'lines',
    detail: 'who made, processed, licenses or hosts the data',
  };
}
