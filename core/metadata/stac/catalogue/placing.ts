import { nearestCatalog } from '../graph/nearest-catalog.ts';
import type { StacLinks } from '../graph/stac-surroundings.ts';
import type { StacSummary } from '../graph/summary.ts';
import { type ObjectRow, objectRow } from './catalogue-row.ts';

/** Where each object of a graph stands. */
export interface Placing {
  readonly tops: readonly ObjectRow[];
  /** Objects that stand under one which does not list them. */
  readonly strays: ReadonlyMap<string, readonly ObjectRow[]>;
  /** What each object but the tops stands under; one of them, where several list it. */
  readonly parents: ReadonlyMap<string, string>;
}

/** Gives every object a place, so that each can be reached from a top. Takes time by the number of links. */
export function placeAll(graph: StacLinks): Placing {
  const tops: ObjectRow[] = [];
  const strays = new Map<string, ObjectRow[]>();
  const parents = new Map<string, string>();
  for (const file of graph.files()) {
    const lister = graph.listersOf(file).find((each) => isContainer(graph.get(each)));
    const home = lister ?? graph.parentOf(file);
    if (lister !== undefined) {
      parents.set(file, lister);
    } else if (home !== undefined && home !== file && isContainer(graph.get(home))) {
      parents.set(file, home);
      addTo(strays, home, objectRow(file, 'unlisted'));
    } else {
      const owner = ownerOf(file, graph);
      if (owner === undefined) {
        tops.push(objectRow(file, 'top'));
      } else {
        parents.set(file, owner);
        addTo(strays, owner, objectRow(file, isAlone(file, graph) ? 'orphan' : 'unlisted'));
      }
    }
  }
  const inOrder = byKindAndPath(graph);
  for (const rows of strays.values()) {
    rows.sort(inOrder);
  }
  if (hasCircle(parents)) {
    for (const file of circlesAside(graph, tops, strays)) {
      tops.push(objectRow(file, 'circle'));
    }
  }
  return { tops: tops.sort(inOrder), strays, parents };
}

/** Whether others can stand under an object. */
export function isContainer(summary: StacSummary | undefined): boolean {
  return summary !== undefined && summary.kind !== 'item';
}

/** Under what somebody would look for an object that names no parent and that nobody lists; nothing for a top. */
function ownerOf(file: string, graph: StacLinks): string | undefined {
  const root = graph.related(file, 'root');
  const other =
    root === file || !isContainer(root === undefined ? undefined : graph.get(root)) ? undefined : root;
  return other ?? (isContainer(graph.get(file)) ? undefined : nearestCatalog(file, graph));
}

/** Whether an object names nothing above it; what it names may be somewhere that nobody looked at. */
function isAlone(file: string, graph: StacLinks): boolean {
  const links = graph.get(file)?.firstLinks;
  return links?.has('parent') !== true && links?.has('collection') !== true;
}

/** Whether somebody who goes from parent to parent comes back to where they were. */
function hasCircle(parents: ReadonlyMap<string, string>): boolean {
  const done = new Set<string>();
  for (const start of parents.keys()) {
    const path = new Set<string>();
    for (
      let file: string | undefined = start;
      file !== undefined && !done.has(file);
      file = parents.get(file)
    ) {
      if (path.has(file)) {
        return true;
      }
      path.add(file);
    }
    for (const file of path) {
      done.add(file);
    }
  }
  return false;
}

/** One object of each circle that no top leads to. */
function circlesAside(
  graph: StacLinks,
  tops: readonly ObjectRow[],
  strays: ReadonlyMap<string, readonly ObjectRow[]>,
): string[] {
  const reached = new Set<string>();
  const reach = (start: string) => {
    const open = [start];
    for (let file = open.pop(); file !== undefined; file = open.pop()) {
      if (!reached.has(file)) {
        reached.add(file);
        const below = [...graph.linkedBy(file, 'child'), ...graph.linkedBy(file, 'item')];
        open.push(...below.filter((each) => !reached.has(each)));
        open.push(...(strays.get(file) ?? []).map((row) => row.file));
      }
    }
  };
  for (const { file } of tops) {
    reach(file);
  }
  const entries: string[] = [];
  // A catalogue shows what is below it; an item would show itself alone.
  for (const isWanted of [isContainer, () => true]) {
    for (const file of graph.files()) {
      if (!reached.has(file) && isWanted(graph.get(file))) {
        entries.push(file);
        reach(file);
      }
    }
  }
  return entries;
}

const RANK = { catalog: 0, collection: 1, item: 2 } as const;

function byKindAndPath(graph: StacLinks): (one: ObjectRow, other: ObjectRow) => number {
  const rank = ({ file }: ObjectRow) => RANK[graph.get(file)?.kind ?? 'item'];
  return (one, other) => rank(one) - rank(other) || (one.file < other.file ? -1 : 1);
}

function addTo(map: Map<string, ObjectRow[]>, key: string, row: ObjectRow): void {
  const known = map.get(key);
  if (known) {
    known.push(row);
  } else {
    map.set(key, [row]);
  }
}
