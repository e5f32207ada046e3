import { replaceText } from '../../edits.ts';
import { finding, proposedFix, safeFix } from '../../finding.ts';
import type { Fix, Problem } from '../../problem.ts';
import type { FileFact } from '../../surroundings.ts';
import { memberValue, type TextNode } from '../../tree.ts';
import { shown } from '../../wording.ts';
import type { StacObject } from '../stac-rule.ts';
import { type Href, hrefTo, readHref, resolvePath } from './href.ts';
import {
  called,
  elsewhere,
  factAt,
  type Neighbour,
  neighbour,
  type PlacedLink,
  placed,
  placedLinks,
} from './placed-links.ts';
import type { StacSurroundings } from './stac-surroundings.ts';

/** Each link leads to what it says that it leads to. */
export function* checkLinkTargets(object: StacObject): Generator<Problem> {
  const stac = placed(object)?.stac;
  for (const link of placedLinks(object)) {
    const { target } = link;
    if (stac && target) {
      yield* checkKind(link, target, stac);
      yield* checkTitle(object, link, target, stac);
    } else {
      yield* checkIsThere(object, link);
    }
  }
}

/** Each relative `href` of an asset names a file that is there. */
export function* checkAssetFiles(object: StacObject): Generator<Problem> {
  const assets = memberValue(object.object, 'assets');
  for (const { value } of assets?.kind === 'object' ? assets.members : []) {
    const href = memberValue(value, 'href');
    const leads = href?.kind === 'string' ? readHref(href.value) : undefined;
    if (href?.kind === 'string' && leads) {
      yield* checkMachine(object, href, leads);
      const fact = leads.kind === 'file' ? factAt(object.surroundings, leads) : undefined;
      if (fact?.kind === 'missing') {
        const message = `There is no file ${shown(href.value)}${spelling(fact)}.`;
        const fixes = spellingFix(object, href, fact);
        yield finding('warning', 'stac/missing-asset', href, message, { fixes });
      }
    }
  }
}

/** A link to a file that is not there is of no use to anybody. */
function* checkIsThere(object: StacObject, { rel, href, leads }: PlacedLink): Generator<Problem> {
  yield* checkMachine(object, href, leads);
  if (leads.kind !== 'file') {
    return;
  }
  const fact = factAt(object.surroundings, leads);
  if (fact.kind === 'missing') {
    const message = `The link with "rel": "${rel.slice(0, 60)}" leads to ${shown(href.value)}, but there is no such file${spelling(fact)}.`;
    const fixes = spellingFix(object, href, fact);
    yield finding('warning', 'stac/broken-link', href, message, { fixes });
  } else if (fact.kind === 'directory' && TARGETS.has(rel)) {
    const message = `The link with "rel": "${rel}" leads to a folder: name the file in it, such as "${href.value.replace(/\/$/, '').slice(0, 100)}/${rel === 'collection' ? 'collection' : 'catalog'}.json".`;
    yield finding('warning', 'stac/broken-link', href, message);
  }
}

/** What only one machine knows, nobody else finds. */
function* checkMachine({ document }: StacObject, href: TextNode, leads: Href): Generator<Problem> {
  if (leads.kind !== 'machine') {
    return;
  }
  const slashed = href.value.replaceAll('\\', '/');
  const isRelative = href.value.includes('\\') && readHref(slashed).kind === 'file';
  const message = isRelative
    ? 'The parts of a path are separated by "/" here, whatever the system: with "\\", this leads nowhere on others.'
    : `${shown(href.value)} is a place on one machine, and leads nowhere on others: write a path relative to this file, or an address.`;
  yield finding('warning', 'stac/machine-path', href, message, {
    fixes: isRelative ? safeFix(`Change to "${slashed}"`, replaceText(document, href, slashed)) : [],
  });
}

function spelling(fact: FileFact): string {
  return fact.kind === 'missing' && fact.differsInCase !== undefined
    ? `; it is written ${shown(fact.differsInCase)}, and most systems tell capital letters apart`
    : '';
}

function spellingFix(
  { document, surroundings: { stac } }: StacObject,
  href: TextNode,
  fact: FileFact,
): readonly Fix[] {
  const actual = fact.kind === 'missing' ? fact.differsInCase : undefined;
  const target = actual === undefined || !stac ? undefined : resolvePath(stac.file, actual);
  const written = target === undefined || !stac ? actual : hrefTo(stac.file, target);
  return written === undefined ? [] : safeFix(`Change to "${written}"`, replaceText(document, href, written));
}

