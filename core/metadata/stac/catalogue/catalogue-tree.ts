import type { StacLinks } from '../graph/stac-surroundings.ts';
import type { StacSummary } from '../graph/summary.ts';
import { type CatalogueRow, objectRow } from './catalogue-row.ts';
import { isContainer, type Placing, placeAll } from './placing.ts';

/** More lists than this are not kept: of a large catalogue, few levels are open at once. */
const KEPT_LISTS = 100;

/**
 * The objects of a graph as people look at them: catalogues, in them collections, in them items, each in the order of
 * the links. It is about the graph as it is now: after a change, another one is made.
 */
export class CatalogueTree {
  readonly graph: StacLinks;
  private placing: Placing | undefined;
  private readonly lists = new Map<string, readonly CatalogueRow[]>();

  constructor(graph: StacLinks) {
    this.graph = graph;
  }

  /** The tops of all catalogues, and what belongs to none. */
  tops(): readonly CatalogueRow[] {
    return this.placed().tops;
  }

  /** What stands under a catalogue or collection: what it lists, children before items, then what else belongs there. */
  rowsOf(file: string): readonly CatalogueRow[] {
    const known = this.lists.get(file);
    if (known) {
      return known;
    }
    const rows = isContainer(this.graph.get(file)) ? this.listed(file) : [];
    for (const oldest of this.lists.keys()) {
      if (this.lists.size < KEPT_LISTS) {
        break;
      }
      this.lists.delete(oldest);
    }
    this.lists.set(file, rows);
    return rows;
  }

  /** The way from a top down to an object, with both; only the object where there is none. */
  pathTo(file: string): string[] {
    const { parents, tops } = this.placed();
    const path = [file];
    const seen = new Set(path);
    // In a circle, one object stands at the top, though another one lists it.
    const isTop = (each: string) => tops.some((row) => row.file === each);
    for (let next = parents.get(file); next !== undefined && !seen.has(next); next = parents.get(next)) {
      path.push(next);
      seen.add(next);
    }
    const looped = parents.get(path.at(-1) ?? file) !== undefined;
    const end = looped ? path.findIndex(isTop) + 1 : path.length;
    return (end > 0 ? path.slice(0, end) : path).reverse();
  }

  private placed(): Placing {
    this.placing ??= placeAll(this.graph);
    return this.placing;
  }

  private listed(file: string): readonly CatalogueRow[] {
    const children: CatalogueRow[] = [];
    const items: CatalogueRow[] = [];
    const seen = new Set<string>();
    for (const [index, link] of (this.graph.get(file)?.links ?? []).entries()) {
      const rows = link.rel === 'child' ? children : link.rel === 'item' ? items : undefined;
      const target = rows && this.graph.targetOf(file, link);
      if (rows && target === undefined) {
        rows.push({ kind: 'link', index, link });
      } else if (rows && target !== undefined && !seen.has(target)) {
        seen.add(target);
        rows.push(objectRow(target, 'listed'));
      }
    }
    return [...children, ...items, ...(this.placed().strays.get(file) ?? [])];
  }
}

/** How many children and items an object lists. */
export interface ListedCounts {
  readonly children: number;
  readonly items: number;
}

const COUNTS = new WeakMap<StacSummary, ListedCounts>();

/** Counts the links of an object; that is done once for each state of it. */
export function listedCounts(summary: StacSummary): ListedCounts {
  const known = COUNTS.get(summary);
  if (known) {
    return known;
  }
  const count = (rel: string) => summary.links.reduce((sum, link) => sum + (link.rel === rel ? 1 : 0), 0);
  const counts = { children: count('child'), items: count('item') };
  COUNTS.set(summary, counts);
  return counts;
}
