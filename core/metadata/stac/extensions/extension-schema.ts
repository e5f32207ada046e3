import { isSchema, type Schema } from '../../schema/schema.ts';
import type { Extension, ExtensionScope, FieldPlace } from './extension.ts';

/**
 * The JSON Schema (draft-07) that a STAC object of a kind has to satisfy when it declares an extension, in which
 * validation, completion and hover find its fields at every place where they may stand. It asks for nothing that the
 * specification of STAC itself asks for.
 */
export function extensionSchema(extension: Extension, kind: ExtensionScope): Schema {
  const parts: Record<string, unknown> = {
    ...listed('links', link(extension)),
    assets: { additionalProperties: asset(extension, true) },
  };
  if (kind === 'item') {
    parts['properties'] = withBands(extension, object(extension, 'properties', true));
  } else if (kind === 'collection') {
    parts['summaries'] = summaries(extension);
    parts['item_assets'] = { additionalProperties: asset(extension, false) };
    Object.assign(parts, bands(extension));
    Object.assign(parts, listed('providers', object(extension, 'provider', true)));
  }
  const whole = extension.objects[kind];
  return {
    $id: extensionSchemaName(extension, kind),
    definitions: extension.definitions,
    properties: parts,
    allOf: [object(extension, kind, true), ...(isSchema(whole) ? [whole] : [])],
  };
}

/** How `extensionSchema` names itself. */
export function extensionSchemaName({ name, version }: Extension, kind: ExtensionScope): string {
  return `waybill:/stac/extensions/${name}/${version}/${kind}.json`;
}

interface ObjectSchema extends Schema {
  readonly properties: Schema;
}

/** The fields of a place, of which those that are needed there have to be there. */
function object(extension: Extension, place: FieldPlace, isWhole: boolean): ObjectSchema {
  const fields = [...extension.fields].filter(([, { on }]) => on.includes(place));
  const required = isWhole ? (extension.required[place] ?? []) : [];
  return {
    properties: Object.fromEntries(
      fields.map(([name, { schema }]) => [name, { 'waybill:docs': extension.docs, ...schema }]),
    ),
    ...(required.length > 0 && {
      required,
      'waybill:because': `the object declares ${extension.name} ${extension.version}`,
    }),
  };
}

function asset(extension: Extension, isWhole: boolean): Schema {
  const alternate = object(extension, 'alternate', false);
  const owner = withBands(extension, object(extension, 'asset', isWhole));
  return isEmpty(alternate)
    ? owner
    : { ...owner, allOf: [{ properties: { alternate: { additionalProperties: alternate } } }] };
}

/** Bands lie in properties, assets and collections since version 1.1 of STAC. */
function withBands(extension: Extension, owner: ObjectSchema): Schema {
  return { ...owner, properties: { ...bands(extension), ...owner.properties } };
}

function bands(extension: Extension): Schema {
  return listed('bands', object(extension, 'band', true));
}

function link(extension: Extension): Schema {
  const relations = Object.entries(extension.links).map(([rel, schema]) =>
    when({ required: ['rel'], properties: { rel: { const: rel } } }, schema),
  );
  const fields = object(extension, 'link', true);
  return relations.length === 0 ? fields : { ...fields, allOf: relations };
}

/** Of fields that are lists, all entries are in one list (collection-spec.md, Summaries); some write lists of lists. */
function summarized(field: Schema): Schema {
  const { items, type } = field;
  return type === 'array' && isSchema(items)
    ? { allOf: [when({ type: 'array' }, field), when({ not: { type: 'array' } }, items)] }
    : field;
}

function when(condition: Schema, schema: unknown): Schema {
  return Object.fromEntries([
    ['if', condition],
    ['then', schema],
  ]);
}

/** Lists of which there is nothing to say are left out. */
function listed(name: string, item: Schema): Schema {
  return isEmpty(item) ? {} : { [name]: { items: item } };
}

function isEmpty(schema: Schema): boolean {
  const { properties } = schema;
  return isSchema(properties) && Object.keys(properties).length === 0 && !('allOf' in schema);
}

/** Of each field, the values that it has, or their range, or a JSON Schema (collection-spec.md, Summaries). */
function summaries(extension: Extension): Schema {
  const fields = [...extension.fields].filter(([, { on }]) =>
    on.some((place) => place === 'properties' || place === 'asset' || place === 'band'),
  );
  const summary = (schema: Schema) => ({
    'waybill:docs': extension.docs,
    description: schema['description'],
    type: ['array', 'object'],
    ...when({ type: 'array' }, { items: summarized(schema) }),
  });
  return {
    properties: {
      ...Object.fromEntries(fields.map(([name, { schema }]) => [name, summary(schema)])),
      ...bands(extension),
    },
  };
}
