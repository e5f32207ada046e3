import { CatalogueFilter } from '#core/metadata/stac/catalogue/catalogue-filter.ts';
import type { CatalogueRow } from '#core/metadata/stac/catalogue/catalogue-row.ts';
import { CatalogueTree } from '#core/metadata/stac/catalogue/catalogue-tree.ts';
import { Debounce } from '../debounce.ts';
import { BackgroundChecks } from './background-checks.ts';
import type { ObjectStates } from './object-states.ts';
import { NO_FINDINGS, type SeverityCounts, sumOf } from './severity-counts.ts';
import type { StacIndex } from './stac-index.ts';

/** Milliseconds of quiet until somebody hears of changes: while one types, the view follows in steps. */
const NEWS = 250;

/** The part of a tree that somebody looks at. */
export interface ShownTree {
  tops(): readonly CatalogueRow[];
  rowsOf(file: string, above: readonly string[]): readonly CatalogueRow[];
}

export interface CatalogueParts {
  readonly index: Pick<
    StacIndex,
    'graph' | 'subscribe' | 'lookEverywhere' | 'isComplete' | 'fileOf' | 'uriOf' | 'positionsOf' | 'versionOf'
  >;
  readonly states: Pick<ObjectStates, 'knownOf' | 'countsOf'>;
  /** Called some time after something changed, once somebody follows. */
  readonly changed: () => void;
  readonly failed: (error: unknown) => void;
}

/** The objects of the workspace as a tree with their findings; made when it is asked for, kept until something changes. */
export class StacCatalogue {
  readonly index: CatalogueParts['index'];
  private readonly states: CatalogueParts['states'];
  private readonly news: Debounce;
  private readonly checks: BackgroundChecks;
  /** The findings that the editor shows in open documents. */
  private readonly published = new Map<string, SeverityCounts>();
  /** Files with findings that nobody has opened. */
  private readonly troubled = new Set<string>();
  private tree: CatalogueTree | undefined;
  private filter: { readonly text: string; readonly filter: CatalogueFilter } | undefined;
  private below: ReadonlyMap<string, SeverityCounts> | undefined;
  private isFollowed = false;

  constructor({ index, states, changed, failed }: CatalogueParts) {
    this.index = index;
    this.states = states;
    this.news = new Debounce(changed);
    this.checks = new BackgroundChecks(states, (file, counts) => this.checked(file, counts), failed);
    index.subscribe(() => {
      this.tree = undefined;
      this.filter = undefined;
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

  /** Takes over how many findings the editor shows for a document now. */
  showsFindings(uri: string, counts: SeverityCounts): void {
    const file = this.index.fileOf(uri);
    const before = this.findingsOf(file);
    if (hasSome(counts)) {
      this.published.set(file, counts);
    } else {
      this.published.delete(file);
    }
    if (before.errors !== counts.errors || before.warnings !== counts.warnings) {
      this.tell();
    }
  }

  /** Has objects checked that somebody looks at and that nobody has opened. */
  checkSoon(files: readonly string[]): void {
    this.checks.add(
      files.filter((file) => this.index.versionOf(file) === undefined && !this.states.knownOf(file)),
    );
  }

  /** What is known of an object: what the editor shows, or what was found when it was last looked at. */
  findingsOf(file: string): SeverityCounts {
    return this.published.get(file) ?? this.states.knownOf(file) ?? NO_FINDINGS;
  }

  /** The sum of the findings of all that stands below an object. */
  findingsBelow(file: string): SeverityCounts {
    this.below ??= this.sumsBelow();
    return this.below.get(file) ?? NO_FINDINGS;
  }

  private sumsBelow(): Map<string, SeverityCounts> {
    const sums = new Map<string, SeverityCounts>();
    const tree = this.all();
    for (const file of new Set([...this.published.keys(), ...this.troubled])) {
      const path = tree.graph.has(file) ? tree.pathTo(file).slice(0, -1) : [];
      for (const above of path) {
        sums.set(above, sumOf(sums.get(above) ?? NO_FINDINGS, this.findingsOf(file)));
      }
    }
    return sums;
  }

  private checked(file: string, counts: SeverityCounts): void {
    const wasTroubled = this.troubled.has(file);
    if (hasSome(counts)) {
      this.troubled.add(file);
    } else {
      this.troubled.delete(file);
    }
    if (wasTroubled || hasSome(counts)) {
      this.tell();
    }
  }

  private tell(): void {
    this.below = undefined;
    if (this.isFollowed) {
      this.news.schedule('', NEWS);
    }
  }
}

function hasSome({ errors, warnings }: SeverityCounts): boolean {
  return errors + warnings > 0;
}
