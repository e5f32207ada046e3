import type { PathSegment } from '#core/base/json-pointer.ts';
import { type DescribedResource, freeName } from '#core/metadata/datapackage/describe-resource.ts';
import type { MetadataDocument } from '#core/metadata/document.ts';
import type { FormChange } from '#core/metadata/form/form-change.ts';
import type { Node } from '#core/metadata/node.ts';
import { itemsOf, memberValue, oneOrMany, textOf } from '#core/metadata/tree.ts';
import { type ChosenKeys, type DescribedFolder, withKeys } from './describe-package.ts';

/** What changes when a folder is described again, and what people should look at themselves. */
export interface Merge {
  readonly changes: readonly FormChange[];
  readonly notes: readonly string[];
}

/**
 * How a descriptor has to change to describe the files of today. What people wrote stays: titles, types, keys,
 * constraints. New files become resources with the keys chosen for them, new columns become fields at the end, `bytes`
 * and `hash` follow the file where they are declared; what is gone is told, never removed.
 */
export function mergeDescription(
  document: MetadataDocument,
  folder: DescribedFolder,
  keys: ChosenKeys,
): Merge {
  const changes: FormChange[] = [];
  const notes: string[] = [];
  const written = writtenResources(document);
  for (const [index, { node, paths }] of written.entries()) {
    const found = folder.resources.find(({ path }) => paths.length === 1 && path === paths[0]);
    if (found) {
      for (const change of changesOf(node, ['resources', index], found, notes)) {
        changes.push(change);
      }
    }
  }
  const names = namesAfterMerge(written, folder);
  for (const [index, resource] of undescribed(document, folder).entries()) {
    const value = renamed(withKeys(resource, keys), names);
    changes.push({ kind: 'insert', path: ['resources'], index: written.length + index, value });
    notes.push(`Added the resource "${value.name}" for ${resource.path}.`);
  }
  return { changes, notes };
}

/** The resources whose file no resource of a descriptor names. */
export function undescribed(document: MetadataDocument, folder: DescribedFolder): DescribedResource[] {
  const named = new Set(writtenResources(document).flatMap(({ paths }) => paths));
  return folder.resources.filter(({ path }) => !named.has(path));
}

interface WrittenResource {
  readonly node: Node;
  readonly paths: readonly string[];
}

function writtenResources(document: MetadataDocument): WrittenResource[] {
  return itemsOf(memberValue(document.root, 'resources')).map((node) => ({
    node,
    paths: oneOrMany(memberValue(node, 'path')).flatMap((path) => textOf(path) ?? []),
  }));
}

/** What each resource found is called in the descriptor: as people named it, or by a name that is free. */
function namesAfterMerge(
  written: readonly WrittenResource[],
  folder: DescribedFolder,
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  const byPath = new Map<string, string>();
  for (const { node, paths } of written) {
    const name = textOf(memberValue(node, 'name'));
    if (name !== undefined) {
      taken.add(name);
      for (const path of paths) {
        byPath.set(path, name);
      }
    }
  }
  for (const { name, path } of folder.resources) {
    const given = byPath.get(path) ?? freeName(name, taken, '-');
    taken.add(given);
    names.set(name, given);
  }
  return names;
}

function renamed(resource: DescribedResource, names: ReadonlyMap<string, string>): DescribedResource {
  const nameOf = (name: string): string => names.get(name) ?? name;
  const { foreignKeys, ...schema } = resource.schema ?? { fields: [] };
  return {
    ...resource,
    name: nameOf(resource.name),
    schema: {
      ...schema,
      ...(foreignKeys && {
        foreignKeys: foreignKeys.map(({ fields, reference }) => ({
          fields,
          reference: {
            ...(reference.resource !== undefined && { resource: nameOf(reference.resource) }),
            fields: reference.fields,
          },
        })),
      }),
    },
  };
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
  if (!schema && found.schema) {
    changes.push({ kind: 'set', path: [...path, 'schema'], value: found.schema });
    notes.push(`Added a schema to "${name}".`);
  } else if (schema?.kind === 'object') {
    return [...changes, ...fieldChanges(schema, [...path, 'schema', 'fields'], found, name, notes)];
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
  const described = found.schema?.fields ?? [];
  const fresh = described.filter(({ name }) => !written.has(name));
  const columns = new Set(described.map(({ name }) => name));
  for (const name of written) {
    if (name !== undefined && !columns.has(name)) {
      notes.push(
        `The field "${name}" of "${resource}" is not in ${found.path} any more: remove or rename it.`,
      );
    }
  }
  for (const { name } of fresh) {
    notes.push(`Added the field "${name}" to "${resource}".`);
  }
  return fresh.map((field, index) => ({ kind: 'insert', path, index: fields.length + index, value: field }));
}
