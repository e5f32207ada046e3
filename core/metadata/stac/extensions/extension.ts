import { isSchema, type Schema, schemaIn, textIn, textsIn } from '../../schema/schema.ts';

/** Where fields of an extension may stand: in a STAC object itself, or in one of the objects that it is made of. */
export type FieldPlace =
  | 'item'
  | 'collection'
  | 'catalog'
  | 'properties'
  | 'asset'
  | 'alternate'
  | 'band'
  | 'link'
  | 'provider';

/** The STAC objects that an extension is for. */
export type ExtensionScope = 'item' | 'collection' | 'catalog';

/** One field of an extension. */
export interface ExtensionField {
  readonly schema: Schema;
  readonly on: readonly FieldPlace[];
}

/**
 * One version of an extension, as it is written in `schemas/stac/extensions/`. That folder's files have
 * - `name`, `version`, `title`, `description`, `docs` (the text that defines the fields), `scope`, and `prefix` where the
 *   names of the fields have one;
 * - `address`, if the schema does not lie at stac-extensions.github.io under that name;
 * - `base`, another version of the same extension, of which everything holds that is not said anew; a field or a
 *   definition that is `null` is no longer there;
 * - `needs`, the least version of STAC whose parts the extension adds to;
 * - `fields` by name, each a JSON Schema (draft-07) with a `description`; `on` tells where all of them may stand, and in
 *   a field where that one may; a field that has nothing but `on` is otherwise as in the base;
 * - `required`, by place, the fields that have to be there;
 * - `links` by `rel`: JSON Schemas that links of that relation have to satisfy;
 * - `objects`, by scope, JSON Schemas that a whole STAC object has to satisfy besides;
 * - `definitions`, to which all of these schemas may refer by `#/definitions/…`;
 * - `former`, names that other versions have for fields, with the name that stands for each now.
 */
export interface Extension {
  readonly name: string;
  readonly version: string;
  readonly title: string;
  readonly description: string;
  readonly address: string;
  readonly docs: string;
  readonly prefix: string | undefined;
  readonly scope: readonly ExtensionScope[];
  readonly needs: string | undefined;
  readonly fields: ReadonlyMap<string, ExtensionField>;
  readonly required: Readonly<Partial<Record<FieldPlace, readonly string[]>>>;
  readonly links: Schema;
  readonly objects: Schema;
  readonly definitions: Schema;
  readonly former: ReadonlyMap<string, string>;
}

const PLACES: readonly FieldPlace[] = [
  ...['item', 'collection', 'catalog', 'properties', 'asset', 'alternate', 'band', 'link', 'provider'],
] as const satisfies readonly FieldPlace[];

/** Reads one file, whose base was read before. What is wrong with it is a bug of ours, thrown as an error. */
export function readExtension(file: Schema, earlier: Extension | undefined): Extension {
  // Schemas are known by their identity, and the same reference leads to another definition here.
  const base = structuredClone(earlier);
  const name = demanded(file, 'name');
  const version = demanded(file, 'version');
  const where = `${name} ${version}`;
  const on = placesIn(file, where) ?? [];
  const fields = new Map(base?.fields);
  for (const [field, value] of Object.entries(schemaIn(file, 'fields') ?? {})) {
    if (value === null) {
      fields.delete(field);
    } else if (isSchema(value)) {
      fields.set(field, readField(value, on, fields.get(field), `${where}, ${field}`));
    }
  }
  return {
    name,
    version,
    title: textIn(file, 'title') ?? base?.title ?? demanded(file, 'title'),
    description: textIn(file, 'description') ?? base?.description ?? demanded(file, 'description'),
    address: textIn(file, 'address') ?? `https://stac-extensions.github.io/${name}/v${version}/schema.json`,
    docs: textIn(file, 'docs') ?? demanded(file, 'docs'),
    prefix: textIn(file, 'prefix') ?? base?.prefix,
    scope: 'scope' in file ? scopesIn(file, where) : (base?.scope ?? scopesIn(file, where)),
    needs: 'needs' in file ? textIn(file, 'needs') : base?.needs,
    fields,
    required: { ...base?.required, ...requiredIn(file, where) },
    links: merged(base?.links, schemaIn(file, 'links')),
    objects: merged(base?.objects, schemaIn(file, 'objects')),
    definitions: merged(base?.definitions, schemaIn(file, 'definitions')),
    former: new Map([
      ...(base?.former ?? []),
      ...Object.entries(schemaIn(file, 'former') ?? {}).map(([old, now]) => [old, String(now)] as const),
    ]),
  };
}

function readField(
  value: Schema,
  on: readonly FieldPlace[],
  base: ExtensionField | undefined,
  where: string,
): ExtensionField {
  const { on: _, ...own } = value;
  const schema = Object.keys(own).length === 0 && base ? base.schema : own;
  return { schema, on: placesIn(value, where) ?? on };
}

function demanded(file: Schema, keyword: string): string {
  const value = textIn(file, keyword);
  if (value === undefined) {
    throw new Error(`An extension of STAC has no "${keyword}": ${JSON.stringify(file).slice(0, 200)}`);
  }
  return value;
}

function placesIn(schema: Schema, where: string): readonly FieldPlace[] | undefined {
  return 'on' in schema ? textsIn(schema, 'on').map((text) => known(PLACES, text, where)) : undefined;
}

function scopesIn(file: Schema, where: string): readonly ExtensionScope[] {
  return textsIn(file, 'scope').map((text) => known(['item', 'collection', 'catalog'], text, where));
}

function requiredIn(file: Schema, where: string): Extension['required'] {
  const required = schemaIn(file, 'required') ?? {};
  return Object.fromEntries(
    Object.keys(required).map((place) => [known(PLACES, place, where), textsIn(required, place)]),
  );
}

function known<Word extends string>(words: readonly Word[], text: string, where: string): Word {
  const word = words.find((each) => each === text);
  if (word === undefined) {
    throw new Error(`"${text}" is no place for a field of the STAC extension ${where}`);
  }
  return word;
}

/** What is `null` in the later one is no longer there. */
function merged(base: Schema | undefined, own: Schema | undefined): Schema {
  const all = Object.entries({ ...base, ...own });
  return Object.fromEntries(all.filter(([, value]) => value !== null));
}
