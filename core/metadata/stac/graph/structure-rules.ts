import { replaceText } from '../../edits.ts';
import { finding, proposedFix } from '../../finding.ts';
import type { Problem } from '../../problem.ts';
import { inWords } from '../../wording.ts';
import type { StacObject } from '../stac-rule.ts';
import { hrefTo } from './href.ts';
import { nearestCatalog } from './nearest-catalog.ts';
import {
  called,
  elsewhere,
  findingAtId,
  type Neighbour,
  neighbour,
  type PlacedLink,
  type PlacedObject,
  placed,
  placedLinks,
} from './placed-links.ts';

/** Relations of what an API lists: then the objects below need not be among the links. */
const DYNAMIC: readonly string[] = ['items', 'data', 'children', 'search'];
/** In a message, a circle of more than these is cut short. */
const SHOWN_CIRCLE = 6;

/** How an object hangs together with the others of its catalogue. */
export function* checkStructure(object: StacObject): Generator<Problem> {
  const here = placed(object);
  if (!here) {
    return;
  }
  const { file, graph } = here.stac;
  const circle = graph.circleOf(file);
  const above = new Set(circle.length === 0 ? graph.ancestorsOf(file) : []);
  for (const link of placedLinks(object)) {
    const { target } = link;
    if (target) {
      yield* checkCircle(here, { link, target, circle, above });
      yield* checkBothWays(here, link, target);
      yield* checkRoot(here, link, target);
    }
  }
  yield* checkOrphan(here);
  yield* checkSameId(here);
}

interface StepOfCircle {
  readonly link: PlacedLink;
  readonly target: Neighbour;
  /** The files that name each other as parents, from this one to this one; and else those above it. */
  readonly circle: readonly string[];
  readonly above: ReadonlySet<string>;
}

/** Whoever follows links from object to object has to come to an end. */
function* checkCircle(
  { stac }: PlacedObject,
  { link, target, circle, above }: StepOfCircle,
): Generator<Problem> {
  const { file, graph } = stac;
  if (link.rel === 'parent') {
    const names = [...circle, file].slice(0, SHOWN_CIRCLE).flatMap((each) => {
      const other = neighbour(graph, each);
      return other ? called(other) : [];
    });
    if (circle.length > 0) {
      const path = `${names.join(' → ')}${circle.length >= SHOWN_CIRCLE ? ' → …' : ''}`;
      const message =
        target.file === file
          ? 'The object names itself as its parent. The top of a catalogue has no parent.'
          : `The parents go round in a circle: ${path}.`;
      yield finding('error', 'stac/link-cycle', link.href, message, {
        related: target.file === file ? [] : [elsewhere(stac, target, 'The next in the circle')],
      });
    }
  } else if (link.rel === 'child' && (target.file === file || above.has(target.file))) {
    const what = target.file === file ? 'itself' : `${called(target)}, which is above it`;
    const message = `The object lists ${what} as its child: whoever follows the links goes round in a circle.`;
    yield finding('error', 'stac/link-cycle', link.href, message, {
      related: target.file === file ? [] : [elsewhere(stac, target, 'What is above')],
    });
  }
}

/** Parents and children, collections and items name each other (links.md, Hierarchical relations). */
function* checkBothWays(here: PlacedObject, link: PlacedLink, target: Neighbour): Generator<Problem> {
  const { file } = here.stac;
  if (target.file === file) {
    return;
  }
  const message =
    link.rel === 'child' || link.rel === 'item'
      ? whyNotUp(here, link.rel, target)
      : link.rel === 'parent' || (link.rel === 'collection' && here.scope === 'item')
        ? whyNotDown(here, link.rel, target)
        : undefined;
  if (message !== undefined) {
    yield finding('warning', 'stac/one-sided-link', link.href, message, {
      related: [elsewhere(here.stac, target, 'What should link back')],
    });
  }
}

/** Why what is listed does not lead back up. */
function whyNotUp({ stac, scope }: PlacedObject, rel: string, target: Neighbour): string | undefined {
  const { file, graph } = stac;
  const { firstLinks, kind } = target.summary;
  if ((rel === 'item') !== (kind === 'item')) {
    return undefined; // that it is of the wrong kind is another finding
  }
  // Items are of a collection; catalogues may hold items of several.
  const needed = scope === 'collection' && kind === 'item' ? 'collection' : 'parent';
  const way = firstLinks.get(needed);
  const leads = way && graph.targetOf(target.file, way);
  if (leads === file || (way && leads === undefined)) {
    return undefined; // or it leads somewhere that nobody here knows
  }
  const other = neighbour(graph, leads);
  const what = called(target);
  return other
    ? `${what} is listed here, but names ${called(other)} as its ${needed}.`
    : `${what} does not link back: it needs a link with "rel": "${needed}" to this file.`;
}

