import { parsePointer } from '#core/base/json-pointer.ts';
import dataPackage1 from '#schemas/datapackage/1.0/datapackage.json' with { type: 'json' };
import dataResource1 from '#schemas/datapackage/1.0/dataresource.json' with { type: 'json' };
import tableDialect1 from '#schemas/datapackage/1.0/tabledialect.json' with { type: 'json' };
import tableSchema1 from '#schemas/datapackage/1.0/tableschema.json' with { type: 'json' };
import dataPackage2 from '#schemas/datapackage/2.0/datapackage.json' with { type: 'json' };
import dataResource2 from '#schemas/datapackage/2.0/dataresource.json' with { type: 'json' };
import tableDialect2 from '#schemas/datapackage/2.0/tabledialect.json' with { type: 'json' };
import tableSchema2 from '#schemas/datapackage/2.0/tableschema.json' with { type: 'json' };
import catalog10 from '#schemas/stac/1.0.0/catalog.json' with { type: 'json' };
import collection10 from '#schemas/stac/1.0.0/collection.json' with { type: 'json' };
import common10 from '#schemas/stac/1.0.0/common.json' with { type: 'json' };
import item10 from '#schemas/stac/1.0.0/item.json' with { type: 'json' };
import asset11 from '#schemas/stac/1.1.0/asset.json' with { type: 'json' };
import catalog11 from '#schemas/stac/1.1.0/catalog.json' with { type: 'json' };
import collection11 from '#schemas/stac/1.1.0/collection.json' with { type: 'json' };
import common11 from '#schemas/stac/1.1.0/common.json' with { type: 'json' };
import geometry11 from '#schemas/stac/1.1.0/geometry.json' with { type: 'json' };
import item11 from '#schemas/stac/1.1.0/item.json' with { type: 'json' };
import itemCollection11 from '#schemas/stac/1.1.0/itemcollection.json' with { type: 'json' };
import link11 from '#schemas/stac/1.1.0/link.json' with { type: 'json' };
import { CONFIG_SCHEMA } from '../config/config-schema.ts';
import type { DocumentKind } from '../document.ts';
import type { Node } from '../node.ts';
import { officialSchemaName } from '../profile/official-profile.ts';
import { extensionSchemaNamed, extensionSchemaNames } from '../stac/extensions/extension-list.ts';
import { declaredExtensions, scopeOf } from '../stac/stac-object.ts';
import { memberValue, textOf } from '../tree.ts';
import type { AppliedSchema } from './applied-schema.ts';
import { isSchema, type Schema } from './schema.ts';

/** All schemas of the project, for whoever compiles them. Each names itself by `$id`. */
export const SCHEMAS: readonly Schema[] = [
  dataPackage1,
  dataResource1,
  tableDialect1,
  tableSchema1,
  dataPackage2,
  dataResource2,
  tableDialect2,
  tableSchema2,
  catalog10,
  collection10,
  common10,
  item10,
  asset11,
  catalog11,
  collection11,
  common11,
  geometry11,
  item11,
  itemCollection11,
  link11,
  CONFIG_SCHEMA,
];

const BY_ID: ReadonlyMap<unknown, Schema> = new Map(SCHEMAS.map((schema) => [schema['$id'], schema]));

/** The name of the schema that a document has to satisfy; undefined when none is here for its version. */
export function schemaNameFor({
  kind,
  version,
}: {
  readonly kind: DocumentKind;
  readonly version?: string | undefined;
}): string | undefined {
  switch (kind) {
    case 'unknown':
      return undefined;
    case 'waybill-config':
      return 'waybill:/waybill/config.json';
    case 'stac-itemcollection':
      return 'waybill:/stac/1.1.0/itemcollection.json';
    case 'stac-item':
    case 'stac-catalog':
    case 'stac-collection':
      return stacSchema(kind.slice('stac-'.length), version);
    case 'datapackage':
    case 'dataresource':
    case 'tableschema':
    case 'tabledialect':
      // 2.1 and later only add to 2.0 so far: what 2.0 asks still holds.
      return `waybill:/datapackage/${version === '1.0' ? '1.0' : '2.0'}/${kind}.json`;
  }
}

/** The schema of an item by its `stac_version`. */
export function itemSchemaName(version: string | undefined): string | undefined {
  return stacSchema('item', version);
}

/** The schemas that a document has to satisfy: that of its kind, and those of the extensions that it declares. */
export function schemaNamesFor({
  kind,
  version,
  root,
}: {
  readonly kind: DocumentKind;
  readonly version?: string | undefined;
  readonly root?: Node | undefined;
}): readonly string[] {
  const own = schemaNameFor({ kind, version });
  const scope = scopeOf(kind);
  const extensions = own && scope ? extensionSchemaNames(declaredExtensions(root), scope) : [];
  return own === undefined ? [] : [own, ...extensions];
}

/** The schemas that an item in a collection of items has to satisfy. */
export function itemSchemaNames(item: Node): readonly string[] {
  const version = textOf(memberValue(item, 'stac_version'));
  return schemaNamesFor({ kind: 'stac-item', version, root: item });
}

function stacSchema(kind: string, version: string | undefined): string | undefined {
  if (version === undefined || version === '1.1.0') {
    return `waybill:/stac/1.1.0/${kind}.json`;
  }
  return version === '1.0.0' ? `waybill:/stac/1.0.0/${kind}.json` : undefined;
}

/** The schema that a name with an optional JSON pointer stands for, seen from the schema that mentions it. */
export function resolveSchema(reference: string, from: Schema | undefined): Located | undefined {
  const [name = '', pointer = ''] = reference.split('#');
  const file =
    name === ''
      ? from
      : (BY_ID.get(name) ?? extensionSchemaNamed(name) ?? BY_ID.get(officialSchemaName(name)));
  let schema: unknown = file;
  for (const segment of parsePointer(pointer)) {
    schema = Array.isArray(schema) ? schema[Number(segment)] : isSchema(schema) ? schema[segment] : undefined;
  }
  return file && isSchema(schema) ? { schema, file } : undefined;
}

/** A schema and the file that it stands in, which its `#/…` references are about. */
export interface Located {
  readonly schema: Schema;
  readonly file: Schema;
  /** The profile of other people that it is of. */
  readonly profile?: AppliedSchema;
  /** A value need not satisfy it: it is one of several. */
  readonly isOptional?: boolean;
}
