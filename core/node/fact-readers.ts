import type { DataFact } from '#core/metadata/data-fact.ts';
import type { MetadataDocument } from '#core/metadata/document.ts';
import type { ListedFile } from '#core/metadata/known-surroundings.ts';
import type { HashAlgorithm } from '#core/metadata/surroundings.ts';
import type { TableReading } from '#core/tableschema/table-reading.ts';
import { hashOfFile } from './hash-file.ts';
import { listFiles } from './list-files.ts';
import { type Located, type LookAround, locateFiles } from './locate-files.ts';
import { profileFile } from './profile-file.ts';
import { readPart } from './read-descriptor.ts';
import { unlessUnreadable } from './unless-unreadable.ts';

/**
 * Where facts about files come from. What cannot be read is undefined; only `task/cancelled` is thrown. Files are
 * named as `locate` found them, so that nothing outside of the root is read.
 */
export interface FactReaders {
  locate(request: LookAround): Promise<ReadonlyMap<string, Located> | undefined>;
  part(file: string, signal: AbortSignal): Promise<MetadataDocument | undefined>;
  profile(file: string, reading: TableReading, signal: AbortSignal): Promise<DataFact | undefined>;
  hash(file: string, algorithm: HashAlgorithm, signal: AbortSignal): Promise<string | undefined>;
  /** None for a folder that a link leads out of `root`. */
  list(
    place: { readonly folder: string; readonly root: string },
    signal: AbortSignal,
  ): Promise<readonly ListedFile[]>;
}

/** The facts of the disk. */
export const diskFacts: FactReaders = {
  locate: locateFiles,
  part: readPart,
  profile: (file, reading, signal) => unlessUnreadable(profileFile(file, reading, { signal })),
  hash: (file, algorithm, signal) => unlessUnreadable(hashOfFile(file, algorithm, { signal })),
  list: async ({ folder, root }, signal) => {
    const isInside = (await locateFiles({ folder, root, paths: [], signal })) !== undefined;
    return isInside ? listFiles(folder, signal) : [];
  },
};
