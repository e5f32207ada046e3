import { Failure } from '#core/base/failure.ts';
import type { MetadataDocument } from '../document.ts';
import { replaceText } from '../edits.ts';
import type { TextEdit } from '../problem.ts';
import type { Library, NameSymbol } from './library.ts';
import type { Mention, NameGraph, Spread } from './name-graph.ts';
import type { NamePlace } from './names.ts';
import { namesAt, type PlacedName } from './placed-names.ts';

/** A name that can be renamed, and what goes with it. */
export interface Renamable extends Spread {
  /** The name at the place that was asked about. */
  readonly place: NamePlace;
}

/**
 * What a rename at a place would change; undefined where there is no name.
 * @throws edit/refused with what stands in the way
 */
export function renamableAt(graph: NameGraph, file: string, offset: number): Renamable | undefined {
  const names = graph.library.names(file);
  const [placed] = names ? namesAt(names, offset) : [];
  if (!placed) {
    return undefined;
  }
  const spread = graph.spreadOf(graph.symbolsAt(file, offset));
  if (!spread.mentions.some(({ role }) => role === 'definition')) {
    throw new Failure('edit/refused', whyUndefined(graph.library, file, placed));
  }
  for (const symbol of spread.symbols) {
    const places = new Set(graph.definitionsOf(symbol).map((each) => each.offset));
    if (places.size > 1) {
      throw new Failure(
        'edit/refused',
        `${places.size} ${symbol.kind}s are named "${symbol.name}", so it is not clear which one is meant. Give them different names by hand first.`,
      );
    }
  }
  return { ...spread, place: placed };
}

/**
 * Makes sure that a new name is legal and free wherever the old one stands.
 * @throws edit/refused
 */
export function requireFreeName(library: Library, { symbols }: Spread, name: string): void {
  if (name.trim() === '') {
    throw new Failure('edit/refused', 'A name needs at least one character that can be seen.');
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(name)) {
    throw new Failure('edit/refused', 'A name must not hold line breaks or other control characters.');
  }
  for (const symbol of symbols) {
    requireLegalName(library, symbol, name);
    if (namesBeside(library, symbol).some((place) => place.name === name)) {
      const owner = symbol.kind === 'resource' ? 'package' : 'table schema';
      throw new Failure(
        'edit/refused',
        `The ${owner} has a ${symbol.kind} "${name}" already: each ${symbol.kind} needs a name of its own.`,
      );
    }
  }
}

/**
 * The edits of one document that put a new name at its places, in the quotes that stand there.
 * @throws edit/refused when a name is written as an alias or a block of YAML
 */
export function renameEdits(
  document: MetadataDocument,
  mentions: readonly Mention[],
  name: string,
): TextEdit[] {
  return mentions.flatMap(({ name: value, offset, length }) => {
    const edits = replaceText(document, { kind: 'string', value, offset, length, path: [] }, name);
    if (!edits) {
      const written = document.text.slice(offset, offset + Math.min(length, 40));
      throw new Failure(
        'edit/refused',
        `The name "${value}" is written as ${written.trim()} in ${document.name}, which cannot be changed in place. Write it out there first.`,
      );
    }
    return edits;
  });
}

/** Version 1 allows few characters in the name of a resource (v1 data-resource.md, `name`); version 2 recommends them. */
function requireLegalName(library: Library, { kind, file }: NameSymbol, name: string): void {
  if (kind === 'resource' && library.names(file)?.version === '1.0' && !/^[a-z0-9._-]+$/.test(name)) {
    throw new Failure(
      'edit/refused',
      `"${name}" cannot be the name of a resource in version 1: use lower-case letters (a-z), digits, ".", "-" and "_" only.`,
    );
  }
}

function namesBeside(library: Library, symbol: NameSymbol): readonly NamePlace[] {
  const names = library.names(symbol.file);
  return symbol.kind === 'resource'
    ? (names?.resources ?? []).flatMap(({ name }) => name ?? [])
    : (names?.schemas[symbol.schema]?.fields ?? []);
}

function whyUndefined(library: Library, file: string, { name, meaning }: PlacedName): string {
  if (meaning.kind === 'field' && !('resource' in meaning)) {
    return `There is no field "${name}" in this table schema: correct the name instead.`;
  }
  const isAlone = library.names(file)?.kind === 'tableschema' && [...library.usersOf(file)].length === 0;
  const resource = 'resource' in meaning ? meaning.resource : name;
  if (isAlone) {
    return `No package that is known here uses this table schema, so it is not clear which resource "${resource}" is.`;
  }
  return 'resource' in meaning
    ? `No field "${name}" of the resource "${resource}" is known here: it has none, or its table schema is in a file that cannot be read.`
    : `There is no resource "${name}" in this package: correct the name instead.`;
}
