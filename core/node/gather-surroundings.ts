import type { Failure } from '#core/base/failure.ts';
import type { ReportProgress } from '#core/base/progress.ts';
import { type Configuration, noConfiguration } from '#core/metadata/config/configuration.ts';
import type { DataFact } from '#core/metadata/data-fact.ts';
import { partsToRead } from '#core/metadata/datapackage/parts-to-read.ts';
import { type WantedHash, wantedData, wantedFacts } from '#core/metadata/datapackage/wanted-facts.ts';
import type { MetadataDocument } from '#core/metadata/document.ts';
import { hashKey, knownSurroundings, nothingKnown } from '#core/metadata/known-surroundings.ts';
import type { StacSurroundings } from '#core/metadata/stac/graph/stac-surroundings.ts';
import { nowhere, type Surroundings } from '#core/metadata/surroundings.ts';
import { mapLimited } from '#core/tabular/map-limited.ts';
import { hashOfFile } from './hash-file.ts';
import { type Listings, type Located, locateFiles } from './locate-files.ts';
import { profileFile } from './profile-file.ts';
import { readPart } from './read-descriptor.ts';
import { unlessUnreadable } from './unless-unreadable.ts';

const READ_AT_ONCE = 4;

/** Around which document to look, and how far. */
export interface GatherRequest {
  /** The directory of the document. */
  readonly folder: string;
  /** Nothing outside of this directory is looked at; it holds `folder`, or is it. */
  readonly root: string;
  readonly document: MetadataDocument;
  /** `declared` computes those hashes that the document declares, which reads these files to their ends. */
  readonly hashes: 'none' | 'declared';
  /** `profile` looks into the data files: footers, and the beginnings of text. */
  readonly data: 'none' | 'profile';
  /** How people want the document to be checked. */
  readonly configuration?: Configuration;
  /** Where the profiles that the configuration names may lie; `root` when absent. */
  readonly profileRoot?: string;
  /** The STAC objects around a STAC object. */
  readonly stac?: StacSurroundings | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Directories that were listed already. */
  readonly listings?: Listings | undefined;
  readonly onProgress?: ReportProgress;
  /** Told why a declared hash could not be compared: silence would look as if it were right. */
  readonly onUnread?: ((failure: Failure) => void) | undefined;
}

/**
 * Everything that the rules may know about the files that a document names, looked up once. What lies outside of
 * `root`, also behind symbolic links, is not read; nor is a pipe or a device. Files are not listed: `files()` is empty.
 * @throws task/cancelled
 */
export async function gatherSurroundings(request: GatherRequest): Promise<Surroundings> {
  const { folder, root, document, signal, stac, configuration = noConfiguration } = request;
  const wanted = wantedFacts(document, configuration, stac);
  const among = { folder, signal, listings: request.listings };
  const beside = await locateFiles({ ...among, root, paths: wanted.files });
  if (!beside) {
    return { ...nowhere, configuration, ...(stac && { stac }) };
  }
  const profiles = await locateFiles({ ...among, root: request.profileRoot ?? root, paths: wanted.profiles });
  const located = new Map([...(profiles ?? []), ...beside]);
  const files = new Map([...located].map(([path, { fact }]) => [path, fact]));
  const readFile = async (path: string) => {
    const file = located.get(path)?.at?.file;
    return file === undefined ? undefined : readPart(file, signal);
  };
  const parts = partsToRead([...wanted.profiles, ...wanted.documents], (path) => files.get(path));
  const documents = await lookUpEach(parts, (path) => path, readFile);
  const known = { ...nothingKnown, files, documents, configuration, stac };
  const hashes = await gatherHashes(request, located, wanted.hashes);
  const data = await gatherData(request, located, knownSurroundings(known));
  return knownSurroundings({ ...known, hashes, data }, Date.now);
}

type LocatedFiles = ReadonlyMap<string, Located>;

function gatherHashes(
  { hashes, signal, onProgress, onUnread }: GatherRequest,
  located: LocatedFiles,
  wanted: readonly WantedHash[],
): Promise<Map<string, string>> {
  return lookUpEach(
    hashes === 'none' ? [] : wanted,
    ({ path, algorithm }) => hashKey(path, algorithm),
    async ({ path, algorithm }) => {
      const file = located.get(path)?.at?.file;
      const options = { ...(signal && { signal }), ...(onProgress && { onProgress }) };
      return file === undefined
        ? undefined
        : unlessUnreadable(hashOfFile(file, algorithm, options), onUnread);
    },
  );
}

function gatherData(
  { document, data, signal }: GatherRequest,
  located: LocatedFiles,
  surroundings: Surroundings,
): Promise<Map<string, DataFact>> {
  return lookUpEach(
    data === 'none' ? [] : wantedData(document, surroundings),
    ({ path }) => path,
    async ({ path, reading }) => {
      const file = located.get(path)?.at?.file;
      return file === undefined ? undefined : unlessUnreadable(profileFile(file, reading, { signal }));
    },
  );
}

/** What is found for each item, by its key; items of which nothing is found are left out. */
async function lookUpEach<Item, Fact>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  lookUp: (item: Item) => Promise<Fact | undefined>,
): Promise<Map<string, Fact>> {
  const found = await mapLimited(items, READ_AT_ONCE, async (item) => ({
    key: keyOf(item),
    fact: await lookUp(item),
  }));
  return new Map(found.flatMap(({ key, fact }) => (fact === undefined ? [] : [[key, fact]])));
}
