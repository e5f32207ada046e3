import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { at, isRecord, SPECS } from './metadata-oracle.ts';

/** The official schemas of STAC, of its extensions and of what these refer to, by their addresses. */
function officialSchemas(): Map<string, Record<string, unknown>> {
  const schemas = new Map<string, Record<string, unknown>>();
  const root = path.join(SPECS, 'stac');
  for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    if (file.endsWith('.json')) {
      const schema: unknown = JSON.parse(readFileSync(path.join(root, file), 'utf8'));
      if (isRecord(schema)) {
        schemas.set(addressOf(file), schema);
      }
    }
  }
  return schemas;
}

/** Some schemas name themselves wrongly: where they lie counts. */
function addressOf(file: string): string {
  const [area = '', ...rest] = file.split(path.sep);
  const at = rest.join('/');
  switch (area) {
    case 'core':
      return `https://schemas.stacspec.org/${at}`;
    case 'geojson':
      return `https://geojson.org/schema/${at}`;
    case 'projjson':
      return `https://proj.org/schemas/${at}`;
    default:
      return at.startsWith('_landsat')
        ? `https://landsat.usgs.gov/stac/${at.slice(at.indexOf('/') + 1)}`
        : `https://stac-extensions.github.io/${at}`;
  }
}

const compiled = new Map<string, ((value: unknown) => boolean) | undefined>();
let ajv: Ajv | undefined;

/** The official schema of an extension by its address, as a verdict; undefined when it is not there. */
export function officialExtension(address: string): ((value: unknown) => boolean) | undefined {
  if (!compiled.has(address)) {
    ajv ??= everything();
    const validate = ajv.getSchema(address);
    compiled.set(address, validate && ((value) => validate(value) === true));
  }
  return compiled.get(address);
}

function everything(): Ajv {
  const made = new Ajv({
    strict: false,
    validateSchema: false,
    validateFormats: false,
    logger: false,
    code: { optimize: false },
  });
  for (const [address, schema] of officialSchemas()) {
    const { $schema: _, ...rest } = schema;
    made.addSchema({ ...rest, $id: address }, address);
  }
  return made;
}

/** The address of the official schema that says what a STAC object itself has to be. */
export function officialCore(value: unknown): ((value: unknown) => boolean) | undefined {
  const version = String(at(value, 'stac_version'));
  const kind = { Feature: 'item', Collection: 'collection', Catalog: 'catalog' }[String(at(value, 'type'))];
  return kind === undefined
    ? undefined
    : officialExtension(`https://schemas.stacspec.org/v${version}/${kind}-spec/json-schema/${kind}.json`);
}
