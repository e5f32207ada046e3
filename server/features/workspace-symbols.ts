import { type Location, SymbolKind, type WorkspaceSymbol } from 'vscode-languageserver/node';
import { URI, Utils } from 'vscode-uri';
import type { DescriptorNames, NamePlace, SchemaNames } from '#core/metadata/navigation/names.ts';
import { nameOf } from '#core/metadata/stac/graph/summary.ts';
import type { PackageIndex } from '#server/workspace/package-index.ts';
import type { StacIndex } from '#server/workspace/stac/stac-index.ts';
import { locationOfName } from './location.ts';
import { locationOfObject } from './stac-navigation.ts';

/** What a list to choose from can hold. */
const MAX_SYMBOLS = 500;
/** Nobody searches for more characters than these. */
const MAX_QUERY = 100;

interface Candidate {
  readonly name: string;
  readonly kind: SymbolKind;
  readonly container: string;
  /** Undefined for a file that is not known (any more). */
  location(): Location | undefined;
}

/**
 * The packages, resources, fields and STAC objects of the workspace whose name holds the characters of a query in their order; the
 * best first: the name itself, names that start with the query, that hold it, and the others.
 */
export function provideWorkspaceSymbols(
  query: string,
  index: PackageIndex,
  stac: StacIndex,
): WorkspaceSymbol[] {
  const wanted = query.slice(0, MAX_QUERY).toLowerCase();
  const ranks: Candidate[][] = [[], [], [], []];
  for (const candidate of [...candidates(index), ...objects(stac)]) {
    const rank = rankOf(candidate.name.toLowerCase(), wanted);
    const bucket = rank === undefined ? undefined : ranks[rank];
    if (bucket && bucket.length < MAX_SYMBOLS) {
      bucket.push(candidate);
    }
  }
  return ranks
    .flat()
    .slice(0, MAX_SYMBOLS)
    .flatMap(({ name, kind, container, location }) => {
      const at = location();
      return at ? [{ name, kind, containerName: container, location: at }] : [];
    });
}

/** How well a name fits: 0 is best; undefined when it does not. */
function rankOf(name: string, query: string): number | undefined {
  const at = name.indexOf(query);
  if (at >= 0) {
    return name === query ? 0 : at === 0 ? 1 : 2;
  }
  let from = 0;
  for (const character of query) {
    from = name.indexOf(character, from) + 1;
    if (from === 0) {
      return undefined;
    }
  }
  return 3;
}

/** How a STAC object shows in a list of symbols. */
const OBJECTS = {
  catalog: SymbolKind.Namespace,
  collection: SymbolKind.Class,
  item: SymbolKind.Object,
} as const;

/** STAC objects by their title and their id, in the catalogue or collection above them. */
function* objects(stac: StacIndex): Generator<Candidate> {
  const { graph } = stac;
  for (const file of graph.files()) {
    const summary = graph.get(file);
    const above = graph.related(file, 'collection') ?? graph.related(file, 'parent');
    const owner = above === undefined ? undefined : graph.get(above);
    const container = (owner && nameOf(owner)) ?? folderOf(stac.uriOf(file));
    const location = () => locationOfObject(stac, file);
    for (const name of new Set([summary?.title?.value, summary?.id?.value])) {
      if (summary && name !== undefined) {
        yield { name, kind: OBJECTS[summary.kind], container, location };
      }
    }
  }
}

function* candidates(index: PackageIndex): Generator<Candidate> {
  for (const file of index.names.files()) {
    const names = index.names.names(file);
    for (const { place, kind, container } of names ? candidatesIn(file, names) : []) {
      yield { name: place.name, kind, container, location: () => locationOfName(index, place) };
    }
  }
}

interface NamedPlace extends Pick<Candidate, 'kind' | 'container'> {
  readonly place: NamePlace & { readonly file: string };
}

function* candidatesIn(file: string, names: DescriptorNames): Generator<NamedPlace> {
  const owner = names.name?.name ?? Utils.basename(URI.parse(file));
  if (names.name) {
    yield { place: { ...names.name, file }, kind: SymbolKind.Package, container: folderOf(file) };
  }
  const tables = new Map<number, string>();
  for (const { name, schema } of names.resources) {
    if (name) {
      yield { place: { ...name, file }, kind: SymbolKind.Struct, container: owner };
    }
    if (typeof schema === 'number' && !tables.has(schema)) {
      tables.set(schema, name ? `${owner} › ${name.name}` : owner);
    }
  }
  for (const [number, schema] of names.schemas.entries()) {
    yield* fields(file, schema, tables.get(number) ?? owner);
  }
}

function* fields(file: string, schema: SchemaNames, container: string): Generator<NamedPlace> {
  for (const field of schema.fields) {
    yield { place: { ...field, file }, kind: SymbolKind.Field, container };
  }
}

function folderOf(file: string): string {
  return Utils.basename(Utils.dirname(URI.parse(file)));
}
