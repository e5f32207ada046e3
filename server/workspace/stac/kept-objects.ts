import type { MetadataDocument } from '#core/metadata/document.ts';
import { StacGraph } from '#core/metadata/stac/graph/stac-graph.ts';
import { OwnTexts, summarize } from '#core/metadata/stac/graph/summarize.ts';
import { hasSameLinks, tellsTheSame } from '#core/metadata/stac/graph/summary.ts';
import { lineStarts, type Positions } from '../line-starts.ts';

/** Objects that are kept; a workspace with more is known in part. */
const MOST_OBJECTS = 50_000;

/** Whom a change of one object may matter to: nobody, those it is linked with, or everybody. */
export type Spread = 'nobody' | ReadonlySet<string> | 'everybody';

interface Kept {
  readonly positions: Positions;
  /** The version of the open text that this is about; undefined for a file on disk. */
  readonly version: number | undefined;
}

/** The STAC objects of a workspace, by the paths of their files, with where their lines start. */
export class KeptObjects {
  readonly graph = new StacGraph();
  private readonly texts = new OwnTexts();
  private readonly kept = new Map<string, Kept>();

  get isFull(): boolean {
    return this.graph.size >= MOST_OBJECTS;
  }

  has(file: string): boolean {
    return this.graph.has(file);
  }

  positionsOf(file: string): Positions | undefined {
    return this.kept.get(file)?.positions;
  }

  /** The version of the open text that is kept for a file; undefined where it is the file on disk. */
  versionOf(file: string): number | undefined {
    return this.kept.get(file)?.version;
  }

  /** Takes over what a file holds now; nothing where it holds no STAC object. Tells whom that may matter to. */
  put(
    file: string,
    document: MetadataDocument | undefined,
    { positions, version }: { readonly positions?: Positions; readonly version?: number } = {},
  ): Spread {
    const summary = document && summarize(document, this.texts);
    if (!summary || (this.isFull && !this.has(file) && version === undefined)) {
      return this.remove(file);
    }
    const before = this.graph.get(file);
    this.kept.set(file, { positions: positions ?? lineStarts(document.text), version });
    if (before && tellsTheSame(before, summary)) {
      this.graph.put(file, summary);
      return 'nobody';
    }
    const isLinkedAlike = before !== undefined && hasSameLinks(before, summary);
    const around = isLinkedAlike ? this.graph.around(file) : [];
    this.graph.put(file, summary);
    return isLinkedAlike ? new Set([...around, ...this.graph.around(file)]) : 'everybody';
  }

  remove(file: string): Spread {
    const wasThere = this.has(file);
    this.graph.remove(file);
    this.kept.delete(file);
    return wasThere ? 'everybody' : 'nobody';
  }

  clear(): void {
    this.graph.clear();
    this.kept.clear();
  }
}
