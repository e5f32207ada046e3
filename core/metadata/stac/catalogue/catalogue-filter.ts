import type { StacSummary } from '../graph/summary.ts';
import type { CatalogueRow } from './catalogue-row.ts';
import type { CatalogueTree } from './catalogue-tree.ts';

/** More words than this are nothing that somebody looks for. */
const MOST_WORDS = 20;

/** The part of a tree with what somebody looks for: each object that has all words, what is above it, and below. */
export class CatalogueFilter {
  /** How many objects have all words. */
  readonly count: number;
  private readonly tree: CatalogueTree;
  private readonly words: readonly string[];
  private readonly matches = new Set<string>();
  /** The matches and what stands above them. */
  private readonly shown = new Set<string>();

  /** @param text words, looked for in ids, titles and names of files without regard to case */
  constructor(tree: CatalogueTree, text: string) {
    this.tree = tree;
    this.words = text.toLowerCase().split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
    for (const file of tree.graph.files()) {
      if (this.has(textOf(file, tree.graph.get(file)))) {
        this.matches.add(file);
        for (const each of tree.pathTo(file)) {
          this.shown.add(each);
        }
      }
    }
    this.count = this.matches.size;
  }

  tops(): readonly CatalogueRow[] {
    return this.only(this.tree.tops());
  }

  /** @param above the objects above the rows, from the top down to their parent */
  rowsOf(file: string, above: readonly string[]): readonly CatalogueRow[] {
    const rows = this.tree.rowsOf(file);
    const isBelowMatch = this.matches.has(file) || above.some((each) => this.matches.has(each));
    return isBelowMatch ? rows : this.only(rows);
  }

  private only(rows: readonly CatalogueRow[]): readonly CatalogueRow[] {
    return rows.filter((row) =>
      row.kind === 'object'
        ? this.shown.has(row.file)
        : this.has(`${row.link.href.value} ${row.link.title?.value ?? ''}`.toLowerCase()),
    );
  }

  private has(text: string): boolean {
    return this.words.every((word) => text.includes(word));
  }
}

function textOf(file: string, summary: StacSummary | undefined): string {
  const name = file.slice(file.lastIndexOf('/') + 1);
  return `${summary?.id?.value ?? ''} ${summary?.title?.value ?? ''} ${name}`.toLowerCase();
}
