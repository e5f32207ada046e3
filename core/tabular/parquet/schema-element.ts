import type { ThriftField } from './thrift.ts';

/** A node of the schema as the footer lists it: depth first, groups before their children (parquet.thrift). */
export interface SchemaElement {
  name: string;
  physical: number | undefined;
  typeLength: number;
  repetition: number;
  numChildren: number;
  converted: number | undefined;
  scale: number;
  precision: number;
  logical: LogicalType | undefined;
}

/** The union `LogicalType`: the id of the member that is set, and what it carries. */
export interface LogicalType {
  id: number;
  scale: number;
  precision: number;
  utc: boolean;
  /** 1 milliseconds, 2 microseconds, 3 nanoseconds. */
  unit: number;
  bits: number;
  signed: boolean;
}

/** Reads an element of the footer's list. */
export function decodeSchemaElement(item: ThriftField): SchemaElement {
  const element: SchemaElement = {
    name: '',
    physical: undefined,
    typeLength: 0,
    repetition: 0,
    numChildren: 0,
    converted: undefined,
    scale: 0,
    precision: 0,
    logical: undefined,
  };
  item.struct((field) => {
    switch (field.id) {
      case 1:
        element.physical = field.number();
        break;
      case 2:
        element.typeLength = field.number();
        break;
      case 3:
        element.repetition = field.number();
        break;
      case 4:
        element.name = field.text();
        break;
      case 5:
        element.numChildren = field.number();
        break;
      case 6:
        element.converted = field.number();
        break;
      case 7:
        element.scale = field.number();
        break;
      case 8:
        element.precision = field.number();
        break;
      case 10:
        element.logical = decodeLogicalType(field);
        break;
      default:
    }
  });
  return element;
}

// Members of the union: 5 DECIMAL {scale, precision}, 7 TIME and 8 TIMESTAMP {utc, unit}, 10 INTEGER {bits, signed}.
function decodeLogicalType(union: ThriftField): LogicalType {
  const logical: LogicalType = { id: 0, scale: 0, precision: 0, utc: false, unit: 0, bits: 0, signed: true };
  union.struct((member) => {
    logical.id = member.id;
    member.struct((field) => {
      if (member.id === 5 && field.id === 1) {
        logical.scale = field.number();
      } else if (member.id === 5 && field.id === 2) {
        logical.precision = field.number();
      } else if ((member.id === 7 || member.id === 8) && field.id === 1) {
        logical.utc = field.boolean();
      } else if ((member.id === 7 || member.id === 8) && field.id === 2) {
        field.struct((unit) => {
          logical.unit = unit.id;
        });
      } else if (member.id === 10 && field.id === 1) {
        logical.bits = field.number();
      } else if (member.id === 10 && field.id === 2) {
        logical.signed = field.boolean();
      }
    });
  });
  return logical;
}
