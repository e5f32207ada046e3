import { dirname } from 'node:path';
import type { ReportProgress } from '#core/base/progress.ts';
import { checkMetadata } from '#core/metadata/check.ts';
import type { MetadataDocument } from '#core/metadata/document.ts';
import type { Problem } from '#core/metadata/problem.ts';
import { gatherSurroundings } from './gather-surroundings.ts';

/** How a descriptor on disk is checked. */
export interface CheckDescriptorOptions {
  /** The folder that referenced paths may not leave; the folder of the descriptor when absent. */
  readonly root?: string | undefined;
  /** Whether files that declare a hash are read to their ends. */
  readonly hashes: 'none' | 'declared';
  /** Whether data files are looked into: their headers, footers and first rows. */
  readonly data: 'none' | 'profile';
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ReportProgress | undefined;
}

/**
 * The findings about a descriptor with what stands around it: the same for everybody who asks, be it before publishing
 * or in a pipeline.
 * @throws task/cancelled
 */
export async function checkDescriptorAt(
  path: string,
  document: MetadataDocument,
  { root, hashes, data, signal, onProgress }: CheckDescriptorOptions,
): Promise<Problem[]> {
  const folder = dirname(path);
  const surroundings = await gatherSurroundings({
    folder,
    root: root ?? folder,
    document,
    hashes,
    data,
    ...(signal && { signal }),
    ...(onProgress && { onProgress }),
  });
  return checkMetadata(document, surroundings);
}
