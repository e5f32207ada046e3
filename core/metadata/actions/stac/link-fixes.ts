import { nearest } from '#core/base/nearest.ts';
import type { MetadataDocument } from '../../document.ts';
import { insertItem, insertMember, removeItem, replaceText, replaceWith } from '../../edits.ts';
import { proposedFix, safeFix } from '../../finding.ts';
import type { Fix, TextEdit } from '../../problem.ts';
import { hrefTo, pathTo, resolvePath } from '../../stac/graph/href.ts';
import { called, type Neighbour, neighbour } from '../../stac/graph/placed-links.ts';
import type { StacSurroundings } from '../../stac/graph/stac-surroundings.ts';
import { selfOf } from '../../stac/graph/summary.ts';
import { itemsOf, memberOf, memberValue, nodeAtPath, type ObjectNode, textOf } from '../../tree.ts';
import { fileName } from '../new-file.ts';
import type { Subject } from '../subject.ts';
import { together } from './merge-bands.ts';
import { objectAround } from './object-around.ts';

/** Takes the link away that a finding is in. */
export function removeLinkFixes({ document, node, owner }: Subject): readonly Fix[] {
  const link = node?.kind === 'object' ? node : owner;
  const list = nodeAtPath(document.root, link?.path.slice(0, -1) ?? []);
  const index = link?.path.at(-1);
  return list?.kind === 'array' && typeof index === 'number' && link?.kind === 'object'
    ? proposedFix('Remove the link', removeItem(document, list, index))
    : [];
}

