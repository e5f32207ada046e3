import type { MetadataDocument } from '#core/metadata/document.ts';
import { lineIndex } from '#core/metadata/line-index.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import { resolvePath } from '#core/metadata/stac/graph/href.ts';
import { StacGraph } from '#core/metadata/stac/graph/stac-graph.ts';
import type { StacSurroundings } from '#core/metadata/stac/graph/stac-surroundings.ts';
import { OwnTexts, summarize } from '#core/metadata/stac/graph/summarize.ts';
import { type FileFact, nowhere, type Surroundings } from '#core/metadata/surroundings.ts';

/** Files of a folder `/w`: objects are written as JSON; texts stand as they are. */
export type Files = Readonly<Record<string, object | string>>;

/** A link as tests write it. */
export function link(rel: string, href: string, more: object = {}): object {
  return { rel, href, ...more };
}

export function catalog(id: string, links: readonly object[], more: object = {}): object {
  return { type: 'Catalog', stac_version: '1.1.0', id, description: 'Tests', ...more, links };
}

export function collection(id: string, links: readonly object[], more: object = {}): object {
  return {
    type: 'Collection',
    stac_version: '1.1.0',
    id,
    description: 'Tests',
    license: 'MIT',
    extent: {
      spatial: { bbox: [[-180, -90, 180, 90]] },
      temporal: { interval: [['2020-01-01T00:00:00Z', null]] },
    },
    ...more,
    links,
  };
}

export function item(id: string, links: readonly object[], more: object = {}): object {
  return {
    type: 'Feature',
    stac_version: '1.1.0',
    id,
    geometry: { type: 'Point', coordinates: [10, 50] },
    bbox: [10, 50, 10, 50],
    properties: { datetime: '2024-01-01T00:00:00Z' },
    assets: {},
    ...more,
    links,
  };
}

/** What a catalogue in memory looks like to those who ask. */
export interface Catalogue {
  readonly graph: StacGraph;
  document(path: string): MetadataDocument;
  /** What is known around a file; files that are not objects of the catalogue are as `facts` has them, else missing. */
  around(path: string, facts?: Readonly<Record<string, FileFact>>): Surroundings;
}

export function catalogueOf(files: Files, { isComplete = true } = {}): Catalogue {
  const graph = new StacGraph();
  const texts = new OwnTexts();
  const documents = new Map(
    Object.entries(files).map(([path, content]) => {
      const text = typeof content === 'string' ? content : JSON.stringify(content, undefined, 2);
      return [path, parseMetadata({ name: path.slice(path.lastIndexOf('/') + 1), text })] as const;
    }),
  );
  for (const [path, document] of documents) {
    const summary = summarize(document, texts);
    if (summary) {
      graph.put(`/w/${path}`, summary);
    }
  }
  const documentAt = (path: string) => {
    const document = documents.get(path);
    if (!document) {
      throw new Error(`no such file in the catalogue: ${path}`);
    }
    return document;
  };
  return {
    graph,
    document: documentAt,
    around: (path, facts = {}) => {
      const file = `/w/${path}`;
      const stac: StacSurroundings = {
        file,
        graph,
        isComplete,
        linesOf: (other) => lineIndex(documentAt(other.slice('/w/'.length)).text),
      };
      return {
        ...nowhere,
        stac,
        file: (beside) => {
          const target = resolvePath(file, beside);
          const known = target !== undefined && documents.has(target.slice('/w/'.length));
          return facts[beside] ?? (known ? { kind: 'file', size: 1 } : { kind: 'missing' });
        },
      };
    },
  };
}
