import { type LinkSummary, STRUCTURAL, type StacSummary } from './summary.ts';

/** How the objects of a catalogue link to each other, counted. */
export interface StyleCounts {
  readonly files: number;
  /** Structural links that are relative, and absolute ones. */
  readonly relative: number;
  readonly absolute: number;
  /** Objects that say where they can be found. */
  readonly withSelf: number;
}

/**
 * The kinds of catalogues of the best practices (best-practices.md, Use of links). What is `mixed` leans to one side
 * where most links do.
 */
export type CatalogStyle =
  | { readonly kind: 'self-contained' | 'relative-published' | 'absolute-published' }
  | { readonly kind: 'mixed'; readonly leansTo: 'relative' | 'absolute' | undefined };

/** Counts, for each root, how those link that name it. */
export class LinkStyles {
  private readonly counts = new Map<string, StyleCounts>();
  private readonly members = new Map<string, Set<string>>();

  add(root: string, file: string, summary: StacSummary): void {
    this.change(root, summary, 1);
    this.members.set(root, (this.members.get(root) ?? new Set()).add(file));
  }

  remove(root: string, file: string, summary: StacSummary): void {
    this.change(root, summary, -1);
    const members = this.members.get(root);
    if (members?.delete(file) && members.size === 0) {
      this.members.delete(root);
      this.counts.delete(root);
    }
  }

  clear(): void {
    this.counts.clear();
    this.members.clear();
  }

  /** The sum over all names that a root has, and the files that name it. */
  of(roots: readonly string[]): StyleCounts & { members(): string[] } {
    const sums = roots.flatMap((root) => this.counts.get(root) ?? []);
    const total = (pick: (each: StyleCounts) => number) => sums.reduce((sum, each) => sum + pick(each), 0);
    return {
      files: total(({ files }) => files),
      relative: total(({ relative }) => relative),
      absolute: total(({ absolute }) => absolute),
      withSelf: total(({ withSelf }) => withSelf),
      members: () => roots.flatMap((root) => [...(this.members.get(root) ?? [])]),
    };
  }

  private change(root: string, summary: StacSummary, by: 1 | -1): void {
    const before = this.counts.get(root) ?? { files: 0, relative: 0, absolute: 0, withSelf: 0 };
    let { relative, absolute } = before;
    for (const link of summary.links) {
      const style = styleOf(link);
      relative += style === 'relative' ? by : 0;
      absolute += style === 'absolute' ? by : 0;
    }
    const withSelf = before.withSelf + (summary.firstLinks.has('self') ? by : 0);
    this.counts.set(root, { files: before.files + by, relative, absolute, withSelf });
  }
}

/**
 * How a structural link is written; undefined for other links, for what is no path and no address, and for an absolute
 * link to a collection, which is right in every catalogue (links.md, Hierarchical relations).
 */
export function styleOf({
  rel,
  leads,
}: Pick<LinkSummary, 'rel' | 'leads'>): 'relative' | 'absolute' | undefined {
  if (!STRUCTURAL.has(rel) || leads.kind === 'other') {
    return undefined;
  }
  return leads.kind === 'file' ? 'relative' : rel === 'collection' ? undefined : 'absolute';
}

/** What kind of catalogue it is by how its objects link. */
export function catalogStyle(counts: StyleCounts, rootHasSelf: boolean): CatalogStyle {
  const { relative, absolute, withSelf, files } = counts;
  if (absolute === 0) {
    return {
      kind: rootHasSelf ? 'relative-published' : withSelf === 0 ? 'self-contained' : 'relative-published',
    };
  }
  if (relative === 0 && withSelf === files) {
    return { kind: 'absolute-published' };
  }
  const leansTo = relative === absolute ? undefined : relative > absolute ? 'relative' : 'absolute';
  return { kind: 'mixed', leansTo };
}
