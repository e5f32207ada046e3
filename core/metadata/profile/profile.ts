import { parsePointer } from '#core/base/json-pointer.ts';
import type { MetadataDocument } from '../document.ts';
import { isSchema, type Schema, textIn } from '../schema/schema.ts';
import { plainValue } from '../tree.ts';
import { ecmaPattern, type PatternMatcher } from './ecma-pattern.ts';

/** A larger JSON Schema is not read: the largest in use have a few thousand lines. */
const MAX_LENGTH = 2_000_000;
/** How many schemas within schemas are looked through for names. */
const MAX_SCHEMAS = 20_000;

/** Versions of JSON Schema that differ in what they mean by the same words. */
export type Draft = 'draft-04' | 'draft-06/07' | 'later';

/** A JSON Schema that documents have to satisfy besides the standard. */
export interface Profile {
  /** What to call it: its title, or else its file. */
  readonly name: string;
  readonly schema: Schema;
  readonly draft: Draft;
  /** The schema that a `$ref` within the profile stands for; undefined when it is elsewhere. */
  resolve(reference: string): Schema | boolean | undefined;
  /** The matcher of a pattern; undefined when it cannot be checked. */
  pattern(text: string): PatternMatcher | undefined;
}

export type ReadProfile = { readonly profile: Profile } | { readonly complaint: string };

const READ = new WeakMap<MetadataDocument, ReadProfile>();

/** The JSON Schema that a file holds, or what is wrong with it. Read once per version of the file. */
export function readProfile(path: string, document: MetadataDocument): ReadProfile {
  const known = READ.get(document);
  if (known) {
    return known;
  }
  const read = readNew(path, document);
  READ.set(document, read);
  return read;
}

function readNew(path: string, { root, syntax, text }: MetadataDocument): ReadProfile {
  const broken = syntax.find(({ severity }) => severity === 'error');
  if (text.length > MAX_LENGTH) {
    return { complaint: `it has ${text.length} characters, and at most ${MAX_LENGTH} are read` };
  }
  if (broken) {
    return { complaint: `its text cannot be read (${broken.message})` };
  }
  const schema = root && plainValue(root);
  if (!isSchema(schema)) {
    return { complaint: 'it holds no object' };
  }
  const draft = draftOf(schema);
  return draft === undefined
    ? {
        complaint: `its version of JSON Schema, ${String(schema['$schema']).slice(0, 80)}, is not known here`,
      }
    : { profile: makeProfile(path, schema, draft) };
}

/** By the `$schema` of the schema itself; draft-07, which the standard asks for, where it says nothing. */
function draftOf(schema: Schema): Draft | undefined {
  const stated = textIn(schema, '$schema');
  if (stated === undefined || /draft-0[67]/.test(stated)) {
    return 'draft-06/07';
  }
  if (/draft-04/.test(stated)) {
    return 'draft-04';
  }
  return /draft\/20(?:19-09|20-12)\/|json-schema\.org\/schema/.test(stated) ? 'later' : undefined;
}

function makeProfile(path: string, schema: Schema, draft: Draft): Profile {
  let names: ReadonlyMap<string, Schema> | undefined;
  const patterns = new Map<string, PatternMatcher | undefined>();
  return {
    name: textIn(schema, 'title')?.slice(0, 100) ?? path.slice(path.lastIndexOf('/') + 1),
    schema,
    draft,
    resolve(reference) {
      const [name = '', fragment = ''] = splitReference(reference);
      names ??= namesIn(schema, draft);
      const base = name === '' ? schema : names.get(name);
      if (!base || fragment === '') {
        return base;
      }
      return fragment.startsWith('/') ? atPointer(base, fragment) : names.get(`#${fragment}`);
    },
    pattern(text) {
      if (!patterns.has(text)) {
        patterns.set(text, ecmaPattern(text));
      }
      return patterns.get(text);
    },
  };
}

function splitReference(reference: string): [string, string] {
  const hash = reference.indexOf('#');
  return hash < 0 ? [reference, ''] : [reference.slice(0, hash), reference.slice(hash + 1)];
}

function atPointer(base: Schema, fragment: string): Schema | boolean | undefined {
  let value: unknown = base;
  for (const segment of parsePointer(decoded(fragment))) {
    value = Array.isArray(value) ? value[Number(segment)] : isSchema(value) ? value[segment] : undefined;
  }
  return isSchema(value) || typeof value === 'boolean' ? value : undefined;
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment; // a lone percent sign stands for itself
  }
}

/**
 * What schemas within a schema call themselves, as others may mention them: the whole address, what follows the last
 * slash of it, and anchors with a `#` before them.
 */
function namesIn(root: Schema, draft: Draft): ReadonlyMap<string, Schema> {
  const keyword = draft === 'draft-04' ? 'id' : '$id';
  const names = new Map<string, Schema>();
  const open: unknown[] = [root];
  for (let looked = 0; looked < MAX_SCHEMAS && open.length > 0; looked++) {
    const value = open.pop();
    if (isSchema(value)) {
      const id = textIn(value, keyword)?.replace(/#$/, '');
      const anchor = textIn(value, '$anchor');
      for (const name of [id, id?.slice(id.lastIndexOf('/') + 1), anchor && `#${anchor}`]) {
        if (name !== undefined && name !== '' && !names.has(name)) {
          names.set(name, value);
        }
      }
    }
    if (typeof value === 'object' && value !== null) {
      open.push(...Object.values(value).slice(0, MAX_SCHEMAS));
    }
  }
  return names;
}
