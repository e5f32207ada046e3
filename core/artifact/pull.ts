import type { Digest } from '#core/base/digest.ts';
import { Failure } from '#core/base/failure.ts';
import type { ReportProgress } from '#core/base/progress.ts';
import type { Target } from '#core/oci/target.ts';
import { type ArtifactContents, readContents } from './contents.ts';
import { takesOverWorkspace } from './file-names.ts';
import type { FileSink } from './file-sink.ts';
import { inParallel } from './in-parallel.ts';

export interface PullOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: ReportProgress;
  /** Lets files through that editors and shells obey (`.vscode/tasks.json`): only after a person saw their names. */
  readonly allowWorkspaceFiles?: boolean;
}

export interface PulledFile {
  readonly path: string;
  readonly digest: Digest;
  readonly size: number;
}

const FETCHED_AT_ONCE = 3;
const UNPACK = 'io.deis.oras.content.unpack';

/**
 * Fetches every file of an artifact into a sink, each checked against its digest. All files are there afterwards, or
 * none: any failure, or cancelling, discards what came. Fails as `readContents` does, and with `artifact/workspace-files`
 * for files that would take a workspace over.
 */
export async function pull(
  target: Target,
  tagOrDigest: string,
  sink: FileSink,
  options: PullOptions = {},
): Promise<{ digest: Digest; files: PulledFile[] }> {
  const contents = await readContents(target, tagOrDigest, options.signal);
  requireHarmless(contents, options.allowWorkspaceFiles === true, `${target.name}:${tagOrDigest}`);
  let before = 0;
  const inFlight = new Map<string, number>();
  const report = (path: string, done: number) => {
    inFlight.set(path, done);
    const sum = [...inFlight.values()].reduce((total, bytes) => total + bytes, before);
    options.onProgress?.({ message: `Pulling ${path}`, done: sum, total: contents.size, unit: 'bytes' });
  };
  try {
    await inParallel(
      contents.files,
      FETCHED_AT_ONCE,
      async ({ path, descriptor }, signal) => {
        const chunks = target.fetch(descriptor, { signal, onProgress: ({ done }) => report(path, done) });
        await sink.write(path, chunks);
        inFlight.delete(path);
        before += descriptor.size;
      },
      options.signal,
    );
    await sink.commit();
  } catch (error) {
    // Whatever stands in the way of cleaning up, the first error is the one that people need to know.
    await sink.discard().catch(() => undefined);
    throw error;
  }
  return {
    digest: contents.descriptor.digest,
    files: contents.files.map(({ path, descriptor }) => ({
      path,
      digest: descriptor.digest,
      size: descriptor.size,
    })),
  };
}

/** Names of an artifact's files that an editor, a shell or a tool would obey. */
export function workspaceFiles(contents: ArtifactContents): string[] {
  return contents.files.map((file) => file.path).filter(takesOverWorkspace);
}

function requireHarmless(contents: ArtifactContents, allowed: boolean, where: string): void {
  const taking = workspaceFiles(contents);
  if (taking.length > 0 && !allowed) {
    throw new Failure(
      'artifact/workspace-files',
      `${where} was not pulled: it holds files that editors and shells obey, which data does not need: ${taking.slice(0, 10).join(', ')}. Allow them only if you trust the publisher.`,
    );
  }
  const archive = contents.files.find((file) => file.descriptor.annotations?.[UNPACK] === 'true');
  if (archive) {
    throw new Failure(
      'registry/unsupported',
      `${where} was not pulled: it holds the folder ${JSON.stringify(archive.path)} as an archive, which is not unpacked here yet. Use "oras pull" for it.`,
    );
  }
  if (contents.files.length === 0) {
    throw new Failure(
      'artifact/missing-file',
      `${where} names no files, so there is nothing to pull. It is probably a container image or a signature.`,
    );
  }
}