/** A file that is not where a link or an asset says: one of that name elsewhere, or of nearly the same; or no link. */
export function missingFileFixes(subject: Subject): readonly Fix[] {
  const { document, node, owner, surroundings, problem } = subject;
  if (node?.kind !== 'string') {
    return [];
  }
  const wanted = fileName(node.value).toLowerCase();
  const { stac } = surroundings;
  const files = stac
    ? [...new Set([...stac.graph.files()].map((file) => pathTo(stac.file, file)))]
    : surroundings.files().map(({ path }) => path);
  const all = problem.code === 'stac/broken-link' ? files : surroundings.files().map(({ path }) => path);
  const moved = all.filter((path) => fileName(path).toLowerCase() === wanted);
  const near = nearest(node.value.replace(/^\.\//, ''), all.slice(0, 5_000));
  const isLink = owner?.kind === 'object' && owner.path.at(-2) === 'links';
  return [
    ...[...new Set([...(near === undefined ? [] : [near]), ...moved])]
      .slice(0, 3)
      .map((path) => (path.startsWith('../') || !node.value.startsWith('./') ? path : `./${path}`))
      .flatMap((path) => proposedFix(`Change to "${path}"`, replaceText(document, node, path))),
    ...(isLink ? removeLinkFixes(subject) : []),
  ];
}

/** An absolute path to what lies in the workspace: the relative one. */
export function machinePathFixes({ document, node, surroundings: { stac } }: Subject): readonly Fix[] {
  const text = textOf(node)?.replaceAll('\\', '/') ?? '';
  const path = text.replace(/^file:\/\/(?:localhost)?/i, '').replace(/^\/([A-Za-z]:)/, '$1');
  const file = stac && [path, decoded(path)].find((each) => stac.graph.has(each));
  return node && stac && file !== undefined
    ? safeFix(`Change to "${hrefTo(stac.file, file)}"`, replaceText(document, node, hrefTo(stac.file, file)))
    : [];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // what is no escape stands for itself
  }
}

/** A relation that is not that to what the link leads to. */
export function targetKindFixes(subject: Subject): readonly Fix[] {
  const { document, owner } = subject;
  const { stac } = subject.surroundings;
  const rel = memberValue(owner, 'rel');
  const href = textOf(memberValue(owner, 'href'));
  const link = stac?.graph
    .get(stac.file)
    ?.links.find((each) => each.href.value === href && each.rel === textOf(rel));
  const target = link && stac && neighbour(stac.graph, stac.graph.targetOf(stac.file, link));
  const better = target?.summary.kind === 'item' ? 'item' : 'child';
  const isDown = ['child', 'item'].includes(textOf(rel) ?? '');
  return rel && target && isDown
    ? safeFix(`Change the relation to "${better}"`, replaceText(document, rel, better))
    : removeLinkFixes(subject);
}

/** The media type that all links to STAC objects need. The finding names the first of them. */
export function linkTypesFixes({ document, problem, node, owner }: Subject): readonly Fix[] {
  const link = owner?.kind === 'object' ? owner : node;
  const links = itemsOf(nodeAtPath(document.root, link?.path.slice(0, -1) ?? []));
  const wanted = new Map([
    ...['root', 'parent', 'child', 'collection'].map((rel) => [rel, 'application/json'] as const),
    ['item', 'application/geo+json'] as const,
  ]);
  const steps = links.flatMap((each) => {
    const type = wanted.get(textOf(memberValue(each, 'rel')) ?? '');
    return each.kind === 'object' && type !== undefined && !memberOf(each, 'type')
      ? [insertMember(document, each, 'type', type, { after: memberOf(each, 'href') })]
      : [];
  });
  return steps.length > 1 && problem.fixes
    ? proposedFix(`Add the media types of all ${steps.length} links`, together(steps))
    : [];
}

/** The name of this file at the end of the address that it says to be found at. */
export function selfFileNameFixes({ document, node }: Subject): readonly Fix[] {
  const href = textOf(node);
  const name = encodeURIComponent(fileName(document.name));
  const better = href?.replace(/[^/?#]*(?=$|[?#])/, name);
  return node && better !== undefined && better !== href
    ? proposedFix(`Change to "${better}"`, replaceText(document, node, better))
    : [];
}

/** A link to a STAC object, as people write it in a file. */
export function linkTo(
  { file }: StacSurroundings,
  rel: string,
  target: Neighbour,
): Readonly<Record<string, string>> {
  const { kind, title } = target.summary;
  return {
    rel,
    href: hrefTo(file, target.file),
    type: kind === 'item' ? 'application/geo+json' : 'application/json',
    ...(title && { title: title.value }),
  };
}

/** Adds a link to the links of an object, which come into being if they have to. */
export function addLink(
  document: MetadataDocument,
  object: ObjectNode,
  link: unknown,
): readonly TextEdit[] | undefined {
  const links = memberOf(object, 'links');
  if (!links) {
    return insertMember(document, object, 'links', [link]);
  }
  return links.value?.kind === 'array'
    ? insertItem(document, links.value, links.value.items.length, link)
    : undefined;
}

/** An item that names its collection and does not link to it. */
export function collectionLinkFixes(subject: Subject): readonly Fix[] {
  const { document, node } = subject;
  const { stac } = subject.surroundings;
  const around = objectAround(subject);
  const id = textOf(node);
  if (!around || id === undefined) {
    return [];
  }
  const known = stac?.graph.withId(id).flatMap((file) => neighbour(stac.graph, file) ?? []) ?? [];
  const [collection, more] = known.filter(({ summary }) => summary.kind === 'collection');
  if (stac && collection && !more) {
    return safeFix(
      `Add the link to ${called(collection)}`,
      addLink(document, around.object, linkTo(stac, 'collection', collection)),
    );
  }
  const parent = itemsOf(memberValue(around.object, 'links')).find(
    (link) => textOf(memberValue(link, 'rel')) === 'parent',
  );
  const href = textOf(memberValue(parent, 'href'));
  return href !== undefined && /(?:^|\/)collection[^/]*\.json$|\/collections\/[^/]+$/.test(href)
    ? proposedFix(
        'Add a link to the collection, which the parent seems to be',
        addLink(document, around.object, { rel: 'collection', href, type: 'application/json' }),
      )
    : [];
}

/** What nobody lists: a link to the catalogue or collection that it is nearest to. */
export function orphanFixes(subject: Subject): readonly Fix[] {
  const { document, problem, surroundings } = subject;
  const { stac } = surroundings;
  const around = objectAround(subject);
  const near = problem.related?.[0]?.file;
  const target = stac && near !== undefined ? resolvePath(stac.file, near) : undefined;
  const parent = stac && neighbour(stac.graph, target);
  if (!around || !stac || !parent) {
    return [];
  }
  const isInCollection = around.scope === 'item' && parent.summary.kind === 'collection';
  const steps = ['parent', ...(isInCollection ? ['collection'] : [])].map((rel) => linkTo(stac, rel, parent));
  const links = memberValue(around.object, 'links');
  const { id } = parent.summary;
  const collection = memberValue(around.object, 'collection');
  if (links?.kind !== 'array') {
    return [];
  }
  return proposedFix(
    `Add a link to the ${parent.summary.kind === 'catalog' ? 'catalogue' : 'collection'} ${called(parent)}`,
    together([
      ...(links.items.length === 0
        ? [replaceWith(document, links, steps)]
        : steps.map((link) => insertItem(document, links, links.items.length, link))),
      ...(isInCollection && id && !collection
        ? [
            insertMember(document, around.object, 'collection', id.value, {
              after: memberOf(around.object, 'id'),
            }),
          ]
        : []),
    ]),
  );
}

/** Where the object can be found: where those are that it is linked with, and the way from there. */
export function missingSelfFixes(subject: Subject): readonly Fix[] {
  const { document, surroundings } = subject;
  const { stac } = surroundings;
  const around = objectAround(subject);
  if (!stac || !around) {
    return [];
  }
  const { file, graph } = stac;
  const near = [
    ...graph.ancestorsOf(file),
    graph.rootOf(file),
    ...graph.itemsOf(file),
    ...graph.childrenOf(file),
  ];
  for (const other of near) {
    const summary = graph.get(other);
    const self = summary && selfOf(summary);
    const address = self === undefined ? undefined : addressFrom(self, other, file);
    if (address !== undefined) {
      const type = around.scope === 'item' ? 'application/geo+json' : 'application/json';
      return proposedFix(
        `Add "self": "${address}"`,
        addLink(document, around.object, { rel: 'self', href: address, type }),
      );
    }
  }
  return [];
}

/** The address of a file beside one whose address is known. */
export function addressFrom(address: string, from: string, to: string): string | undefined {
  if (fileName(from) !== decoded(fileName(address.replace(/[?#].*$/s, '')))) {
    return undefined;
  }
  try {
    return new URL(hrefTo(from, to), address).href;
  } catch {
    return undefined; // no address that another one can be made of
  }
}

/** The text of the licence, where it lies beside the object. */
export function licenseLinkFixes(subject: Subject): readonly Fix[] {
  const { document, surroundings } = subject;
  const around = objectAround(subject);
  const file = surroundings.files().find(({ path }) => /^licen[cs]e(?:\.(?:md|txt|html|pdf))?$/i.test(path));
  return around && file
    ? proposedFix(
        `Add a link to "${file.path}"`,
        addLink(document, around.object, { rel: 'license', href: `./${file.path}` }),
      )
    : [];
}

/** A link to the same relation as another: this one goes, if it is not the same in all. */
export function repeatedLinkFixes(subject: Subject): readonly Fix[] {
  return subject.problem.fixes ? [] : removeLinkFixes(subject);
}
