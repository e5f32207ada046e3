import {
  type DeclaredDialect,
  DIALECT_FLAGS,
  DIALECT_ROWS,
  DIALECT_TEXTS,
  type TableReading,
} from '#core/tableschema/table-reading.ts';
import type { MetadataDocument } from '../document.ts';
import type { Node } from '../node.ts';
import type { Surroundings } from '../surroundings.ts';
import { memberValue, numberOf, textOf } from '../tree.ts';
import { partOf } from './resources.ts';

/** More missing values or header rows than these are not asked for. */
const MAX_ITEMS = 100;

/**
 * How a resource says that its data is to be read. Undefined where that is not known yet: its dialect or its schema
 * lies in a file that nobody has read.
 */
export function declaredReading(
  resource: Node,
  document: MetadataDocument,
  surroundings: Surroundings,
): TableReading | undefined {
  const dialect = partOf(resource, 'dialect', document, surroundings);
  const schema = partOf(resource, 'schema', document, surroundings);
  if (
    isElsewhere(memberValue(resource, 'dialect'), dialect) ||
    isElsewhere(memberValue(resource, 'schema'), schema)
  ) {
    return undefined;
  }
  const encoding = textOf(memberValue(resource, 'encoding'));
  const missingValues = missingValuesOf(schema?.node);
  if (!dialect && encoding === undefined && !missingValues) {
    return NOTHING_DECLARED;
  }
  return {
    ...(dialect && { dialect: declaredDialect(dialect.node) }),
    ...(encoding !== undefined && { encoding }),
    ...(missingValues && { missingValues }),
  };
}

const NOTHING_DECLARED: TableReading = {};

function isElsewhere(node: Node | undefined, part: object | undefined): boolean {
  return node?.kind === 'string' && part === undefined;
}

/** The properties of a dialect that say how a delimited text is read; those of a wrong type are left out. */
export function declaredDialect(dialect: Node): DeclaredDialect {
  const declared: { -readonly [Key in keyof DeclaredDialect]: DeclaredDialect[Key] } = {};
  for (const key of DIALECT_TEXTS) {
    const text = textOf(memberValue(dialect, key));
    if (text !== undefined) {
      declared[key] = text;
    }
  }
  for (const key of DIALECT_FLAGS) {
    const flag = memberValue(dialect, key);
    if (flag?.kind === 'boolean') {
      declared[key] = flag.value;
    }
  }
  for (const key of DIALECT_ROWS) {
    const rows = memberValue(dialect, key);
    if (rows?.kind === 'array') {
      const numbers = rows.items.slice(0, MAX_ITEMS).flatMap((item) => numberOf(item) ?? []);
      declared[key] = numbers.filter((number) => Number.isSafeInteger(number) && number > 0);
    }
  }
  return declared;
}

/** `missingValues` of a schema: texts, or since version 2 objects with a value and a label. */
function missingValuesOf(schema: Node | undefined): readonly string[] | undefined {
  const declared = memberValue(schema, 'missingValues');
  return declared?.kind === 'array'
    ? declared.items
        .slice(0, MAX_ITEMS)
        .flatMap((item) => textOf(item) ?? textOf(memberValue(item, 'value')) ?? [])
    : undefined;
}
