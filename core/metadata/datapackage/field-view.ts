import { type CastField, compileField } from '#core/tableschema/cast.ts';
import { defaultType, type FieldDescription } from '#core/tableschema/field-description.ts';
import { type FieldType, isFieldType } from '#core/tableschema/field-type.ts';
import { DEFAULT_MISSING_VALUES, decodeMissingValues } from '#core/tableschema/missing-values.ts';
import { hasReadableFormat } from '#core/tableschema/readable-format.ts';
import { ITEM_TYPES, type SchemaVersion } from '#core/tableschema/type-rules.ts';
import type { MetadataDocument } from '../document.ts';
import type { Node } from '../node.ts';
import { itemsOf, memberOf, memberValue, type ObjectNode, plainValue, textOf } from '../tree.ts';

/** A field of a table schema as the rules about fields look at it. */
export interface FieldView {
  readonly node: ObjectNode;
  readonly document: MetadataDocument;
  readonly version: SchemaVersion;
  /** Set only where the field says its type. */
  readonly stated: Node | undefined;
  /** The type in force: the stated one, or the default of the version. */
  readonly type: FieldType;
  readonly constraints: ObjectNode | undefined;
  /** The texts that stand for a missing value in this field: its own, else those of the schema, else the default. */
  readonly missingValues: ReadonlySet<string>;
  /** Reads values of the field; undefined where its format cannot be read, which is a finding of its own. */
  cast(): CastField | undefined;
}

/** The version of the standard that a document follows. */
export function schemaVersion(document: MetadataDocument): SchemaVersion {
  return document.version === '1.0' ? '1.0' : '2.0';
}

/** The type in force of a field, or undefined where it names none that exists: nothing about it is judged then. */
export function typeOfField(field: Node, version: SchemaVersion): FieldType | undefined {
  const stated = memberOf(field, 'type');
  if (!stated) {
    return defaultType(version);
  }
  const name = textOf(stated.value);
  const isKnown = name !== undefined && isFieldType(name) && !(name === 'list' && version === '1.0');
  return isKnown ? name : undefined;
}

/** The fields of a schema whose type is known, in their order. */
export function* fieldsOf(schema: Node, document: MetadataDocument): Generator<FieldView> {
  const version = schemaVersion(document);
  // Read once: a hostile schema has as many of them as fields.
  const shared = missingValuesOf(schema) ?? ALONE;
  for (const node of itemsOf(memberValue(schema, 'fields'))) {
    const type = typeOfField(node, version);
    if (node.kind !== 'object' || type === undefined) {
      continue;
    }
    const constraints = memberValue(node, 'constraints');
    let cast: CastField | undefined | null = null;
    yield {
      node,
      document,
      version,
      stated: memberValue(node, 'type'),
      type,
      constraints: constraints?.kind === 'object' ? constraints : undefined,
      missingValues: (version === '2.0' ? missingValuesOf(node) : undefined) ?? shared,
      cast: () => {
        cast = cast === null ? castOf(node, type, version) : cast;
        return cast;
      },
    };
  }
}

const ALONE: ReadonlySet<string> = new Set(DEFAULT_MISSING_VALUES);

function missingValuesOf(owner: Node): ReadonlySet<string> | undefined {
  const stated = memberValue(owner, 'missingValues');
  return stated && decodeMissingValues(plainValue(stated));
}

function castOf(node: ObjectNode, type: FieldType, version: SchemaVersion): CastField | undefined {
  const field = describe(node, type);
  return isClear(node) && hasReadableFormat(field) ? compileField(field, version) : undefined;
}

/** What decides how values are read, by the JSON type that it has to be of. */
const READING: Readonly<Record<string, Node['kind']>> = {
  format: 'string',
  decimalChar: 'string',
  groupChar: 'string',
  delimiter: 'string',
  trueValues: 'array',
  falseValues: 'array',
  bareNumber: 'boolean',
};

/** False where something of another JSON type, which the schema tells, leaves open how values are read. */
function isClear(node: ObjectNode): boolean {
  return node.members.every(
    ({ key, value }) => !value || !Object.hasOwn(READING, key) || READING[key] === value.kind,
  );
}

/** What of a field decides how its cells are read; what is of a wrong JSON type is a finding of the schema. */
export function describe(field: ObjectNode, type: FieldType): FieldDescription {
  const description: { -readonly [Key in keyof FieldDescription]: FieldDescription[Key] } = { type };
  for (const key of ['format', 'decimalChar', 'groupChar', 'delimiter'] as const) {
    const text = textOf(memberValue(field, key));
    if (text !== undefined) {
      description[key] = text;
    }
  }
  for (const key of ['trueValues', 'falseValues'] as const) {
    const list = memberValue(field, key);
    if (list?.kind === 'array') {
      description[key] = list.items.flatMap((item) => textOf(item) ?? []);
    }
  }
  const bare = memberValue(field, 'bareNumber');
  if (bare?.kind === 'boolean') {
    description.bareNumber = bare.value;
  }
  const itemType = ITEM_TYPES.find((each) => each === textOf(memberValue(field, 'itemType')));
  return itemType === undefined ? description : { ...description, itemType };
}
