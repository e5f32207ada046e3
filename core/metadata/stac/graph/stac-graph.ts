import { resolvePath } from './href.ts';
import { LinkStyles } from './link-styles.ts';
import { hasSameLinks, type LinkSummary, type StacSummary, selfOf } from './summary.ts';

/** More steps upwards than this are a cycle, or as good as one. */
const HIGHEST = 200;

/** One link of a file that leads to another one. */
export interface Incoming {
  readonly file: string;
  readonly link: LinkSummary;
}

/**
 * The STAC objects of a workspace and what links them. A file is named by its absolute path with `/`. A link leads to
 * the file at its relative path, or to the one file that says to be found at its address (`self`); nothing is looked
 * up anywhere else. Questions about one object cost no more than its own links and those to it.
 */
export class StacGraph {
  private readonly summaries = new Map<string, StacSummary>();
  /** Who links to a path or an address. */
  private readonly linkers = new Map<string, Set<string>>();
  /** Who links to a path or an address as a child or an item. */
  private readonly listers = new Map<string, Set<string>>();
  private readonly bySelf = new Map<string, Set<string>>();
  private readonly byId = new Map<string, Set<string>>();
  private readonly styles = new LinkStyles();

  get size(): number {
    return this.summaries.size;
  }

  files(): IterableIterator<string> {
    return this.summaries.keys();
  }

  has(file: string): boolean {
    return this.summaries.has(file);
  }

  get(file: string): StacSummary | undefined {
    return this.summaries.get(file);
  }

  /** Takes over what a file holds now. */
  put(file: string, summary: StacSummary): void {
    const before = this.summaries.get(file);
    if (before && before.id?.value === summary.id?.value && hasSameLinks(before, summary)) {
      this.summaries.set(file, summary);
      return;
    }
    this.remove(file);
    this.summaries.set(file, summary);
    this.index(file, summary, addTo);
    this.styles.add(this.rootKey(file, summary), file, summary);
  }

  remove(file: string): void {
    const summary = this.summaries.get(file);
    if (summary) {
      this.styles.remove(this.rootKey(file, summary), file, summary);
      this.index(file, summary, removeFrom);
      this.summaries.delete(file);
    }
  }

  clear(): void {
    for (const map of [this.summaries, this.linkers, this.listers, this.bySelf, this.byId, this.styles]) {
      map.clear();
    }
  }

  /** The file that a link leads to, if it is one of these. */
  targetOf(file: string, { leads }: Pick<LinkSummary, 'leads'>): string | undefined {
    const key = keyOf(file, leads);
    const found = key === undefined ? undefined : this.at(key);
    if (found !== undefined || leads.kind !== 'file' || leads.literal === undefined) {
      return found;
    }
    const literal = resolvePath(file, leads.literal);
    return literal !== undefined && this.has(literal) ? literal : undefined;
  }

  /** The file that the first link of a relation leads to. */
  related(file: string, rel: string): string | undefined {
    const summary = this.get(file);
    const link = summary?.firstLinks.get(rel);
    return link && this.targetOf(file, link);
  }

  /** The files that link to a file, in no particular order. */
  linkersTo(file: string): string[] {
    return this.namedIn(this.linkers, file);
  }

  /** Every link to a file; `self` of the file itself is none. */
  *linksTo(file: string): Generator<Incoming> {
    for (const linker of this.linkersTo(file)) {
      for (const link of this.get(linker)?.links ?? []) {
        if (link.rel !== 'self' && this.targetOf(linker, link) === file) {
          yield { file: linker, link };
        }
      }
    }
  }

  /** The files that a file links to by a relation, each once, in the order of its links. */
  linkedBy(file: string, rel: string): string[] {
    const targets = new Set<string>();
    for (const link of this.get(file)?.links ?? []) {
      const target = link.rel === rel ? this.targetOf(file, link) : undefined;
      if (target !== undefined) {
        targets.add(target);
      }
    }
    return [...targets];
  }

  /** The items of a collection or catalogue: those that it lists, then others that say to belong to it. */
  itemsOf(file: string): string[] {
    return this.below(file, 'item', ['collection', 'parent'], ({ kind }) => kind === 'item');
  }

  /** The collections and catalogues below one: those that it lists, then others that name it as their parent. */
  childrenOf(file: string): string[] {
    return this.below(file, 'child', ['parent'], ({ kind }) => kind !== 'item');
  }

  /** What a file names as its parent; where it names none, whoever lists it. */
  parentOf(file: string): string | undefined {
    const parent = this.related(file, 'parent') ?? this.related(file, 'collection');
    return parent ?? this.listersOf(file)[0];
  }

  /** Who lists a file as a child or an item. */
  listersOf(file: string): string[] {
    return this.namedIn(this.listers, file).filter((lister) => lister !== file);
  }

