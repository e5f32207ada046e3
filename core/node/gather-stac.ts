import path from 'node:path';
import type { MetadataDocument } from '#core/metadata/document.ts';
import { resolvePath } from '#core/metadata/stac/graph/href.ts';
import { StacGraph } from '#core/metadata/stac/graph/stac-graph.ts';
import type { StacSurroundings } from '#core/metadata/stac/graph/stac-surroundings.ts';
import { OwnTexts, summarize } from '#core/metadata/stac/graph/summarize.ts';
import { type LinkSummary, STRUCTURAL } from '#core/metadata/stac/graph/summary.ts';
import { mapLimited } from '#core/tabular/map-limited.ts';
import { locateFiles } from './locate-files.ts';
import { diskStacFiles, type StacFiles } from './stac-files.ts';

const READ_AT_ONCE = 8;
/** More objects than this are not looked at around one document, or in one folder. */
const MOST = 50_000;
/** From a document so many steps upwards, to its root. */
const HIGHEST = 50;

/** Where and how to look for STAC objects. */
export interface StacRequest {
  /** Nothing outside of this directory is looked at. */
  readonly root: string;
  readonly signal?: AbortSignal | undefined;
  readonly files?: StacFiles;
}

/** The STAC objects that are known, for whoever checks one of them. */
export interface GatheredStac {
  /** What is known around a document at a path. */
  around(file: string, document: MetadataDocument): StacSurroundings;
}

/** All STAC objects below a folder; those of a workspace of its own. @throws task/cancelled */
export async function gatherStacFolder({
  root,
  signal,
  files = diskStacFiles,
}: StacRequest): Promise<GatheredStac> {
  const known = new KnownObjects();
  const found: string[] = [];
  for await (const file of files.find(root, signal)) {
    found.push(file);
  }
  const listed = found.slice(0, MOST);
  await mapLimited(listed, READ_AT_ONCE, async (file) => {
    known.put(file, await files.readFound(file, signal));
  });
  const isComplete = listed.length === found.length;
  return {
    around: (file, document) => known.around(file, document, isComplete),
  };
}

/**
 * The STAC objects that a document links to by the relations that hold a catalogue together, and those above it. What
 * other files link to it is not known.
 * @throws task/cancelled
 */
export async function gatherStacAround(
  file: string,
  document: MetadataDocument,
  request: StacRequest,
): Promise<StacSurroundings> {
  const known = new KnownObjects();
  const here = path.resolve(file);
  known.put(here, document);
  await readTargets(known, slashed(here), request, ({ rel }) => STRUCTURAL.has(rel));
  const seen = new Set([slashed(here)]);
  for (let level = above(known, [...seen]), step = 0; level.length > 0 && step < HIGHEST; step++) {
    const fresh = level.filter((each) => !seen.has(each));
    for (const each of fresh) {
      seen.add(each);
      await readTargets(known, each, request, isUpwards);
    }
    level = above(known, fresh);
  }
  return known.around(here, document, false);
}

const UPWARDS: readonly string[] = ['root', 'parent', 'collection'];

function isUpwards({ rel }: LinkSummary): boolean {
  return UPWARDS.includes(rel);
}

function above({ graph }: KnownObjects, files: readonly string[]): string[] {
  return files.flatMap((file) => UPWARDS.flatMap((rel) => graph.related(file, rel) ?? []));
}

/** Reads what a file links to, unless it is known already. */
async function readTargets(
  known: KnownObjects,
  file: string,
  { root, signal, files = diskStacFiles }: StacRequest,
  isWanted: (link: LinkSummary) => boolean,
): Promise<void> {
  const paths = new Set<string>();
  for (const link of known.graph.get(file)?.links ?? []) {
    const target = link.leads.kind === 'file' ? resolvePath(file, link.leads.path) : undefined;
    if (link.leads.kind === 'file' && target !== undefined && isWanted(link) && !known.graph.has(target)) {
      paths.add(link.leads.path);
    }
  }
  const wanted = [...paths].slice(0, Math.max(0, MOST - known.graph.size));
  const folder = path.dirname(native(file));
  const located = await locateFiles({ folder, root, paths: wanted, ...(signal && { signal }) });
  await mapLimited(wanted, READ_AT_ONCE, async (each) => {
    const at = located?.get(each)?.at;
    const target = resolvePath(file, each);
    if (at && target !== undefined) {
      known.put(native(target), await files.readFound(at.file, signal));
    }
  });
}

/** Objects that were read; of each only what others need to know of it is kept. */
class KnownObjects {
  readonly graph = new StacGraph();
  private readonly texts = new OwnTexts();

  put(file: string, document: MetadataDocument | undefined): void {
    const summary = document && summarize(document, this.texts);
    if (summary) {
      this.graph.put(slashed(file), summary);
    }
  }

  around(file: string, document: MetadataDocument, isComplete: boolean): StacSurroundings {
    const here = path.resolve(file);
    this.put(here, document);
    return { file: slashed(here), graph: this.graph, isComplete, linesOf: () => undefined };
  }
}

/** An absolute path as the graph has it: with `/`, and one before a drive. */
function slashed(file: string): string {
  const parts = file.split(path.sep).join('/');
  return parts.startsWith('/') ? parts : `/${parts}`;
}

function native(file: string): string {
  return path.sep === '/'
    ? file
    : file
        .replace(/^\/(?=[A-Za-z]:)/, '')
        .split('/')
        .join(path.sep);
}
