import { didYouMean, nearest } from '#core/base/nearest.ts';
import type { MetadataDocument } from '../document.ts';
import { insertMember, removeItem, replaceText } from '../edits.ts';
import { finding, headOf, type Place, proposedFix, safeFix } from '../finding.ts';
import type { Fix, Problem } from '../problem.ts';
import { LINK_RELATIONS, STAC_RELATIONS } from '../terms/link-relations.ts';
import { bareMediaType } from '../terms/media-types.ts';
import { memberOf, memberValue, nodeAtPath, type ObjectNode, textOf } from '../tree.ts';
import { shown } from '../wording.ts';
import { fileName } from './id-rules.ts';
import { linksOf, type StacObject } from './stac-rule.ts';

/** What a catalogue with more links is slow to read for (best-practices.md, Catalog Layout). */
const MANY_LINKS = 20;
const LARGE_FILE = 1_000_000;
/** So many relations that nobody knows are compared with those that are known. */
const MAX_COMPARED = 2_000;

/** Relations of which there is one for each media type and language (links.md, root and parent relation). */
const SINGLE: readonly string[] = ['self', 'root', 'parent', 'collection'];

/** An object has one parent, one root and one address. */
export function* checkSingleLinks(stac: StacObject): Generator<Problem> {
  const seen = new Map<string, ObjectNode>();
  for (const link of linksOf(stac)) {
    const rel = relOf(link);
    if (rel === undefined || !SINGLE.includes(rel)) {
      continue;
    }
    const [href, type, language] = ['href', 'type', 'hreflang'].map((key) => textOf(memberValue(link, key)));
    const media = isJson(type) ? '' : bareMediaType(type ?? '');
    const key = `${rel}\n${media}\n${language ?? ''}`;
    const first = seen.get(key);
    if (!first) {
      seen.set(key, link);
      continue;
    }
    const isSame = href === textOf(memberValue(first, 'href'));
    const message = isSame
      ? `The link with "rel": "${rel}" stands here twice.`
      : `There is one link with "rel": "${rel}" for each media type and language, since an object has one ${WHAT[rel]}.`;
    yield finding('warning', 'stac/repeated-link', relPlace(stac.document, link), message, {
      related: [{ message: 'The first', at: relPlace(stac.document, first) }],
      fixes: isSame ? removing(stac.document, link) : [],
    });
  }
}

const WHAT: Readonly<Record<string, string>> = {
  self: 'address',
  root: 'root',
  parent: 'parent',
  collection: 'collection',
};

function isJson(type: string | undefined): boolean {
  return type === undefined || ['application/json', 'application/geo+json'].includes(bareMediaType(type));
}

function relOf(link: ObjectNode): string | undefined {
  return textOf(memberValue(link, 'rel'));
}

function relPlace(document: MetadataDocument, link: ObjectNode): Place {
  return memberValue(link, 'rel') ?? headOf(document, link);
}

function removing(document: MetadataDocument, link: ObjectNode): readonly Fix[] {
  const list = nodeAtPath(document.root, link.path.slice(0, -1));
  const index = link.path.at(-1);
  return list?.kind === 'array' && typeof index === 'number'
    ? safeFix('Remove the link', removeItem(document, list, index))
    : [];
}

/** Items link upwards and sideways only (item-spec.md, Relation types). */
export function* checkItemLinks(stac: StacObject): Generator<Problem> {
  const odd = linksOf(stac).find((link) => ['item', 'child'].includes(relOf(link) ?? ''));
  if (odd) {
    const message = `An item has nothing below it: only catalogues and collections have links with "rel": "${relOf(odd)}".`;
    yield finding('warning', 'stac/link-not-allowed', relPlace(stac.document, odd), message);
  }
}

/** Links to catalogues and collections are JSON; an item is GeoJSON (links.md, STAC Media Types). */
export function* checkLinkTypes(stac: StacObject): Generator<Problem> {
  const { document, scope } = stac;
  const untyped: ObjectNode[] = [];
  for (const link of linksOf(stac)) {
    const rel = relOf(link) ?? '';
    const isToCatalog =
      ['root', 'parent', 'child', 'collection'].includes(rel) || (rel === 'self' && scope !== 'item');
    const type = memberValue(link, 'type');
    if (type?.kind === 'string' && isToCatalog && bareMediaType(type.value) === 'application/geo+json') {
      const message = `A link with "rel": "${rel}" leads to a catalogue or collection, which is "application/json"; GeoJSON are items.`;
      yield finding('warning', 'stac/link-media-type', type, message, {
        fixes: safeFix('Change to "application/json"', replaceText(document, type, 'application/json')),
      });
    } else if (!memberOf(link, 'type') && (isToCatalog || rel === 'item') && rel !== 'self') {
      untyped.push(link);
    }
  }
  const [first] = untyped;
  if (first) {
    const rel = relOf(first) ?? '';
    const media = rel === 'item' ? 'application/geo+json' : 'application/json';
    const more = untyped.length > 1 ? ` So do ${untyped.length - 1} more.` : '';
    const message = `This link needs "type": "${media}" for programs that look for the links they can follow.${more}`;
    const after = memberOf(first, 'href');
    yield finding('info', 'stac/link-without-type', relPlace(document, first), message, {
      fixes: safeFix('Add the media type', insertMember(document, first, 'type', media, { after })),
    });
  }
}

