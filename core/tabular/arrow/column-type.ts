import { decimalType } from '../decimal-text.ts';
import type { Column, ColumnType, TimeUnit } from '../table.ts';
import { uniqueNames } from '../unique-names.ts';
import { ARROW, type ArrowField, type ArrowType } from './message.ts';

const TEXTS: ReadonlySet<number> = new Set([ARROW.utf8, ARROW.largeUtf8, ARROW.utf8View]);
const UNITS: readonly TimeUnit[] = ['s', 'ms', 'us', 'ns'];

/** The column that an Arrow field is. Throws `RangeError` for a type that does not exist. */
export function columnOf(field: ArrowField): Column {
  return { name: field.name, type: columnType(field), nullable: field.nullable };
}

function columnType(field: ArrowField): ColumnType {
  const { type, metadata } = field;
  if (isUuid(field)) {
    return { kind: 'uuid' };
  }
  if (metadata.get('ARROW:extension:name') === 'arrow.json' && TEXTS.has(type.id)) {
    return { kind: 'json' };
  }
  switch (type.id) {
    case ARROW.list:
    case ARROW.largeList:
    case ARROW.fixedList:
    case ARROW.listView:
    case ARROW.largeListView:
      return { kind: 'list', item: columnType(child(field, 0)) };
    case ARROW.struct:
      return { kind: 'struct', fields: structFields(field) };
    case ARROW.map: {
      const entries = child(field, 0);
      return { kind: 'map', key: columnType(child(entries, 0)), value: columnType(child(entries, 1)) };
    }
    case ARROW.runEndEncoded:
      return columnType(child(field, 1));
    case ARROW.union:
      return { kind: 'other', name: 'union' };
    default:
      return plainType(type);
  }
}

function structFields(field: ArrowField): Column[] {
  const names = uniqueNames(field.children.map(({ name }) => name));
  return field.children.map((child, index) => ({ ...columnOf(child), name: names[index] ?? child.name }));
}

function plainType(type: ArrowType): ColumnType {
  const unit = UNITS[type.unit] ?? 'ns';
  switch (type.id) {
    case ARROW.null:
      return { kind: 'null' };
    case ARROW.int:
      return { kind: 'int', bits: intBits(type.bits), signed: type.signed };
    case ARROW.float:
      return { kind: type.precision === 0 ? 'float16' : type.precision === 1 ? 'float32' : 'float64' };
    case ARROW.binary:
    case ARROW.largeBinary:
    case ARROW.fixedBinary:
    case ARROW.binaryView:
      return { kind: 'binary' };
    case ARROW.utf8:
    case ARROW.largeUtf8:
    case ARROW.utf8View:
      return { kind: 'string' };
    case ARROW.bool:
      return { kind: 'boolean' };
    case ARROW.decimal:
      return decimalType(type.precision, type.scale);
    case ARROW.date:
      return { kind: 'date' };
    case ARROW.time:
      return { kind: 'time', unit };
    case ARROW.timestamp:
      return { kind: 'timestamp', unit, utc: type.timezone !== undefined && type.timezone !== '' };
    case ARROW.interval:
      return { kind: 'interval' };
    case ARROW.duration:
      return { kind: 'duration', unit };
    default:
      throw new RangeError(`the Arrow type number ${type.id} does not exist`);
  }
}

/** True for a field whose 16 bytes are a UUID (canonical extension types, "UUID"). */
export function isUuid({ type, metadata }: ArrowField): boolean {
  return (
    metadata.get('ARROW:extension:name') === 'arrow.uuid' && type.id === ARROW.fixedBinary && type.size === 16
  );
}

function intBits(bits: number): 8 | 16 | 32 | 64 {
  if (bits === 8 || bits === 16 || bits === 32 || bits === 64) {
    return bits;
  }
  throw new RangeError(`an integer of ${bits} bits does not exist in Arrow`);
}

function child(field: ArrowField, index: number): ArrowField {
  const found = field.children[index];
  if (found === undefined) {
    throw new RangeError(`the Arrow field "${field.name}" lacks its child ${index}`);
  }
  return found;
}
