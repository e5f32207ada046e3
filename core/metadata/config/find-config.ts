import { CONFIG_NAMES } from './config-file.ts';

/** A place where a configuration may lie, and the document as seen from there. */
export interface ConfigPlace {
  /** Relative to the folder of the document, with `/`. */
  readonly path: string;
  /** The document, relative to the folder of the configuration. */
  readonly documentPath: string;
}

/** More folders above a document than this are not looked into. */
const MAX_FOLDERS = 64;

/**
 * Where the configuration of a document may lie: in its folder, or in one above, up to a root. The nearest counts, and
 * is not mixed with others.
 * @param folders the names of the folders from the root down to the document; none when it lies in the root.
 */
export function configPlaces(folders: readonly string[], name: string): ConfigPlace[] {
  const ups = Array.from({ length: Math.min(folders.length, MAX_FOLDERS) + 1 }, (_, index) => index);
  return ups.flatMap((up) =>
    CONFIG_NAMES.map((file) => ({
      path: `${'../'.repeat(up)}${file}`,
      documentPath: [...folders.slice(folders.length - up), name].join('/'),
    })),
  );
}

/** Whether a path or an address ends in the name of a configuration. */
export function isConfigName(path: string): boolean {
  return CONFIG_NAMES.includes(path.slice(path.lastIndexOf('/') + 1).toLowerCase());
}
