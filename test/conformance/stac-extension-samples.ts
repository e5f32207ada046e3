import { isSchema, type Schema, schemaIn, textsIn } from '#core/metadata/schema/schema.ts';
import type { Extension, ExtensionScope, FieldPlace } from '#core/metadata/stac/extensions/extension.ts';

/** Where a sample uses fields. */
type SamplePlace = FieldPlace | 'item_assets';

const PLACES: readonly SamplePlace[] = [
  ...[
    'item',
    'collection',
    'catalog',
    'properties',
    'asset',
    'item_assets',
    'alternate',
    'band',
    'link',
    'provider',
  ],
] as const satisfies readonly SamplePlace[];

/** Fields that exclude each other: samples are made without the ones, and without the others. */
const EXCLUSIVE: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> = {
  osc: [
    {
      'osc:type': 'product',
      'osc:workflows': undefined,
    },
    {
      'osc:type': 'project',
      'osc:project': undefined,
      'osc:variables': undefined,
      'osc:missions': undefined,
      'osc:region': undefined,
      'osc:experiment': undefined,
    },
  ],
};

/** What an extension asks of the other parts of an asset. */
const OF_ASSETS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  mlm: { roles: ['mlm:model', 'code'] },
};

/** The official schemas of these take the summary of a field for an object, which it never is. */
const WITHOUT_SUMMARIES: readonly string[] = ['mlm'];

/** An object that uses every field of an extension at every place, and objects that use them at one place only. */
export interface Samples {
  readonly whole: Record<string, unknown>;
  readonly parts: readonly Record<string, unknown>[];
}

/** Objects of a kind that use every field of an extension, at every place where it may stand. */
export function samplesOf(extension: Extension, scope: ExtensionScope): Samples {
  const places = PLACES.filter((place) => isPlaceIn(extension, scope, place));
  return {
    whole: sampleWith(
      extension,
      scope,
      places.filter((place) => place !== 'item_assets'),
    ),
    parts: (EXCLUSIVE[extension.name] ?? [{}]).flatMap((changes) =>
      places.map((place) => sampleWith(extension, scope, [place], changes)),
    ),
  };
}

function isPlaceIn(extension: Extension, scope: ExtensionScope, place: SamplePlace): boolean {
  const inScope: Readonly<Record<ExtensionScope, readonly SamplePlace[]>> = {
    item: ['item', 'properties', 'asset', 'alternate', 'band', 'link'],
    collection: ['collection', 'properties', 'asset', 'item_assets', 'alternate', 'band', 'link', 'provider'],
    catalog: ['catalog', 'link'],
  };
  const own = place === 'item_assets' ? 'asset' : place;
  const isUsed =
    [...extension.fields.values()].some(({ on }) => on.includes(own)) ||
    (place === 'link' && Object.keys(extension.links).length > 0);
  return isUsed && inScope[scope].includes(place);
}

function sampleWith(
  extension: Extension,
  scope: ExtensionScope,
  places: readonly SamplePlace[],
  changes = EXCLUSIVE[extension.name]?.[0] ?? {},
): Record<string, unknown> {
  const fields = (place: FieldPlace, as: SamplePlace = place) =>
    Object.fromEntries(
      [...extension.fields].flatMap(([name, { schema, on }]) =>
        on.includes(place) && places.includes(as) && !(name in changes && changes[name] === undefined)
          ? [[name, changes[name] ?? sampleOf(schema, extension)]]
          : [],
      ),
    );
  const bands = places.includes('band') ? { bands: [{ name: 'b', ...fields('band') }] } : {};
  const mirror = { mirror: { href: 'https://example.org/b.tif', ...fields('alternate') } };
  const alternate = places.includes('alternate') ? { alternate: mirror } : {};
  const asset = {
    href: 'https://example.org/a.tif',
    ...alternate,
    ...OF_ASSETS[extension.name],
    ...fields('asset'),
    ...bands,
  };
  const common = {
    stac_version: extension.needs ?? '1.0.0',
    stac_extensions: [extension.address],
    id: 'a',
    links: places.includes('link') ? linksOf(extension, fields('link')) : [],
    ...fields(scope),
  };
  switch (scope) {
    case 'item':
      return {
        ...common,
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [10, 46] },
        bbox: [10, 46, 10, 46],
        properties: { datetime: '2024-05-01T12:00:00Z', ...fields('properties'), ...bands },
        assets: { data: asset },
      };
    case 'collection': {
      const defined = { title: 'A', type: 'image/tiff', ...fields('asset', 'item_assets') };
      return {
        ...common,
        type: 'Collection',
        description: 'A',
        license: 'CC0-1.0',
        extent: {
          spatial: { bbox: [[10, 46, 11, 47]] },
          temporal: { interval: [['2024-05-01T12:00:00Z', null]] },
        },
        assets: { data: asset },
        summaries: Object.fromEntries(
          Object.entries(WITHOUT_SUMMARIES.includes(extension.name) ? {} : fields('properties')).map(
            ([name, value]) => [name, Array.isArray(value) ? value : [value]],
          ),
        ),
        ...(places.includes('provider') && {
          providers: [{ name: 'A', roles: ['processor'], ...fields('provider') }],
        }),
        ...(places.includes('item_assets') && { item_assets: { data: defined } }),
      };
    }
    case 'catalog':
      return { ...common, type: 'Catalog', description: 'A' };
  }
}

function linksOf(extension: Extension, fields: Record<string, unknown>): readonly unknown[] {
  const href = 'https://example.org/';
  return [
    ...(Object.keys(fields).length === 0 ? [] : [{ rel: 'about', href, ...fields }]),
    ...Object.entries(extension.links).map(([rel, schema]) => ({
      rel,
      href,
      ...(isSchema(schema) && objectOf(schema, extension)),
    })),
  ];
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
