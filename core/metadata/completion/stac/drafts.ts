import type { MetadataDocument } from '../../document.ts';
import { slug } from '../../schema/mend.ts';
import type { ExtensionScope } from '../../stac/extensions/extension.ts';
import { nameOf } from '../../stac/graph/summary.ts';
import type { At, Choice } from '../choice.ts';
import { Stop, textStop } from '../draft.ts';
import { linkType, rolesOf, typeOfHref } from './asset-facts.ts';
import { freeFiles, hrefOf, type NearObject, nearestAbove } from './href-choices.ts';

/** The version that new objects follow. */
const VERSION = '1.1.0';
/** An item of more files than these is made from the folder, not while typing. */
const MAX_ASSETS = 12;

/** Whole objects for an empty document, or for an entry of `features`. */
export function* wholeObjects(at: At): Generator<Choice> {
  const { stac } = at.place;
  if (stac?.scope === undefined || at.path.length !== stac.object.length) {
    return;
  }
  if (stac.scope === 'item') {
    const files = at.path.length === 0 ? freeFiles(at, MAX_ASSETS + 1) : [];
    if (files.length > 0 && files.length <= MAX_ASSETS) {
      const paths = files.map(({ path }) => path);
      yield {
        label: paths.length === 1 ? `STAC item of ${paths[0]}` : `STAC item of ${paths.length} files`,
        kind: 'snippet',
        value: { ...itemDraft(at), assets: assetsOf(paths) },
        detail: paths.slice(0, 5).join(', ') + (paths.length > 5 ? ' …' : ''),
        documentation: `An item of version ${VERSION} of STAC, with an asset for each file.`,
      };
    }
  }
  yield {
    label: LABELS[stac.scope],
    kind: 'snippet',
    value: DRAFTS[stac.scope](at),
    detail: `version ${VERSION}`,
    documentation: `${ABOUT[stac.scope]} By version ${VERSION} of STAC.`,
    first: true,
  };
}

const LABELS: Readonly<Record<ExtensionScope, string>> = {
  item: 'STAC item',
  collection: 'STAC collection',
  catalog: 'STAC catalog',
};
const ABOUT: Readonly<Record<ExtensionScope, string>> = {
  item: 'Data of one place and one time, with its files.',
  collection: 'Items that belong together, with their licence and extent.',
  catalog: 'Links to other catalogues, collections and items.',
};
const DRAFTS: Readonly<Record<ExtensionScope, (at: At) => object>> = {
  item: itemDraft,
  collection: collectionDraft,
  catalog: catalogDraft,
};

function itemDraft(at: At): object {
  const above = at.surroundings.stac && nearestAbove(at.surroundings.stac, ['collection']);
  const id = above?.summary.id?.value;
  return {
    type: 'Feature',
    stac_version: VERSION,
    id: at.path.length === 0 ? idStop(stemOf(at.document)) : textStop(),
    geometry: new Stop('value', ['null']),
    properties: { datetime: textStop(nowAt(at)) },
    links: above ? [linkTo('collection', above)] : [],
    assets: new Stop('object'),
    ...(above && id !== undefined && { collection: id }),
  };
}

function collectionDraft(at: At): object {
  return {
    type: 'Collection',
    stac_version: VERSION,
    id: idStop(at.folder ?? ''),
    description: textStop('What the collection holds'),
    license: textStop('CC-BY-4.0'),
    extent: {
      spatial: { bbox: [[-180, -90, 180, 90]] },
      temporal: { interval: [[textStop(nowAt(at)), null]] },
    },
    links: linksAbove(at),
  };
}

function catalogDraft(at: At): object {
  return {
    type: 'Catalog',
    stac_version: VERSION,
    id: idStop(at.folder ?? ''),
    description: textStop('What the catalogue holds'),
    links: linksAbove(at),
  };
}

function linksAbove(at: At): readonly object[] {
  const { stac } = at.surroundings;
  const above = stac && nearestAbove(stac, ['catalog', 'collection']);
  return above ? [linkTo('parent', above)] : [];
}

/** A link to an object of the workspace. */
export function linkTo(rel: string, { href, summary }: NearObject): object {
  const type = summary.kind === 'item' ? 'application/geo+json' : 'application/json';
  const title = nameOf(summary);
  return { rel, href, type, ...(title !== undefined && { title }) };
}

/** The name of a file without what is after its first dots: what an item in it is mostly called. */
export function stemOf({ name }: MetadataDocument): string {
  const file = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  return file.replace(/(?:\.stac)?\.(?:json|geojson|ya?ml)$/i, '');
}

function idStop(name: string): Stop {
  const id = /^[\w.-]+$/.test(name) ? name : slug(name);
  return id === '' || /^(?:item|collection|catalog)$/i.test(id) ? textStop() : textStop(id);
}

/** The time now, to the second; an example where nobody knows it. */
export function nowAt({ surroundings }: At): string {
  const now = surroundings.now?.();
  return now === undefined ? '2024-01-01T00:00:00Z' : `${new Date(now).toISOString().slice(0, 19)}Z`;
}

/** Assets for files, each under a key of its own. */
export function assetsOf(paths: readonly string[], taken: ReadonlySet<string> = new Set()): object {
  const keys = new Set(taken);
  const assets: Record<string, object> = {};
  for (const path of paths) {
    const key = keyFor(path, keys);
    keys.add(key);
    assets[key] = assetDraft(hrefOf(path));
  }
  return assets;
}

/** The key of the asset of a file: its role where that is its own, otherwise its name. */
export function keyFor(path: string, taken: ReadonlySet<string>): string {
  const file = path.slice(path.lastIndexOf('/') + 1);
  const [role = ''] = rolesOf(path, undefined);
  const stem = file.replace(/(?<=.)\.[A-Za-z0-9]{1,8}$/, '').replace(/[^\p{L}\p{N}_.-]+/gu, '-');
  const wanted = role === 'thumbnail' ? role : stem;
  const isFree = (key: string) => key !== '' && !taken.has(key) && key !== '__proto__';
  const suffixed = [wanted, file].find(isFree);
  return suffixed ?? `${wanted}-${taken.size + 1}`;
}

/** An asset for the file at an `href`. */
export function assetDraft(href: string): object {
  const type = typeOfHref(href);
  const roles = rolesOf(href, type);
  return {
    href,
    ...(type !== undefined && { type }),
    ...(roles.length > 0 && { roles }),
  };
}

/** Links of an object as a whole: those that it lacks to objects of the workspace, then any. */
export function* linkEntries(
  near: readonly { readonly rel: string; readonly to: NearObject }[],
): Generator<Choice> {
  for (const { rel, to } of near) {
    yield {
      label: `${rel}: ${to.href}`,
      kind: 'snippet',
      value: linkTo(rel, to),
      layout: 'lines',
      detail: nameOf(to.summary) ?? '',
      about: { list: 'relation', name: rel },
      search: `${rel} ${to.href}`,
    };
  }
  yield {
    label: 'link',
    kind: 'snippet',
    value: { rel: textStop(), href: textStop() },
    layout: 'lines',
    detail: 'relation to another document',
    documentation:
      'A link has a relation, `rel`, and the address of its target, `href`; a media type and a title help.',
  };
  yield {
    label: 'license link',
    kind: 'snippet',
    value: { rel: 'license', href: textStop(), type: textStop(linkType('license', 'x.html') ?? 'text/html') },
    layout: 'lines',
    detail: 'the text of the licence',
    documentation: 'Where the text of the licence is: needed where no SPDX identifier says it.',
  };
}
