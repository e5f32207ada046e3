import type { MetadataDocument } from '../../document.ts';
import { insertItem, insertMember, replaceWith } from '../../edits.ts';
import { called, neighbour } from '../../stac/graph/placed-links.ts';
import type { StacSurroundings } from '../../stac/graph/stac-surroundings.ts';
import { scopeOf } from '../../stac/stac-object.ts';
import type { Surroundings } from '../../surroundings.ts';
import { itemsOf, memberOf, memberValue, type ObjectNode, textOf } from '../../tree.ts';
import type { Offer } from '../offer.ts';
import { itemsExtent } from './extent-fixes.ts';
import { linkTo } from './link-fixes.ts';
import { type Step, together } from './merge-bands.ts';

/** What the other objects of the workspace say: the titles and links of an object, and the extent of a collection. */
export function offerFromCatalogue(
  document: MetadataDocument,
  offset: number,
  surroundings: Surroundings,
): Offer[] {
  const { root, kind } = document;
  const { stac } = surroundings;
  if (root?.kind !== 'object' || !stac || !scopeOf(kind)) {
    return [];
  }
  const isIn = (name: string): boolean => {
    const member = memberOf(root, name);
    const end = member?.value && member.value.offset + member.value.length;
    return member !== undefined && end !== undefined && offset >= member.keyOffset && offset <= end;
  };
  return [
    ...(isIn('links') ? [...offerTitles(document, root, stac), ...offerLinks(document, root, stac)] : []),
    ...(isIn('extent') ? offerExtent(document, root, surroundings) : []),
  ];
}

/** Looking at more links takes longer than people wait when they only move the cursor. */
const MOST_LINKS = 5_000;

/** Links have the titles of what they lead to (best-practices.md, Titles). */
function offerTitles(document: MetadataDocument, root: ObjectNode, stac: StacSurroundings): Offer[] {
  const summary = stac.graph.get(stac.file);
  if (!summary || summary.links.length > MOST_LINKS) {
    return [];
  }
  const titles = new Map<string, string>(
    summary.links.flatMap((link) => {
      const title = neighbour(stac.graph, stac.graph.targetOf(stac.file, link))?.summary.title;
      return title && link.rel !== 'self' ? [[`${link.rel}\n${link.href.value}`, title.value] as const] : [];
    }),
  );
  const missing = itemsOf(memberValue(root, 'links')).flatMap((link) => {
    const key = `${textOf(memberValue(link, 'rel'))}\n${textOf(memberValue(link, 'href'))}`;
    const title = titles.get(key);
    return link.kind === 'object' && title !== undefined && !memberOf(link, 'title') ? [{ link, title }] : [];
  });
  return missing.length === 0
    ? []
    : [
        {
          id: 'stac-link-titles',
          title: `Add the titles of what ${missing.length === 1 ? 'a link leads' : `${missing.length} links lead`} to`,
          kind: 'refactor.rewrite',
          change: () =>
            changeOf(missing.map(({ link, title }) => insertMember(document, link, 'title', title))),
        },
      ];
}

/** Links to what stands above (links.md, Hierarchical relations). */
function offerLinks(document: MetadataDocument, root: ObjectNode, stac: StacSurroundings): Offer[] {
  const { file, graph } = stac;
  const links = memberValue(root, 'links');
  const parent = neighbour(graph, graph.parentOf(file));
  const top = neighbour(graph, graph.rootOf(file));
  const collection =
    document.kind === 'stac-item' && parent?.summary.kind === 'collection' ? parent : undefined;
  const wanted = [
    ...(top && (parent || document.kind !== 'stac-item') ? [{ rel: 'root', target: top }] : []),
    ...(parent ? [{ rel: 'parent', target: parent }] : []),
    ...(collection ? [{ rel: 'collection', target: collection }] : []),
  ].filter(({ rel }) => graph.get(file)?.firstLinks.has(rel) === false);
  const { id } = parent?.summary ?? {};
  const needsId =
    collection && wanted.some(({ rel }) => rel === 'collection') && !memberOf(root, 'collection');
  if (links?.kind !== 'array' || wanted.length === 0 || (needsId && !id)) {
    return [];
  }
  const made = wanted.map(({ rel, target }) => linkTo(stac, rel, target));
  const names = [...new Set(wanted.map(({ target }) => called(target)))].join(' and ');
  return [
    {
      id: 'stac-links-up',
      title: `Add the links to ${names} (${wanted.map(({ rel }) => rel).join(', ')})`,
      kind: 'refactor.rewrite',
      change: () =>
        changeOf([
          ...(links.items.length === 0
            ? [replaceWith(document, links, made)]
            : made.map((link) => insertItem(document, links, links.items.length, link))),
          ...(needsId && id
            ? [insertMember(document, root, 'collection', id.value, { after: memberOf(root, 'id') })]
            : []),
        ]),
    },
  ];
}

/** The extent that the items have, no more and no less (collection-spec.md, Extent Object). */
function offerExtent(document: MetadataDocument, root: ObjectNode, surroundings: Surroundings): Offer[] {
  const { count, box, interval } = itemsExtent({ surroundings });
  const extent = memberValue(root, 'extent');
  const [oldBox] = itemsOf(memberValue(memberValue(extent, 'spatial'), 'bbox'));
  const [oldInterval] = itemsOf(memberValue(memberValue(extent, 'temporal'), 'interval'));
  return document.kind !== 'stac-collection' || count === 0
    ? []
    : [
        {
          id: 'stac-extent',
          title: `Compute the extent from ${count === 1 ? 'the item' : `the ${count} items`}`,
          kind: 'refactor.rewrite',
          change: () =>
            changeOf([
              ...(oldBox && box ? [replaceWith(document, oldBox, box)] : []),
              ...(oldInterval && interval ? [replaceWith(document, oldInterval, interval)] : []),
            ]),
        },
      ];
}

function changeOf(steps: readonly Step[]) {
  const edits = together(steps);
  return edits && edits.length > 0 ? { edits } : undefined;
}
