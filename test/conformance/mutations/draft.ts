import { isRecord } from '../metadata-oracle.ts';

export type Path = readonly (string | number)[];
export type Version = '1.0' | '2.0';

/** An object of a package that is about to be broken, and where it stands. */
export interface Part {
  readonly value: Record<string, unknown>;
  readonly path: Path;
}

/** A copy of a valid package to be broken, with ways to find what can be broken in it. */
export class Draft {
  readonly root: Part;
  readonly version: Version;

  constructor(value: Readonly<Record<string, unknown>>, version: Version) {
    this.root = { value: structuredClone(value), path: [] };
    this.version = version;
  }

  resources(): Part[] {
    const list = this.root.value['resources'];
    return Array.isArray(list)
      ? list.flatMap((value, index) => (isRecord(value) ? [{ value, path: ['resources', index] }] : []))
      : [];
  }

  /** The first resource whose data is one local CSV file that nothing else is said about than that. */
  file(): Part | undefined {
    return this.resources().find(({ value }) => {
      const { path, format, mediatype, data } = value;
      const isCsv = (format ?? 'csv') === 'csv' && (mediatype ?? 'text/csv') === 'text/csv';
      return typeof path === 'string' && /^[a-z0-9/._-]+\.csv$/i.test(path) && isCsv && data === undefined;
    });
  }

  /** The first table schema that is written in a resource, with fields that have names. */
  schema(): Part | undefined {
    return this.schemas()[0];
  }

  schemas(): Part[] {
    return this.resources().flatMap((resource) => {
      const value = resource.value['schema'];
      const isUsable = isRecord(value) && fieldsIn(value).some(({ name }) => typeof name === 'string');
      return isUsable ? [{ value, path: [...resource.path, 'schema'] }] : [];
    });
  }

  /** The fields of the first schema. */
  fields(): Part[] {
    const schema = this.schema();
    return schema
      ? fieldsIn(schema.value).map((value, index) => ({ value, path: [...schema.path, 'fields', index] }))
      : [];
  }

  /** A field to be broken: the last one of its type that nothing is said about yet, otherwise a new one. */
  fieldOf(type: string): Part | undefined {
    const plain = this.fields().filter(
      ({ value }) => value['type'] === type && Object.keys(value).every((key) => PLAIN.includes(key)),
    );
    return plain.at(-1) ?? this.newField({ name: 'mutant', type });
  }

  /** A field at the end of the first schema. */
  newField(value: Record<string, unknown>): Part | undefined {
    const schema = this.schema();
    const fields = schema?.value['fields'];
    if (!schema || !Array.isArray(fields)) {
      return undefined;
    }
    fields.push(value);
    return { value, path: [...schema.path, 'fields', fields.length - 1] };
  }

  /** A resource at the end of the package; where all have to be tabular, it is. */
  newResource(value: Record<string, unknown>): Part | undefined {
    const list = this.root.value['resources'];
    if (!Array.isArray(list)) {
      return undefined;
    }
    const isTabular = this.root.value['profile'] === 'tabular-data-package' && this.version === '1.0';
    const whole = isTabular
      ? { profile: 'tabular-data-resource', schema: { fields: [NAMED] }, ...value }
      : value;
    list.push(whole);
    return { value: whole, path: ['resources', list.length - 1] };
  }

  get hasForeignKeys(): boolean {
    return this.schemas().some(({ value }) => 'foreignKeys' in value);
  }
}

const PLAIN: readonly string[] = ['name', 'type', 'title', 'description'];
const NAMED = { name: 'mutant', type: 'string' };

function fieldsIn(schema: Record<string, unknown>): Record<string, unknown>[] {
  const fields = schema['fields'];
  return Array.isArray(fields) ? fields.filter(isRecord) : [];
}

/** Sets a member of a part and tells where it is; nothing where there is no such part. */
export function set(part: Part | undefined, key: string, value: unknown): Path | undefined {
  if (!part) {
    return undefined;
  }
  part.value[key] = value;
  return [...part.path, key];
}

/** Sets a member of the object that stands under a key of a part, which is made where it is not there. */
export function setIn(
  part: Part | undefined,
  key: string,
  values: Record<string, unknown>,
): Part | undefined {
  if (!part) {
    return undefined;
  }
  const old = part.value[key];
  if (old !== undefined && !isRecord(old)) {
    return undefined;
  }
  const value = { ...old, ...values };
  part.value[key] = value;
  return { value, path: [...part.path, key] };
}

/** Puts an item at the end of a list of a part, which is made where it is not there. */
export function append(part: Part | undefined, key: string, item: unknown): Path | undefined {
  const old = part?.value[key] ?? [];
  if (!part || !Array.isArray(old)) {
    return undefined;
  }
  part.value[key] = [...old, item];
  return [...part.path, key, old.length];
}

/** Takes a member away; nothing where it is not there. */
export function remove(part: Part | undefined, key: string): Part | undefined {
  if (!part || !(key in part.value)) {
    return undefined;
  }
  delete part.value[key];
  return part;
}