/** What the objects are that a relation leads to (links.md, Hierarchical relations). */
const TARGETS: ReadonlyMap<string, { readonly kinds: readonly string[]; readonly what: string }> = new Map([
  ['root', { kinds: ['catalog', 'collection'], what: 'a catalogue or collection' }],
  ['parent', { kinds: ['catalog', 'collection'], what: 'a catalogue or collection' }],
  ['child', { kinds: ['catalog', 'collection'], what: 'a catalogue or collection' }],
  ['collection', { kinds: ['collection'], what: 'a collection' }],
  ['item', { kinds: ['item'], what: 'an item' }],
]);

const KINDS = { item: 'an item', collection: 'a collection', catalog: 'a catalogue' } as const;

function* checkKind(
  { rel, href }: PlacedLink,
  target: Neighbour,
  stac: StacSurroundings,
): Generator<Problem> {
  const wanted = TARGETS.get(rel);
  const { kind } = target.summary;
  if (wanted && !wanted.kinds.includes(kind)) {
    const better = rel === 'child' && kind === 'item' ? ' Items are linked with "rel": "item".' : '';
    const message = `A link with "rel": "${rel}" leads to ${wanted.what}, but ${called(target)} is ${KINDS[kind]}.${better}`;
    yield finding('error', 'stac/link-target-kind', href, message, {
      related: [elsewhere(stac, target, `This is ${KINDS[kind]}`)],
    });
  }
}

/** A link has the title of what it leads to (best-practices.md, Titles). */
function* checkTitle(
  { document }: StacObject,
  { node, rel }: PlacedLink,
  target: Neighbour,
  stac: StacSurroundings,
): Generator<Problem> {
  const title = memberValue(node, 'title');
  const actual = target.summary.title;
  const isTranslated = memberValue(node, 'hreflang') !== undefined;
  if (title?.kind === 'string' && actual && rel !== 'self' && !isTranslated && title.value !== actual.value) {
    const message = `The link is called ${shown(title.value)}, but what it leads to ${shown(actual.value)}.`;
    yield finding('warning', 'stac/link-title', title, message, {
      related: [elsewhere(stac, target, 'The title', actual)],
      fixes: safeFix('Take over the title', replaceText(document, title, actual.value)),
    });
  }
}

/** `collection` is the id of the collection that the item links to (item-spec.md, Collections). */
export function* checkCollectionId(object: StacObject): Generator<Problem> {
  const stac = placed(object)?.stac;
  const stated = memberValue(object.object, 'collection');
  const target = stac && neighbour(stac.graph, stac.graph.related(stac.file, 'collection'));
  const id = target?.summary.kind === 'collection' ? target.summary.id : undefined;
  if (object.scope === 'item' && stated?.kind === 'string' && target && id && stated.value !== id.value) {
    const message = `"collection" is the id of the collection that the item links to, which is ${shown(id.value)}, not ${shown(stated.value)}.`;
    yield finding('error', 'stac/collection-id', stated, message, {
      related: [elsewhere(stac, target, 'The id of the collection')],
      fixes: proposedFix(`Change to "${id.value}"`, replaceText(object.document, stated, id.value)),
    });
  }
}

/** An item has the version of STAC of its collection (best-practices.md, Mixing STAC Versions). */
export function* checkMixedVersions(object: StacObject): Generator<Problem> {
  const stac = placed(object)?.stac;
  const version = memberValue(object.object, 'stac_version');
  const graph = stac?.graph;
  if (!stac || !graph || object.scope !== 'item' || version?.kind !== 'string') {
    return;
  }
  const owner = neighbour(
    graph,
    graph.related(stac.file, 'collection') ?? graph.related(stac.file, 'parent'),
  );
  const theirs = owner?.summary.version;
  if (owner && theirs !== undefined && theirs !== version.value) {
    const message = `The item is of STAC ${version.value.slice(0, 40)}, but its ${owner.summary.kind === 'collection' ? 'collection' : 'catalogue'} ${called(owner)} of STAC ${theirs.slice(0, 40)}: items and their collection are read together and have one version.`;
    yield finding('warning', 'stac/mixed-versions', version, message, {
      related: [elsewhere(stac, owner, `This is of STAC ${theirs.slice(0, 40)}`)],
    });
  }
}
