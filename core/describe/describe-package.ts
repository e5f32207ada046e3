import type { PathSegment } from '#core/base/json-pointer.ts';
import type { MetadataDocument } from '#core/metadata/document.ts';
import type { FormChange } from '#core/metadata/form/form-change.ts';
import type { Node } from '#core/metadata/node.ts';
import { itemsOf, memberValue, oneOrMany, textOf } from '#core/metadata/tree.ts';
import type { CandidateKey, CandidateReference } from './candidate-keys.ts';
import { type DescribedResource, standardName } from './describe-resource.ts';

const PROFILE = 'https://datapackage.org/profiles/2.0/datapackage.json';

/** What was found in a folder of data files. */
export interface DescribedFolder {
  /** Name of the folder. */
  readonly name: string;
  readonly resources: readonly DescribedResource[];
  readonly primaryKeys: readonly CandidateKey[];
  readonly foreignKeys: readonly CandidateReference[];
}

/** The keys that go into a descriptor. */
export interface ChosenKeys {
  readonly primaryKeys: readonly CandidateKey[];
  readonly foreignKeys: readonly CandidateReference[];
}

/** Keys that nobody has to look at: what holds for every row, or for all rows that were read. */
export function sureKeys({ primaryKeys, foreignKeys }: DescribedFolder): ChosenKeys {
  const isSure = ({ confidence }: CandidateKey) => confidence !== 'possible';
  const chosen = primaryKeys.filter(isSure);
  const hasKey = (resource: string) => chosen.some((key) => key.resource === resource);
  return {
    primaryKeys: chosen,
    foreignKeys: foreignKeys.filter((key) => isSure(key) && hasKey(key.reference.resource)),
  };
}

/** A Data Package 2.0 of what was found, ready to be written as JSON or YAML. */
export function describePackage(folder: DescribedFolder, keys: ChosenKeys): object {
  return {
    $schema: PROFILE,
    name: standardName(folder.name, 'data-package'),
    resources: folder.resources.map((resource) => withKeys(resource, keys)),
  };
}

/** A resource with the keys chosen for it. */
export function withKeys(resource: DescribedResource, keys: ChosenKeys): DescribedResource {
  const primary = keys.primaryKeys.find((key) => key.resource === resource.name);
  const foreign = keys.foreignKeys.filter((key) => key.resource === resource.name);
  return {
    ...resource,
    schema: {
      ...resource.schema,
      ...(primary && { primaryKey: primary.fields }),
      ...(foreign.length > 0 && {
        foreignKeys: foreign.map(({ fields, reference }) => ({ fields, reference })),
      }),
    },
  };
}

/** What changes when a folder is described again, and what people should look at themselves. */
export interface Merge {
  readonly changes: readonly FormChange[];
  readonly notes: readonly string[];
}

/**
 * How a descriptor has to change to describe the files of today. What people wrote stays: titles, types, keys,
 * constraints. New files become resources, new columns become fields at the end, `bytes` and `hash` follow the file
 * where they are declared; what is gone is told, never removed.
 */
export function mergeDescription(document: MetadataDocument, folder: DescribedFolder): Merge {
  const changes: FormChange[] = [];
  const notes: string[] = [];
  const written = itemsOf(memberValue(document.root, 'resources'));
  const seen = new Set<DescribedResource>();
  for (const [index, resource] of written.entries()) {
    const paths = oneOrMany(memberValue(resource, 'path')).flatMap((path) => textOf(path) ?? []);
    const found = folder.resources.filter(({ path }) => paths.includes(path));
    for (const each of found) {
      seen.add(each);
    }
    const [only] = found;
    if (only && paths.length === 1) {
      changes.push(...changesOf(resource, ['resources', index], only, notes));
    }
  }
  let next = written.length;
  for (const resource of folder.resources.filter((each) => !seen.has(each))) {
    const name = freeName(resource.name, written);
    changes.push({ kind: 'insert', path: ['resources'], index: next, value: { ...resource, name } });
    notes.push(`Added the resource "${name}" for ${resource.path}.`);
    next += 1;
  }
  return { changes, notes };
}

function freeName(name: string, written: readonly Node[]): string {
  const taken = new Set(written.map((resource) => textOf(memberValue(resource, 'name'))));
  let free = name;
  for (let number = 2; taken.has(free); number++) {
    free = `${name}-${number}`;
  }
  return free;
}

function changesOf(
  resource: Node,
  path: readonly PathSegment[],
  found: DescribedResource,
  notes: string[],
): FormChange[] {
  const name = textOf(memberValue(resource, 'name')) ?? found.name;
  const changes: FormChange[] = [];
  const bytes = memberValue(resource, 'bytes');
  if (bytes?.kind === 'number' && bytes.value !== found.bytes) {
    changes.push({ kind: 'set', path: [...path, 'bytes'], value: found.bytes });
    notes.push(`Updated "bytes" of "${name}".`);
  }
  const hash = textOf(memberValue(resource, 'hash'));
  if (hash !== undefined && found.hash !== undefined && hash !== found.hash) {
    changes.push({ kind: 'set', path: [...path, 'hash'], value: found.hash });
    notes.push(`Updated "hash" of "${name}".`);
  }
  const schema = memberValue(resource, 'schema');
  if (!schema) {
    changes.push({ kind: 'set', path: [...path, 'schema'], value: found.schema });
    notes.push(`Added a schema to "${name}".`);
  } else if (schema.kind === 'object') {
    changes.push(...fieldChanges(schema, [...path, 'schema', 'fields'], found, name, notes));
  }
  return changes;
}

function fieldChanges(
  schema: Node,
  path: readonly PathSegment[],
  found: DescribedResource,
  resource: string,
  notes: string[],
): FormChange[] {
  const fields = itemsOf(memberValue(schema, 'fields'));
  const written = new Set(fields.map((field) => textOf(memberValue(field, 'name'))));
  const fresh = found.schema.fields.filter(({ name }) => !written.has(name));
  const columns = new Set(found.schema.fields.map(({ name }) => name));
  for (const name of written) {
    if (name !== undefined && !columns.has(name)) {
      notes.push(
        `The field "${name}" of "${resource}" is not in ${found.path} any more: remove or rename it.`,
      );
    }
  }
  notes.push(...fresh.map(({ name }) => `Added the field "${name}" to "${resource}".`));
  return fresh.map((field, index) => ({ kind: 'insert', path, index: fields.length + index, value: field }));
}
