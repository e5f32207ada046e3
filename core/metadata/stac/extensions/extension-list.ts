import eo110 from '#schemas/stac/extensions/eo/1.1.0.json' with { type: 'json' };
import eo200 from '#schemas/stac/extensions/eo/2.0.0.json' with { type: 'json' };
import itemAssets100 from '#schemas/stac/extensions/item-assets/1.0.0.json' with { type: 'json' };
import { type Schema, textIn } from '../../schema/schema.ts';
import { type Extension, type ExtensionScope, readExtension } from './extension.ts';
import { extensionSchema, extensionSchemaName } from './extension-schema.ts';

/** All files of `schemas/stac/extensions/`, of each extension the earlier versions first. */
const FILES: readonly Schema[] = [eo110, eo200, itemAssets100];

/** Every version of an extension that is known here, of each extension the earlier ones first. */
export const EXTENSIONS: readonly Extension[] = readAll();

const BY_ADDRESS: ReadonlyMap<string, Extension> = new Map(EXTENSIONS.map((each) => [each.address, each]));
const SCHEMAS = new Map<string, Schema>();

function readAll(): Extension[] {
  const read = new Map<string, Extension>();
  for (const file of FILES) {
    const key = (version: string | undefined) => `${textIn(file, 'name')} ${version}`;
    const base = textIn(file, 'base');
    if (base !== undefined && !read.has(key(base))) {
      throw new Error(`The STAC extension ${key(base)} is not listed before ${key(textIn(file, 'version'))}`);
    }
    const extension = readExtension(file, read.get(key(base)));
    read.set(key(extension.version), extension);
  }
  return [...read.values()];
}

/** The extension that an entry of `stac_extensions` names. A trailing `#` does not count: many schemas have one. */
export function extensionAt(address: string): Extension | undefined {
  return BY_ADDRESS.get(address.replace(/#$/, ''));
}

/** What `extensionSchemaName` names; undefined for other names. Made when it is first needed. */
export function extensionSchemaNamed(name: string): Schema | undefined {
  const known = SCHEMAS.get(name);
  if (known || !name.startsWith('waybill:/stac/extensions/')) {
    return known;
  }
  for (const extension of EXTENSIONS) {
    for (const kind of extension.scope) {
      if (extensionSchemaName(extension, kind) === name) {
        const schema = extensionSchema(extension, kind);
        SCHEMAS.set(name, schema);
        return schema;
      }
    }
  }
  return undefined;
}

/** The schemas that a STAC object has to satisfy for the extensions that it declares, as far as they are known here. */
export function extensionSchemaNames(declared: readonly string[], kind: ExtensionScope): readonly string[] {
  const known = new Set(declared.flatMap((address) => extensionAt(address) ?? []));
  return [...known].flatMap((each) => (each.scope.includes(kind) ? extensionSchemaName(each, kind) : []));
}
