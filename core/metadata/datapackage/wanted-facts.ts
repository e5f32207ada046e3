import type { TableReading } from '#core/tableschema/table-reading.ts';
import { readingKey } from '#core/tableschema/table-reading.ts';
import { schemaPaths } from '../config/config-rules.ts';
import { type Configuration, noConfiguration } from '../config/configuration.ts';
import type { MetadataDocument } from '../document.ts';
import { areaOf } from '../kind.ts';
import { isFileName, statedProfiles } from '../profile/stated-profile.ts';
import type { StacSurroundings } from '../stac/graph/stac-surroundings.ts';
import { wantedHrefs } from '../stac/graph/wanted-hrefs.ts';
import type { HashAlgorithm, Surroundings } from '../surroundings.ts';
import { memberValue, oneOrMany, textOf } from '../tree.ts';
import { declaredHash } from './declared-hash.ts';
import { declaredReading } from './declared-reading.ts';
import { localAmong, pathPlaces } from './path-places.ts';
import { resourcesOf } from './resources.ts';
import { judgePath } from './safe-path.ts';

/** More facts of one kind than this are not looked up for one document. */
const MAX_WANTED = 5_000;

/** What the rules would like to know about files. All paths are relative to the document and safe to look up. */
export interface WantedFacts {
  /** Paths of which it matters what stands there. */
  readonly files: readonly string[];
  /** Those of them that hold a schema, a dialect or a profile. */
  readonly documents: readonly string[];
  /** Files of profiles that the configuration names; these may lie outside of the package, but not of the workspace. */
  readonly profiles: readonly string[];
  /** Hashes that the document declares. */
  readonly hashes: readonly WantedHash[];
}

export interface WantedHash {
  readonly path: string;
  readonly algorithm: HashAlgorithm;
}

/** A data file, and how its resource says that it is to be read. */
export interface WantedData {
  readonly path: string;
  readonly reading: TableReading;
}

/**
 * The facts that a document calls for; none for documents of no known kind.
 * @param stac what is known of the STAC objects around a STAC object
 */
export function wantedFacts(
  document: MetadataDocument,
  configuration: Configuration = noConfiguration,
  stac?: StacSurroundings,
): WantedFacts {
  if (document.kind === 'waybill-config') {
    return { files: schemaPaths(document).slice(0, MAX_WANTED), documents: [], profiles: [], hashes: [] };
  }
  if (areaOf(document.kind) === 'stac') {
    return {
      ...wantedHrefs(document, stac),
      documents: [],
      profiles: [],
    };
  }
  if (areaOf(document.kind) !== 'datapackage' || document.kind === 'unknown') {
    return { files: [], documents: [], profiles: [], hashes: [] };
  }
  const places = [...pathPlaces(document)];
  const files = localAmong(places, document.version).slice(0, MAX_WANTED);
  const known = new Set(files);
  const documents = new Set<string>();
  for (const { node, what } of places) {
    if ((what === 'schema' || what === 'dialect') && known.has(node.value)) {
      documents.add(node.value);
    }
  }
  for (const profile of localProfiles(document)) {
    known.add(profile);
    documents.add(profile);
  }
  const profiles = configuredProfiles(document, configuration).filter((path) => !known.has(path));
  return {
    files: [...known],
    documents: [...documents],
    profiles,
    hashes: wantedHashes(document, known),
  };
}

/** `$schema`, or `profile` of version 1, where these name files beside the document. */
function localProfiles(document: MetadataDocument): string[] {
  const isLocal = (path: string) =>
    isFileName(path) && judgePath(path, document.version ?? '2.0').kind === 'local';
  const paths = new Set(statedProfiles(document).map(({ stated }) => stated.value));
  return [...paths].filter(isLocal).slice(0, MAX_WANTED);
}

function configuredProfiles(document: MetadataDocument, { profiles, schemas }: Configuration): string[] {
  const mapped = statedProfiles(document).flatMap(({ stated }) => profiles.get(stated.value) ?? []);
  return [...new Set([...mapped, ...schemas])].slice(0, MAX_WANTED);
}

/** A hash is of one file: data in several has none. */
function wantedHashes(document: MetadataDocument, known: ReadonlySet<string>): WantedHash[] {
  const wanted = new Map<string, WantedHash>();
  for (const resource of resourcesOf(document)) {
    const path = textOf(memberValue(resource, 'path'));
    const declared = declaredHash(textOf(memberValue(resource, 'hash')) ?? '');
    if (path !== undefined && declared && known.has(path)) {
      wanted.set(`${declared.algorithm} ${path}`, { path, algorithm: declared.algorithm });
    }
  }
  return [...wanted.values()];
}

/**
 * The data files of a document. Which dialect they have may stand in a file of its own, so `surroundings` has to know
 * the documents. A file that two resources read in different ways is left out: what is found in it would be wrong for
 * one of them.
 */
export function wantedData(document: MetadataDocument, surroundings: Surroundings): WantedData[] {
  const wanted = new Map<string, { data: WantedData; key: string } | undefined>();
  for (const resource of resourcesOf(document)) {
    const paths = oneOrMany(memberValue(resource, 'path')).flatMap((path) => textOf(path) ?? []);
    const reading = paths.length === 0 ? undefined : declaredReading(resource, document, surroundings);
    if (!reading || !mayHoldTable(resource)) {
      continue;
    }
    const key = readingKey(reading);
    for (const path of paths) {
      if (surroundings.file(path).kind !== 'file') {
        continue;
      }
      const other = wanted.get(path);
      const differs = wanted.has(path) && other?.key !== key;
      wanted.set(path, differs ? undefined : { data: { path, reading }, key });
      if (wanted.size >= MAX_WANTED) {
        return found(wanted);
      }
    }
  }
  return found(wanted);
}

function found(wanted: ReadonlyMap<string, { data: WantedData } | undefined>): WantedData[] {
  return [...wanted.values()].flatMap((each) => each?.data ?? []);
}

/** Formats whose files may look like a table but are none, or none that is read here. */
const OTHER_FORMATS =
  /^(?:json|geojson|topojson|xlsx?|ods|zip|gz|pdf|png|jpe?g|tiff?|shp|gpkg|sqlite|html?|xml|md|txt|nc)$/i;

/** Whether a resource may hold a table; where it does not say so, the file decides. */
function mayHoldTable(resource: Parameters<typeof memberValue>[0]): boolean {
  const format = textOf(memberValue(resource, 'format'));
  const saysTable =
    memberValue(resource, 'schema') !== undefined || memberValue(resource, 'dialect') !== undefined;
  return saysTable || format === undefined || !OTHER_FORMATS.test(format);
}
