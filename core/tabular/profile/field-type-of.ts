import type { FieldType } from '#core/tableschema/field-type.ts';
import type { ColumnType } from '../table.ts';

/** The Table Schema type that holds what a column of Parquet, Arrow or JSON Lines holds. */
export function fieldTypeOf(type: ColumnType): { readonly type: FieldType; readonly format?: string } {
  switch (type.kind) {
    case 'boolean':
      return { type: 'boolean' };
    case 'int':
    case 'integer':
      return { type: 'integer' };
    case 'decimal':
      return { type: type.scale > 0 ? 'number' : 'integer' };
    case 'float16':
    case 'float32':
    case 'float64':
      return { type: 'number' };
    case 'date':
      return { type: 'date' };
    case 'timestamp':
      return { type: 'datetime' };
    case 'time':
      return { type: 'time' };
    case 'duration':
    case 'interval':
      return { type: 'duration' };
    case 'list':
      return { type: 'array' };
    case 'map':
    case 'struct':
      return { type: 'object' };
    case 'uuid':
      return { type: 'string', format: 'uuid' };
    case 'binary':
      return { type: 'string', format: 'binary' };
    case 'string':
      return { type: 'string' };
    case 'json':
    case 'null':
    case 'other':
      return { type: 'any' };
  }
}