  /** The files above one, the nearest first; ends before one would come twice. */
  ancestorsOf(file: string): string[] {
    const seen = new Set([file]);
    for (
      let next = this.parentOf(file);
      next !== undefined && seen.size <= HIGHEST;
      next = this.parentOf(next)
    ) {
      if (seen.has(next)) {
        break;
      }
      seen.add(next);
    }
    return [...seen].slice(1);
  }

  /** The files that name each other as parents in a circle which a file is in; empty where it is in none. */
  circleOf(file: string): string[] {
    const seen = new Set<string>();
    let next: string | undefined = file;
    while (next !== undefined && seen.size <= HIGHEST && !seen.has(next)) {
      seen.add(next);
      next = this.related(next, 'parent');
    }
    return next === file ? [...seen] : [];
  }

  /** The top of the catalogue that a file is in: what it names as its root, or else the highest above it. */
  rootOf(file: string): string {
    return this.related(file, 'root') ?? this.ancestorsOf(file).at(-1) ?? file;
  }

  /** The tops of all catalogues, and what belongs to none. */
  roots(): string[] {
    return [...this.files()].filter(
      (file) => this.rootOf(file) === file && this.parentOf(file) === undefined,
    );
  }

  /** The files with an id; of very many the first. */
  withId(id: string, most = 1_000): readonly string[] {
    const found: string[] = [];
    for (const file of this.byId.get(id) ?? []) {
      if (found.length >= most) {
        break;
      }
      found.push(file);
    }
    return found;
  }

  /** How the files that name this one as their root link to each other. */
  stylesOf(root: string): ReturnType<LinkStyles['of']> {
    return this.styles.of(this.keysFor(root));
  }

  /** The files whose findings may change with this one: what it links to, what links to it, and what shares its id. */
  around(file: string): Set<string> {
    const found = new Set(this.linkersTo(file));
    for (const link of this.get(file)?.links ?? []) {
      const target = this.targetOf(file, link);
      if (target !== undefined) {
        found.add(target);
      }
    }
    for (const other of this.withId(this.get(file)?.id?.value ?? '')) {
      found.add(other);
    }
    found.delete(file);
    return found;
  }

  private below(
    file: string,
    rel: string,
    claims: readonly string[],
    isWanted: (summary: StacSummary) => boolean,
  ): string[] {
    const found = new Set(this.linkedBy(file, rel));
    for (const linker of this.linkersTo(file)) {
      const summary = this.get(linker);
      const isClaimed = () => claims.some((claim) => this.related(linker, claim) === file);
      if (linker !== file && summary && isWanted(summary) && !found.has(linker) && isClaimed()) {
        found.add(linker);
      }
    }
    return [...found];
  }

  private at(key: string): string | undefined {
    if (this.has(key)) {
      return key;
    }
    const selves = this.bySelf.get(key);
    return selves?.size === 1 ? selves.values().next().value : undefined;
  }

  private namedIn(map: ReadonlyMap<string, ReadonlySet<string>>, file: string): string[] {
    return [...new Set(this.keysFor(file).flatMap((key) => [...(map.get(key) ?? [])]))];
  }

  /** What a file may be called in links. */
  private keysFor(file: string): string[] {
    const summary = this.get(file);
    const self = summary && selfOf(summary);
    return self !== undefined && this.at(self) === file ? [file, self] : [file];
  }

  /** What a file names as its root, as it names it; itself where it names none. */
  private rootKey(file: string, summary: StacSummary): string {
    const link = summary.firstLinks.get('root');
    return (link && keyOf(file, link.leads)) ?? file;
  }

  private index(file: string, summary: StacSummary, change: typeof addTo): void {
    for (const { rel, leads } of summary.links) {
      const key = rel === 'self' ? undefined : keyOf(file, leads);
      if (key !== undefined) {
        change(this.linkers, key, file);
        if (rel === 'child' || rel === 'item') {
          change(this.listers, key, file);
        }
      }
    }
    const self = selfOf(summary);
    if (self !== undefined) {
      change(this.bySelf, self, file);
    }
    if (summary.id) {
      change(this.byId, summary.id.value, file);
    }
  }
}

/** By which a link's target is known: an absolute path, or an address. */
function keyOf(file: string, leads: LinkSummary['leads']): string | undefined {
  switch (leads.kind) {
    case 'file':
      return resolvePath(file, leads.path);
    case 'address':
      return leads.address;
    case 'machine':
    case 'other':
      return undefined;
  }
}

function addTo(map: Map<string, Set<string>>, key: string, file: string): void {
  const known = map.get(key);
  if (known) {
    known.add(file);
  } else {
    map.set(key, new Set([file]));
  }
}

function removeFrom(map: Map<string, Set<string>>, key: string, file: string): void {
  const known = map.get(key);
  if (known?.delete(file) && known.size === 0) {
    map.delete(key);
  }
}
