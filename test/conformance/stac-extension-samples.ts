import { isSchema, type Schema, schemaIn, textsIn } from '#core/metadata/schema/schema.ts';
import type { Extension, ExtensionScope, FieldPlace } from '#core/metadata/stac/extensions/extension.ts';

/** Objects of a kind that use every field of an extension, at every place where it may stand. */
export function samplesOf(extension: Extension, scope: ExtensionScope): readonly Record<string, unknown>[] {
  const fields = (place: FieldPlace) => ({
    ...Object.fromEntries(
      [...extension.fields].flatMap(([name, { schema, on }]) =>
        on.includes(place) ? [[name, sampleOf(schema, extension)]] : [],
      ),
    ),
  });
  const band = fields('band');
  const bands = Object.keys(band).length === 0 ? {} : { bands: [{ name: 'b', ...band }] };
  const link = fields('link');
  const links = [
    ...(Object.keys(link).length === 0 ? [] : [{ rel: 'about', href: 'https://example.org/', ...link }]),
    ...Object.entries(extension.links).map(([rel, schema]) => ({
      rel,
      href: 'https://example.org/',
      ...(isSchema(schema) && objectOf(schema, extension)),
    })),
  ];
  const assets = { data: { href: 'https://example.org/a.tif', ...fields('asset'), ...bands } };
  const common = {
    stac_version: extension.needs ?? '1.0.0',
    stac_extensions: [extension.address],
    id: 'a',
    links,
    ...fields(scope),
  };
  switch (scope) {
    case 'item':
      return [
        {
          ...common,
          type: 'Feature',
          geometry: { type: 'Point', coordinates: [10, 46] },
          bbox: [10, 46, 10, 46],
          properties: { datetime: '2024-05-01T12:00:00Z', ...fields('properties'), ...bands },
          assets,
        },
      ];
    case 'collection':
      return [
        {
          ...common,
          type: 'Collection',
          description: 'A',
          license: 'CC0-1.0',
          extent: {
            spatial: { bbox: [[10, 46, 11, 47]] },
            temporal: { interval: [['2024-05-01T12:00:00Z', null]] },
          },
          assets,
          summaries: Object.fromEntries(
            Object.entries(fields('properties')).map(([name, value]) => [name, [value]]),
          ),
        },
      ];
    case 'catalog':
      return [{ ...common, type: 'Catalog', description: 'A' }];
  }
}

/** A value that a schema takes: its first example, or the least that it asks for. */
function sampleOf(written: Schema, extension: Extension): unknown {
  const schema = referenced(written, extension);
  const examples = schema['examples'];
  if (Array.isArray(examples)) {
    return structuredClone(examples[0]);
  }
  if ('const' in schema) {
    return schema['const'];
  }
  if (Array.isArray(schema['enum'])) {
    return schema['enum'][0] as unknown;
  }
  switch (textsIn(schema, 'type')[0] ?? '') {
    case 'string':
      return schema['format'] === 'date-time' ? '2024-05-01T12:00:00Z' : 'https://example.org/';
    case 'number':
    case 'integer':
      return Math.max(1, Number(schema['minimum'] ?? 1));
    case 'boolean':
      return true;
    case 'array':
      return Array.from({ length: Number(schema['minItems'] ?? 1) }, () =>
        sampleOf(schemaIn(schema, 'items') ?? {}, extension),
      );
    case 'object':
      return objectOf(schema, extension);
    default:
      return 'x';
  }
}

function objectOf(schema: Schema, extension: Extension): Record<string, unknown> {
  const properties = Object.entries(schemaIn(schema, 'properties') ?? {});
  return Object.fromEntries(
    properties.flatMap(([name, value]) => (isSchema(value) ? [[name, sampleOf(value, extension)]] : [])),
  );
}

function referenced(schema: Schema, { definitions }: Extension): Schema {
  const name = /^#\/definitions\/(.+)$/.exec(String(schema['$ref'] ?? ''))?.[1];
  const target = name === undefined ? undefined : definitions[name];
  return isSchema(target) ? target : schema;
}
