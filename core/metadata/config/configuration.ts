import type { MetadataDocument } from '../document.ts';
import { type ConfigFile, emptyConfig } from './config-file.ts';
import { matchesGlob } from './glob.ts';
import type { Level } from './level.ts';

/** How one document is to be checked: what its team and the person before the editor say, worked out for its place. */
export interface Configuration {
  readonly levels: ReadonlyMap<string, Level>;
  /** Findings that are as they should be, at a JSON pointer and below; anywhere without one. */
  readonly ignored: readonly { readonly rule: string; readonly pointer?: string }[];
  /** The document is not checked at all. */
  readonly excluded: boolean;
  /** The files of profiles that are known by an address, relative to the document. */
  readonly profiles: ReadonlyMap<string, string>;
  /** Schemas that the document has to satisfy, whatever it says itself; relative to the document. */
  readonly schemas: readonly string[];
  /** Where the team says so, or would; unknown where nobody may write it. */
  readonly file?: ConfigurationFile;
}

/** The file that exceptions for a document go into. */
export interface ConfigurationFile {
  /** Relative to the document, with `/`. */
  readonly path: string;
  /** The document, relative to the folder of the configuration. */
  readonly documentPath: string;
  /** What stands in the file; undefined when there is none yet. */
  readonly document?: MetadataDocument;
  /** Rules of which the person says how much they matter: the file changes nothing about these. */
  readonly settledByPerson: ReadonlySet<string>;
}

/** Nobody said anything. */
export const noConfiguration: Configuration = {
  levels: new Map(),
  ignored: [],
  excluded: false,
  profiles: new Map(),
  schemas: [],
};

/**
 * What a configuration means for a document.
 * @param seen.path where the document is, relative to the folder of the configuration, with `/`.
 * @param seen.folder that folder as seen from the document, with a `/` at its end; by itself for a document in it.
 */
export function configurationFor(
  seen: { readonly path: string; readonly folder?: string },
  config: ConfigFile,
): Configuration {
  if (config === emptyConfig) {
    return noConfiguration;
  }
  const { path } = seen;
  const up = seen.folder ?? '../'.repeat(path.split('/').length - 1);
  const seenFromDocument = (file: string) => `${up}${file.replace(/^\.\//, '')}`;
  const profiles = new Map<string, string>();
  const schemas: string[] = [];
  for (const [key, file] of config.schemas) {
    if (isAddress(key)) {
      profiles.set(key, seenFromDocument(file));
    } else if (matchesGlob(path, key)) {
      schemas.push(seenFromDocument(file));
    }
  }
  return {
    levels: config.rules,
    ignored: config.ignore.filter((each) => each.path === undefined || matchesGlob(path, each.path)),
    excluded: config.exclude.some((pattern) => matchesGlob(path, pattern)),
    profiles,
    schemas,
  };
}

/**
 * What the person says, upon what the team says. A person may show a finding otherwise or hide it, which changes
 * nothing but what this editor shows; of two files for one address, the team's counts, so that the editor and a
 * pipeline go by the same.
 */
export function withPerson(team: Configuration, person: Configuration): Configuration {
  if (person === noConfiguration) {
    return team;
  }
  return {
    levels: new Map([...team.levels, ...person.levels]),
    ignored: [...team.ignored, ...person.ignored],
    excluded: team.excluded || person.excluded,
    profiles: new Map([...person.profiles, ...team.profiles]),
    schemas: [...new Set([...team.schemas, ...person.schemas])],
  };
}

/** A key of `schemas` is the address of a profile, or else a glob. */
export function isAddress(key: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(key);
}