/** Why what is above does not lead down to the object. */
function whyNotDown({ stac, scope }: PlacedObject, rel: string, target: Neighbour): string | undefined {
  const { file, graph, isComplete } = stac;
  const { firstLinks, hasMoreLinks, kind } = target.summary;
  const listers = graph.listersOf(file);
  const isDynamic = DYNAMIC.some((each) => firstLinks.has(each));
  const isListed = kind === 'item' || listers.includes(target.file);
  if (isListed || hasMoreLinks || isDynamic || listsUnknown(target, graph)) {
    return undefined;
  }
  const down = scope === 'item' ? 'item' : 'child';
  const message = `${called(target)} does not list this ${scope === 'catalog' ? 'catalogue' : scope}: it needs a link with "rel": "${down}" to this file.`;
  if (rel === 'parent') {
    return message;
  }
  // Between a collection and its items, there may be catalogues. What the parent leaves out is told at the parent.
  const isBelow = listers.some((lister) => graph.ancestorsOf(lister).includes(target.file));
  const isTold = graph.related(file, 'parent') !== undefined;
  return isBelow || isTold || (listers.length === 0 && !isComplete && firstLinks.has('child'))
    ? undefined
    : message;
}

/** Whether an object lists something by an address that no file here says to have: it may be any of them. */
function listsUnknown({ file, summary }: Neighbour, graph: PlacedObject['stac']['graph']): boolean {
  return summary.links.some(
    (link) =>
      (link.rel === 'item' || link.rel === 'child') &&
      link.leads.kind === 'address' &&
      graph.targetOf(file, link) === undefined,
  );
}

/** All objects of a catalogue name one root. */
function* checkRoot(here: PlacedObject, link: PlacedLink, target: Neighbour): Generator<Problem> {
  const { stac, document } = here;
  const { file, graph } = stac;
  const parent = link.rel === 'root' ? neighbour(graph, graph.related(file, 'parent')) : undefined;
  if (!parent || parent.file === file || graph.circleOf(file).length > 0) {
    return;
  }
  const stated = parent.summary.firstLinks.get('root');
  const expected = stated
    ? graph.targetOf(parent.file, stated)
    : (graph.ancestorsOf(parent.file).at(-1) ?? parent.file);
  const root = neighbour(graph, expected);
  if (root && root.file !== target.file) {
    const message = `The root is ${called(target)} here, but ${called(root)} for the parent ${called(parent)}: a catalogue has one root.`;
    const fixes =
      link.leads.kind === 'file'
        ? proposedFix(
            `Change to the root of the parent`,
            replaceText(document, link.href, hrefTo(file, root.file)),
          )
        : [];
    yield finding('warning', 'stac/mixed-root', link.href, message, {
      related: [elsewhere(stac, parent, 'The parent'), elsewhere(stac, root, 'The root of the parent')],
      fixes,
    });
  }
}

/** What nobody lists, nobody finds who goes through the catalogue. */
function* checkOrphan(here: PlacedObject): Generator<Problem> {
  const { stac, scope } = here;
  const { file, graph, isComplete } = stac;
  const root = graph.related(file, 'root');
  const isTop = scope !== 'item' && (root === undefined || root === file);
  const hasOwner = ['parent', 'collection'].some((rel) => graph.get(file)?.firstLinks.has(rel));
  if (!isComplete || isTop || hasOwner || graph.listersOf(file).length > 0) {
    return;
  }
  const near = neighbour(graph, root) ?? neighbour(graph, nearestCatalog(file, graph));
  if (near && !listsUnknown(near, graph)) {
    const message = `No catalogue or collection links to this ${scope === 'catalog' ? 'catalogue' : scope}, so nobody finds it who starts at ${called(near)}.`;
    yield findingAtId(here, 'info', 'stac/orphan', message, {
      related: [elsewhere(stac, near, 'The nearest catalogue or collection')],
    });
  }
}

/** Of many files with one id, so many are named. */
const SHOWN_SAME = 3;
/** And so many are looked at: ten thousand files with one id are not compared with each other. */
const MOST_SAME = 50;

/** An id is of one item in its collection, and of one collection in its catalogue (item-spec.md, `id`). */
function* checkSameId(here: PlacedObject): Generator<Problem> {
  const { stac, scope } = here;
  const { file, graph } = stac;
  const id = graph.get(file)?.id?.value;
  const home = id === undefined || scope === 'catalog' ? undefined : homeOf(file, here);
  if (id === undefined || home === undefined) {
    return;
  }
  const same = graph.withId(id, MOST_SAME).flatMap((other) => {
    const found = other === file ? undefined : neighbour(graph, other);
    return found?.summary.kind === scope && homeOf(other, here) === home ? [found] : [];
  });
  if (same.length > 0) {
    const owner = neighbour(graph, home);
    const names = same.slice(0, SHOWN_SAME).map((each) => `"${hrefTo(file, each.file)}"`);
    const more = same.length > SHOWN_SAME ? ` and ${same.length - SHOWN_SAME} more` : '';
    const message = `The id is also that of ${inWords(names)}${more}; ${scope === 'item' ? `in ${owner ? called(owner) : 'a collection'}` : 'in a catalogue'}, each ${scope} has an id of its own.`;
    const code = scope === 'item' ? 'stac/repeated-item-id' : 'stac/repeated-collection-id';
    yield findingAtId(here, 'warning', code, message, {
      related: same.slice(0, SHOWN_SAME).map((each) => elsewhere(stac, each, 'The same id')),
    });
  }
}

/** Within what an id has to be unique: the collection of an item, or else its parent; the root of a collection. */
function homeOf(file: string, { stac: { graph }, scope }: PlacedObject): string | undefined {
  return scope === 'item' ? (graph.related(file, 'collection') ?? graph.parentOf(file)) : graph.rootOf(file);
}
