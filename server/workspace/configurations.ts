import { URI, Utils } from 'vscode-uri';
import { throwIfCancelled } from '#core/base/failure.ts';
import { CONFIG_NAMES, type ConfigFile, emptyConfig, readConfig } from '#core/metadata/config/config-file.ts';
import {
  type Configuration,
  type ConfigurationFile,
  configurationFor,
  noConfiguration,
  withPerson,
} from '#core/metadata/config/configuration.ts';
import { type ConfigPlace, configPlaces } from '#core/metadata/config/find-config.ts';
import type { MetadataDocument } from '#core/metadata/document.ts';
import { nowhere, type Surroundings } from '#core/metadata/surroundings.ts';
import type { FactReaders } from '#core/node/fact-readers.ts';
import type { OpenParts } from './facts/open-parts.ts';
import type { PlaceOnDisk } from './folders.ts';
import { foldersInto } from './referenced-files.ts';

/** Milliseconds after which files are looked at again where no client tells of changes. */
const UNWATCHED_AGE = 3_000;

export interface ConfigurationSources {
  readonly readers: Pick<FactReaders, 'locate' | 'part'>;
  /** What is open in the editor counts before what is on disk. */
  readonly openParts: () => OpenParts;
  readonly isWatched: () => boolean;
  /** Milliseconds. */
  readonly now: () => number;
}

/** The nearest configuration of the documents in a folder. */
interface Found {
  readonly at?: ConfigPlace;
  /** Absolute path. */
  readonly file?: string;
  readonly document?: MetadataDocument;
  readonly lookedAt: number;
}

/** What was worked out last for a document, and from what. */
interface Made {
  readonly document: MetadataDocument | undefined;
  readonly person: ConfigFile;
  readonly configuration: Configuration;
}

/**
 * How open documents are to be checked. As long as neither the team's file nor the person's settings change, a document
 * gets the same `Configuration` object, and no disk is touched for it.
 */
export class Configurations {
  /** What the person says in the settings of the editor; paths are relative to the workspace folder. */
  person: ConfigFile = emptyConfig;
  private readonly sources: ConfigurationSources;
  private readonly found = new Map<string, Found>();
  private readonly made = new Map<string, Made>();
  private readonly bare = new Map<string, { person: ConfigFile; surroundings: Surroundings }>();

  constructor(sources: ConfigurationSources) {
    this.sources = sources;
  }

  /**
   * The configuration of a document that lies in a workspace folder.
   * @throws task/cancelled
   */
  async of(uri: string, place: PlaceOnDisk, signal: AbortSignal): Promise<Configuration> {
    const name = Utils.basename(URI.parse(uri));
    const folders = foldersInto(URI.file(place.root), URI.file(place.folder));
    const nearest = await this.nearest(place, configPlaces(folders, name), signal);
    const document = nearest.file === undefined ? undefined : this.current(nearest);
    const known = this.made.get(uri);
    if (known && known.document === document && known.person === this.person) {
      return known.configuration;
    }
    const team =
      nearest.at && document
        ? configurationFor({ path: documentPath(nearest.at, name) }, readConfig(document))
        : noConfiguration;
    const inRoot = [...folders, name].join('/');
    const file: ConfigurationFile = {
      path: nearest.at?.path ?? `${'../'.repeat(folders.length)}${CONFIG_NAMES[0]}`,
      documentPath: nearest.at ? documentPath(nearest.at, name) : inRoot,
      ...(document && { document }),
      settledByPerson: new Set(this.person.rules.keys()),
    };
    const configuration = {
      ...withPerson(team, configurationFor({ path: inRoot }, this.person)),
      file,
    };
    this.made.set(uri, { document, person: this.person, configuration });
    return configuration;
  }

  /** What is known of a document around which nobody may look: what the person says. */
  withoutFiles(uri: string): Surroundings {
    if (this.person === emptyConfig) {
      return nowhere;
    }
    const known = this.bare.get(uri);
    if (known?.person === this.person) {
      return known.surroundings;
    }
    const configuration = configurationFor({ path: Utils.basename(URI.parse(uri)) }, this.person);
    const surroundings = { ...nowhere, configuration };
    this.bare.set(uri, { person: this.person, surroundings });
    return surroundings;
  }

  /** A configuration came, went or changed on disk. */
  changed(): void {
    this.found.clear();
  }

  /** Drops what is known for a document that was closed. */
  forget(uri: string): void {
    this.made.delete(uri);
    this.bare.delete(uri);
  }

  private async nearest(
    place: PlaceOnDisk,
    places: readonly ConfigPlace[],
    signal: AbortSignal,
  ): Promise<Found> {
    const { readers, isWatched, now } = this.sources;
    const key = `${place.root}\n${place.folder}`;
    const known = this.found.get(key);
    if (known && (isWatched() || now() - known.lookedAt <= UNWATCHED_AGE)) {
      return known;
    }
    const found = await this.look(place, places, signal, readers, now());
    // What was looked up for somebody who went away may be half of what there is.
    throwIfCancelled(signal);
    this.found.set(key, found);
    return found;
  }

  private async look(
    place: PlaceOnDisk,
    places: readonly ConfigPlace[],
    signal: AbortSignal,
    readers: Pick<FactReaders, 'locate' | 'part'>,
    lookedAt: number,
  ): Promise<Found> {
    const located = await readers.locate({ ...place, paths: places.map(({ path }) => path), signal });
    for (const at of places) {
      const file = located?.get(at.path)?.at?.file;
      const document = file === undefined ? undefined : await readers.part(file, signal);
      if (document) {
        const open = Utils.joinPath(URI.file(place.folder), at.path).fsPath;
        return { at, file: open, document, lookedAt };
      }
    }
    return { lookedAt };
  }

  /** The configuration as it is open in the editor, or else as it is on disk. */
  private current({ file, document }: Found): MetadataDocument | undefined {
    return (file === undefined ? undefined : this.sources.openParts().at(file)) ?? document;
  }
}

/** A place was found for a document of the same folder, whose name may be another. */
function documentPath({ documentPath: path }: ConfigPlace, name: string): string {
  return [...path.split('/').slice(0, -1), name].join('/');
}
