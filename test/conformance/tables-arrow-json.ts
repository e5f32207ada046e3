import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** Arrow's integration format: what each implementation must find in a file, written out in JSON. */
interface JsonField {
  readonly name: string;
  readonly type: { readonly name: string; readonly [parameter: string]: unknown };
  readonly children: readonly JsonField[];
  readonly dictionary?: { readonly id: number };
}

interface JsonArray {
  readonly count: number;
  readonly VALIDITY?: readonly number[];
  readonly DATA?: readonly unknown[];
  readonly OFFSET?: readonly (number | string)[];
  readonly TYPE_ID?: readonly number[];
  readonly VIEWS?: readonly {
    readonly SIZE: number;
    readonly INLINED?: string;
    readonly BUFFER_INDEX: number;
    readonly OFFSET: number;
  }[];
  readonly VARIADIC_DATA_BUFFERS?: readonly string[];
  readonly children?: readonly JsonArray[];
}

interface JsonFile {
  readonly schema: { readonly fields: readonly JsonField[] };
  readonly batches: readonly { readonly columns: readonly JsonArray[] }[];
  readonly dictionaries?: readonly {
    readonly id: number;
    readonly data: { readonly columns: readonly JsonArray[] };
  }[];
}

/** The columns that a reference file says there are, as plain values of the kind that cells have. */
export function readReference(path: string): { name: string; cells: unknown[] }[] {
  const bytes = readFileSync(path);
  const file: JsonFile = JSON.parse((path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'));
  const dictionaries = new Map((file.dictionaries ?? []).map(({ id, data }) => [id, data.columns[0]]));
  return file.schema.fields.map((field, index) => ({
    name: field.name,
    cells: file.batches.flatMap(({ columns }) => {
      const array = columns[index];
      return array === undefined ? [] : valuesOf(field, array, dictionaries);
    }),
  }));
}

type Dictionaries = ReadonlyMap<number, JsonArray | undefined>;

function valuesOf(field: JsonField, array: JsonArray, dictionaries: Dictionaries): unknown[] {
  const values = plainValues(field, array, dictionaries);
  return values.map((value, index) => (array.VALIDITY?.[index] === 0 ? null : value));
}

function plainValues(field: JsonField, array: JsonArray, dictionaries: Dictionaries): unknown[] {
  const { type } = field;
  if (field.dictionary !== undefined) {
    const entries = dictionaries.get(field.dictionary.id);
    const words =
      entries === undefined ? [] : valuesOf({ ...withoutDictionary(field) }, entries, dictionaries);
    return (array.DATA ?? []).map((index) => words[Number(index)]);
  }
  const child = (at: number): unknown[] => {
    const childField = field.children[at];
    const childArray = array.children?.[at];
    return childField === undefined || childArray === undefined
      ? []
      : valuesOf(childField, childArray, dictionaries);
  };
  const rows = Array.from({ length: array.count }, (_, row) => row);
  const offset = (row: number) => Number(array.OFFSET?.[row] ?? 0);
  switch (type.name) {
    case 'null':
      return rows.map(() => null);
    case 'list':
    case 'largelist': {
      const items = child(0);
      return rows.map((row) => items.slice(offset(row), offset(row + 1)));
    }
    case 'map': {
      const entries = child(0);
      return rows.map((row) =>
        entries.slice(offset(row), offset(row + 1)).map((entry) => Object.values(entry ?? {})),
      );
    }
    case 'fixedsizelist': {
      const items = child(0);
      const size = Number(type['listSize']);
      return rows.map((row) => items.slice(row * size, (row + 1) * size));
    }
    case 'struct': {
      const columns = field.children.map((each, at) => ({ name: each.name, values: child(at) }));
      return rows.map((row) => Object.fromEntries(columns.map(({ name, values }) => [name, values[row]])));
    }
    case 'union': {
      const ids = (type['typeIds'] ?? []) as readonly number[];
      const columns = field.children.map((_, at) => child(at));
      return rows.map((row) => {
        const at = ids.indexOf(array.TYPE_ID?.[row] ?? -1);
        return columns[at]?.[type['mode'] === 'DENSE' ? offset(row) : row];
      });
    }
    case 'binaryview':
    case 'utf8view':
      return (array.VIEWS ?? []).map((view) => viewValue(type.name, view, array.VARIADIC_DATA_BUFFERS ?? []));
    default:
      return (array.DATA ?? []).map((value) => scalar(type, value));
  }
}

function withoutDictionary({ name, type, children }: JsonField): JsonField {
  return { name, type, children };
}

function viewValue(
  type: string,
  view: NonNullable<JsonArray['VIEWS']>[number],
  buffers: readonly string[],
): unknown {
  if (view.INLINED !== undefined) {
    return type === 'utf8view' ? view.INLINED : bytesOf(view.INLINED);
  }
  const bytes = bytesOf(buffers[view.BUFFER_INDEX] ?? '').slice(view.OFFSET, view.OFFSET + view.SIZE);
  return type === 'utf8view' ? new TextDecoder().decode(bytes) : bytes;
}

function scalar(type: JsonField['type'], value: unknown): unknown {
  switch (type.name) {
    case 'int':
      return type['bitWidth'] === 64 ? BigInt(String(value)) : value;
    case 'decimal':
    case 'time':
    case 'timestamp':
    case 'duration':
      return BigInt(String(value));
    case 'date':
      return type['unit'] === 'DAY' ? value : Number(value) / 86_400_000;
    case 'bool':
      return value === 1 || value === true;
    case 'binary':
    case 'largebinary':
    case 'fixedsizebinary':
      return bytesOf(String(value));
    case 'interval': {
      const parts = (typeof value === 'object' ? value : { months: value }) as {
        readonly [part: string]: number | string;
      };
      const nanos = BigInt(parts['nanoseconds'] ?? 0) + BigInt(parts['milliseconds'] ?? 0) * 1_000_000n;
      return { months: parts['months'] ?? 0, days: parts['days'] ?? 0, nanos };
    }
    default:
      return value;
  }
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex, 'hex'));
}
