import { basename, dirname, relative, resolve, sep } from 'node:path';
import { emptyConfig, readConfig } from '#core/metadata/config/config-file.ts';
import {
  type Configuration,
  configurationFor,
  noConfiguration,
} from '#core/metadata/config/configuration.ts';
import { configPlaces } from '#core/metadata/config/find-config.ts';
import type { MetadataDocument } from '#core/metadata/document.ts';
import { type Listings, locateFiles } from './locate-files.ts';
import { readPart } from './read-descriptor.ts';

/** The configuration of a document, and the file that it stands in. */
export interface FoundConfiguration {
  readonly configuration: Configuration;
  /** Absolute path; undefined when there is none. */
  readonly file?: string;
  /** The file as it was read, with its findings in it. */
  readonly document?: MetadataDocument;
  /** Nearer ones that do not count because they could not be read: absolute paths. */
  readonly unread: readonly string[];
}

/** Where a configuration is looked for: in the folder of a descriptor and those above, up to a root. */
export interface ConfigurationRequest {
  /** The descriptor. */
  readonly path: string;
  readonly root: string;
  readonly signal?: AbortSignal | undefined;
  /** Directories that were listed already. */
  readonly listings?: Listings | undefined;
}

/**
 * The nearest configuration of a descriptor on disk.
 * @throws task/cancelled
 */
export async function findConfiguration(request: ConfigurationRequest): Promise<FoundConfiguration> {
  const { root, signal } = request;
  const path = resolve(request.path);
  const folder = dirname(path);
  const steps = relative(resolve(root), folder).split(sep);
  const folders = steps[0] === '..' ? [] : steps.filter((step) => step !== '');
  const places = configPlaces(folders, basename(path));
  const located = await locateFiles({
    folder,
    root: steps[0] === '..' ? folder : root,
    paths: places.map((place) => place.path),
    signal,
    listings: request.listings,
  });
  const unread: string[] = [];
  for (const place of places) {
    const { fact, at } = located?.get(place.path) ?? {};
    const file = at?.file;
    const document = file === undefined ? undefined : await readPart(file, signal);
    if (document) {
      const named = { ...document, name: basename(place.path), kind: 'waybill-config' } as const;
      return {
        configuration: configurationFor({ path: place.documentPath }, readConfig(named)),
        file: resolve(folder, place.path),
        document: named,
        unread,
      };
    }
    if (fact !== undefined && fact.kind !== 'missing') {
      unread.push(resolve(folder, place.path));
    }
  }
  return { configuration: noConfiguration, unread };
}

/** What a configuration that someone names by its path means for a descriptor, wherever both are. */
export function namedConfiguration(
  descriptor: string,
  { file, document }: { readonly file: string; readonly document: MetadataDocument },
): Configuration {
  const folder = dirname(resolve(file));
  const slashed = (path: string) => path.split(sep).join('/');
  const path = slashed(relative(folder, resolve(descriptor)));
  const up = slashed(relative(dirname(resolve(descriptor)), folder));
  const config = readConfig(document);
  return config === emptyConfig
    ? noConfiguration
    : configurationFor({ path, folder: up === '' ? '' : `${up}/` }, config);
}
