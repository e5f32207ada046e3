import { CatalogueFilter } from '#core/metadata/stac/catalogue/catalogue-filter.ts';
import type { CatalogueRow } from '#core/metadata/stac/catalogue/catalogue-row.ts';
import { CatalogueTree } from '#core/metadata/stac/catalogue/catalogue-tree.ts';
import { Debounce } from '../debounce.ts';
import { NO_FINDINGS, type SeverityCounts, sumOf } from './severity-counts.ts';
import { StacFindings } from './stac-findings.ts';
import type { StacIndex } from './stac-index.ts';

/** Milliseconds of quiet until somebody hears of changes: while one types, the view follows in steps. */
const NEWS = 250;

/** The part of a tree that somebody looks at. */
export interface ShownTree {
  tops(): readonly CatalogueRow[];
  rowsOf(file: string, above: readonly string[]): readonly CatalogueRow[];
}

/** The objects of the workspace as a tree with their findings; made when it is asked for, kept until something changes. */
export class StacCatalogue {
  readonly index: Pick<
    StacIndex,
    'graph' | 'subscribe' | 'lookEverywhere' | 'isComplete' | 'fileOf' | 'uriOf' | 'positionsOf'
  >;
  private readonly findings = new StacFindings();
  private readonly news: Debounce;
  private tree: CatalogueTree | undefined;
  private filter: { readonly text: string; readonly filter: CatalogueFilter } | undefined;
  private below: ReadonlyMap<string, SeverityCounts> | undefined;
  private isFollowed = false;

  /** @param changed called some time after something changed, once somebody follows */
  constructor(index: StacCatalogue['index'], changed: () => void) {
    this.index = index;
    this.news = new Debounce(changed);
    index.subscribe(() => {
      this.tree = undefined;
      this.filter = undefined;
      this.below = undefined;
      this.tell();
    });
  }

  /** From now on, somebody wants to hear of changes. */
  follow(): void {
    this.isFollowed = true;
  }

  /** All objects; or what has the words of a filter, what is above it and below. */
  shown(filter: string | undefined): ShownTree & { readonly matches?: number } {
    const all = this.all();
    if (filter === undefined || filter.trim() === '') {
      return all;
    }
    if (this.filter?.text !== filter) {
      this.filter = { text: filter, filter: new CatalogueFilter(all, filter) };
    }
    const part = this.filter.filter;
    return {
      matches: part.count,
      tops: () => part.tops(),
      rowsOf: (file, above) => part.rowsOf(file, above),
    };
  }

  all(): CatalogueTree {
    this.tree ??= new CatalogueTree(this.index.graph);
    return this.tree;
  }

  /** Takes over how many findings are shown for a file now. */
  published(uri: string, counts: SeverityCounts): void {
    if (this.findings.take(this.index.fileOf(uri), counts)) {
      this.below = undefined;
      this.tell();
    }
  }

  findingsOf(file: string): SeverityCounts {
    return this.findings.of(file);
  }

  /** The sum of the findings of all that stands below an object. */
  findingsBelow(file: string): SeverityCounts {
    this.below ??= this.sumsBelow();
    return this.below.get(file) ?? NO_FINDINGS;
  }

  private sumsBelow(): Map<string, SeverityCounts> {
    const sums = new Map<string, SeverityCounts>();
    const tree = this.all();
    for (const [file, counts] of this.findings.entries()) {
      const path = tree.graph.has(file) ? tree.pathTo(file).slice(0, -1) : [];
      for (const above of path) {
        sums.set(above, sumOf(sums.get(above) ?? NO_FINDINGS, counts));
      }
    }
    return sums;
  }

  private tell(): void {
    if (this.isFollowed) {
      this.news.schedule('', NEWS);
    }
  }
}
