import { dirname } from 'node:path';
import type { Failure } from '#core/base/failure.ts';
import type { ReportProgress } from '#core/base/progress.ts';
import { checkMetadata } from '#core/metadata/check.ts';
import type { Configuration } from '#core/metadata/config/configuration.ts';
import type { MetadataDocument } from '#core/metadata/document.ts';
import { areaOf } from '#core/metadata/kind.ts';
import type { Problem } from '#core/metadata/problem.ts';
import { findConfiguration } from './find-configuration.ts';
import { type GatheredStac, gatherStacAround } from './gather-stac.ts';
import { gatherSurroundings } from './gather-surroundings.ts';
import type { Listings } from './locate-files.ts';
import { readDescriptor } from './read-descriptor.ts';

/** How a descriptor on disk is checked. */
export interface CheckDescriptorOptions {
  /** The folder that referenced paths may not leave; the folder of the descriptor when absent. */
  readonly root?: string | undefined;
  /** Whether files that declare a hash are read to their ends. */
  readonly hashes: 'none' | 'declared';
  /** Whether data files are looked into: their headers, footers and first rows. */
  readonly data: 'none' | 'profile';
  /** How people want it to be checked: found beside the descriptor and above, or as given. */
  readonly configuration?: Configuration | undefined;
  /** How far up a configuration is looked for, and where its profiles may lie; `root` when absent. */
  readonly configRoot?: string | undefined;
  /** The STAC objects of the folder, where somebody gathered them; otherwise those that a STAC object links to. */
  readonly stac?: GatheredStac | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Directories that were listed already, for whoever checks many descriptors at one time. */
  readonly listings?: Listings | undefined;
  readonly onProgress?: ReportProgress | undefined;
  /** Told why something that was to be read was not. */
  readonly onUnread?: ((failure: Failure) => void) | undefined;
}

/**
 * A descriptor on disk and the findings about it, its files and their hashes included. Fails as `readDescriptor`.
 * @throws task/cancelled
 */
export async function checkDescriptorFile(
  path: string,
  options: Pick<CheckDescriptorOptions, 'root' | 'signal' | 'onProgress'>,
): Promise<{ readonly document: MetadataDocument; readonly problems: readonly Problem[] }> {
  const document = await readDescriptor(path, options.signal);
  const problems = await checkDescriptorAt(path, document, {
    ...options,
    hashes: 'declared',
    data: 'profile',
  });
  return { document, problems };
}

/**
 * The findings about a descriptor with what stands around it: the same for everybody who asks, be it before publishing
 * or in a pipeline.
 * @throws task/cancelled
 */
export async function checkDescriptorAt(
  path: string,
  document: MetadataDocument,
  options: CheckDescriptorOptions,
): Promise<Problem[]> {
  const { root, hashes, data, signal, onProgress } = options;
  const folder = dirname(path);
  const configRoot = options.configRoot ?? root ?? folder;
  const configuration =
    options.configuration ?? (await findConfiguration({ path, root: configRoot, signal })).configuration;
  const isStac = areaOf(document.kind) === 'stac';
  // The objects of a catalogue lie in many folders, and link up as well as down.
  const reach = isStac ? configRoot : (root ?? folder);
  const gathered = () =>
    options.stac?.around(path, document) ?? gatherStacAround(path, document, { root: reach, signal });
  const surroundings = await gatherSurroundings({
    folder,
    root: reach,
    ...(isStac && { stac: await gathered() }),
    document,
    hashes,
    data,
    configuration,
    profileRoot: configRoot,
    onUnread: options.onUnread,
    listings: options.listings,
    ...(signal && { signal }),
    ...(onProgress && { onProgress }),
  });
  return checkMetadata(document, surroundings);
}