/** A relation that nobody knows and that differs from one of STAC by a letter or two. */
export function* checkRelations(stac: StacObject): Generator<Problem> {
  let compared = 0;
  for (const link of linksOf(stac)) {
    const rel = memberValue(link, 'rel');
    if (rel?.kind !== 'string' || LINK_RELATIONS.has(rel.value) || /[:/]/.test(rel.value)) {
      continue;
    }
    const meant =
      rel.value.length > 3 && compared++ < MAX_COMPARED ? nearest(rel.value, STAC_RELATIONS) : undefined;
    if (meant !== undefined) {
      const message = `${shown(rel.value)} is no relation that programs know.${didYouMean(meant)}`;
      yield finding('warning', 'stac/misspelt-relation', rel, message, {
        fixes: proposedFix(`Change to "${meant}"`, replaceText(stac.document, rel, meant)),
      });
    }
  }
}

/** The address of an object is absolute, as the schema of 1.1 says too, and ends with the name of its file. */
export function* checkSelf(stac: StacObject): Generator<Problem> {
  const self = linksOf(stac).find((link) => relOf(link) === 'self');
  const href = memberValue(self, 'href');
  if (stac.version === '1.0.0' && href?.kind === 'string' && !/^[a-z][a-z0-9+.-]*:/i.test(href.value)) {
    const message = '"href" has to be an absolute address, because it is a link to this file itself.';
    yield finding('warning', 'stac/wrong-form', href, message);
    return;
  }
  if (!stac.isFile) {
    return;
  }
  const [path = ''] = href?.kind === 'string' ? href.value.split(/[?#]/, 1) : [];
  const [named, own] = [decoded(fileName(path)), fileName(stac.document.name)];
  const isAbsolute = /^[a-z][a-z0-9+.-]*:/i.test(path);
  if (href && isAbsolute && own !== '' && /\.(?:json|geojson)$/i.test(named) && named !== own) {
    const message = `The link to this file ends with ${shown(named)}, but the file is called ${shown(own)}.`;
    yield finding('info', 'stac/self-file-name', href, message);
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // what is no escape stands for itself
  }
}

/** Long lists of links, and large files, are slow to read. */
export function* checkSize(stac: StacObject): Generator<Problem> {
  const { document, object, scope, isFile } = stac;
  const count = linksOf(stac).filter((link) => ['item', 'child'].includes(relOf(link) ?? '')).length;
  const links = memberValue(object, 'links');
  const size = document.text.length;
  if (scope !== 'item' && links && count > MANY_LINKS) {
    const message = `The ${scope} links to ${count} objects: more than ${MANY_LINKS} are easier to find in catalogues between, by year or region.`;
    yield finding('info', 'stac/many-links', headOf(document, links), message);
  }
  if (isFile && size > LARGE_FILE) {
    const megabytes = (size / 1_000_000).toFixed(1);
    const message = `The file has ${megabytes} MB. Whoever looks at it reads all of it: keep files under 1 MB, with catalogues between or data in assets.`;
    yield finding('info', 'stac/large-file', headOf(document, object), message);
  }
}

/** A catalogue leads to something (catalog-spec.md, Links). */
export function* checkCatalogLinks(stac: StacObject): Generator<Problem> {
  const { document, object } = stac;
  const links = memberOf(object, 'links');
  const below = ['item', 'items', 'child', 'data', 'children', 'search'];
  if (links?.value?.kind === 'array' && !linksOf(stac).some((link) => below.includes(relOf(link) ?? ''))) {
    const message = 'The catalogue leads nowhere: it has no link with "rel": "child" or "item".';
    yield finding('info', 'stac/empty-catalog', headOf(document, links.value), message);
  }
}

/** Summaries are of collections (collection-spec.md). */
export function* checkCatalogSummaries({ document, object }: StacObject): Generator<Problem> {
  const summaries = memberValue(object, 'summaries');
  if (summaries) {
    const message =
      'A catalogue has no "summaries": they belong to collections, and programs pass over them here.';
    yield finding('warning', 'stac/catalog-summaries', headOf(document, summaries), message);
  }
}
