import { basename, dirname, relative, resolve, sep } from 'node:path';
import { type Configuration, noConfiguration } from '#core/metadata/config/configuration.ts';
import type { MetadataDocument } from '#core/metadata/document.ts';
import { findConfiguration, namedConfiguration } from '#core/node/find-configuration.ts';
import type { Listings } from '#core/node/locate-files.ts';
import { readDescriptor } from '#core/node/read-descriptor.ts';

/** What people said about how descriptors are checked. */
export interface Configurations {
  /** How a descriptor is checked, and how far up its configuration and the profiles of that may lie. */
  of(
    path: string,
    folder: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<{ configuration: Configuration; configRoot: string }>;
  /** The configurations that counted so far, by absolute path. */
  readonly used: ReadonlyMap<string, MetadataDocument>;
  /** Those that should have counted and could not be read, by absolute path. */
  readonly unread: ReadonlySet<string>;
}

/** The nearest `waybill.config.yaml` of each descriptor, up to the working directory when that holds it. */
export function nearestConfigurations(): Configurations {
  const used = new Map<string, MetadataDocument>();
  const unread = new Set<string>();
  const listings: Listings = new Map();
  return {
    used,
    unread,
    async of(path, folder, signal) {
      const configRoot = rootOf(path, folder);
      const found = await findConfiguration({ path, root: configRoot, signal, listings });
      for (const file of found.unread) {
        unread.add(file);
      }
      if (found.file !== undefined && found.document) {
        used.set(found.file, found.document);
      }
      return { configuration: found.configuration, configRoot };
    },
  };
}

/** One configuration for all descriptors. Fails as `readDescriptor`. */
export async function namedConfigurations(file: string, signal?: AbortSignal): Promise<Configurations> {
  const path = resolve(file);
  const name = `waybill.config${/\.json$/i.test(path) ? '.json' : '.yaml'}`;
  const document = await readDescriptor(file, signal, name);
  return {
    used: new Map([[path, document]]),
    unread: new Set(),
    of: (descriptor) =>
      Promise.resolve({
        configuration: namedConfiguration(descriptor, { file: path, document }),
        configRoot: commonFolder(dirname(path), dirname(resolve(descriptor))),
      }),
  };
}

/** Every rule at its own level. */
export const noConfigurations: Configurations = {
  used: new Map(),
  unread: new Set(),
  of: (path, folder) =>
    Promise.resolve({ configuration: noConfiguration, configRoot: folder ?? dirname(path) }),
};

function rootOf(path: string, folder: string | undefined): string {
  const here = resolve('.');
  return holds(here, resolve(path)) ? here : resolve(folder ?? dirname(path));
}

function holds(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && resolve(folder, way) === path && basename(way) !== '';
}

/** The innermost folder that holds both. */
function commonFolder(one: string, other: string): string {
  let folder = one;
  while (folder !== other && !holds(folder, other) && dirname(folder) !== folder) {
    folder = dirname(folder);
  }
  return folder;
}
