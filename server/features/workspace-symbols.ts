import { SymbolKind, type WorkspaceSymbol } from 'vscode-languageserver/node';
import { URI, Utils } from 'vscode-uri';
import type { DescriptorNames, NamePlace, SchemaNames } from '#core/metadata/navigation/names.ts';
import type { PackageIndex } from '#server/workspace/package-index.ts';
import { locationOfName } from './location.ts';

/** What a list to choose from can hold. */
const MAX_SYMBOLS = 500;
/** Nobody searches for more characters than these. */
const MAX_QUERY = 100;

interface Candidate {
  readonly place: NamePlace & { readonly file: string };
  readonly kind: SymbolKind;
  readonly container: string;
}

/**
 * The packages, resources and fields of the workspace whose name holds the characters of a query in their order; the
 * best first: the name itself, names that start with the query, that hold it, and the others.
 */
export function provideWorkspaceSymbols(query: string, index: PackageIndex): WorkspaceSymbol[] {
  const wanted = query.slice(0, MAX_QUERY).toLowerCase();
  const ranks: Candidate[][] = [[], [], [], []];
  for (const candidate of candidates(index)) {
    const rank = rankOf(candidate.place.name.toLowerCase(), wanted);
    const bucket = rank === undefined ? undefined : ranks[rank];
    if (bucket && bucket.length < MAX_SYMBOLS) {
      bucket.push(candidate);
    }
  }
  return ranks
    .flat()
    .slice(0, MAX_SYMBOLS)
    .flatMap(({ place, kind, container }) => {
      const location = locationOfName(index, place);
      return location ? [{ name: place.name, kind, containerName: container, location }] : [];
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

function* candidates({ names: kept }: PackageIndex): Generator<Candidate> {
  for (const file of kept.files()) {
    const names = kept.names(file);
    if (names) {
      yield* candidatesIn(file, names);
    }
  }
}

function* candidatesIn(file: string, names: DescriptorNames): Generator<Candidate> {
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

function* fields(file: string, schema: SchemaNames, container: string): Generator<Candidate> {
  for (const field of schema.fields) {
    yield { place: { ...field, file }, kind: SymbolKind.Field, container };
  }
}

function folderOf(file: string): string {
  return Utils.basename(Utils.dirname(URI.parse(file)));
}
