import type { ColumnType } from './table.ts';

/** How people and JSON name a type: `int64`, `decimal(12, 2)`, `timestamp[us, UTC]`, `list<int32>`. */
export function typeName(type: ColumnType): string {
  switch (type.kind) {
    case 'int':
      return `${type.signed ? 'int' : 'uint'}${type.bits}`;
    case 'decimal':
      return `decimal(${type.precision}, ${type.scale})`;
    case 'timestamp':
      return type.utc ? `timestamp[${type.unit}, UTC]` : `timestamp[${type.unit}]`;
    case 'time':
    case 'duration':
      return `${type.kind}[${type.unit}]`;
    case 'list':
      return `list<${typeName(type.item)}>`;
    case 'map':
      return `map<${typeName(type.key)}, ${typeName(type.value)}>`;
    case 'struct':
      return `struct<${type.fields.map((field) => `${field.name}: ${typeName(field.type)}`).join(', ')}>`;
    case 'other':
      return type.name;
    case 'integer':
    case 'interval':
    case 'boolean':
    case 'string':
    case 'binary':
    case 'float16':
    case 'float32':
    case 'float64':
    case 'date':
    case 'json':
    case 'uuid':
    case 'null':
      return type.kind;
  }
}
