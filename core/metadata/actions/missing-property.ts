import { describeResource, fieldOfColumn, freeName, resourceName } from '../datapackage/describe-resource.ts';
import { draftNameFixes } from '../datapackage/draft-names.ts';
import { resourcesOf } from '../datapackage/resources.ts';
import type { MetadataDocument } from '../document.ts';
import { insertMember } from '../edits.ts';
import { proposedFix } from '../finding.ts';
import type { Node } from '../node.ts';
import type { Fix } from '../problem.ts';
import { slug } from '../schema/mend.ts';
import { type Schema, schemasIn, textIn, textsIn } from '../schema/schema.ts';
import { propertiesOf, requiredOf, schemasAt } from '../schema/schema-at.ts';
import type { Surroundings } from '../surroundings.ts';
import { itemsOf, memberOf, memberValue, nodeAtPath, type ObjectNode, oneOrMany, textOf } from '../tree.ts';
import { unnamedFiles } from './add-resources.ts';
import type { Subject } from './subject.ts';

/** Adds what is missing, with what is known of its value or something to write over. */
export function missingPropertyFixes(subject: Subject): readonly Fix[] {
  const { document, node, surroundings } = subject;
  const renamed = renamedPropertyFixes(subject);
  if (renamed.length > 0 || node?.kind !== 'object') {
    return renamed;
  }
  const schemas = schemasAt(document, node.path);
  return missingNames(subject, node, schemas).flatMap((name) => {
    const value = valueFor({ document, owner: node, name, schemas, surroundings });
    const first = name === 'name' || name === '$schema' ? { first: !memberOf(node, '$schema') } : {};
    const after = name === 'name' ? { after: memberOf(node, '$schema') } : {};
    return value === undefined
      ? []
      : proposedFix(`Add "${name}"`, insertMember(document, node, name, value, { ...first, ...after }));
  });
}

/** What is missing is there, by the name that it had in a draft of the standard. */
export function renamedPropertyFixes(subject: Subject): readonly Fix[] {
  const { document, node } = subject;
  const fixes = node?.kind === 'object' ? draftNameFixes(document, node) : [];
  if (node?.kind !== 'object' || fixes.length === 0) {
    return [];
  }
  const missing = missingNames(subject, node, schemasAt(document, node.path));
  return fixes.filter(({ title }) => missing.some((name) => title.includes(`"${name}"`)));
}

function missingNames({ problem }: Subject, node: ObjectNode, schemas: readonly Schema[]): string[] {
  const alternatives = schemas.flatMap((schema) => [
    ...schemasIn(schema, 'anyOf'),
    ...schemasIn(schema, 'oneOf'),
  ]);
  const names = new Set([
    ...requiredOf(schemas),
    ...alternatives.flatMap((branch) => textsIn(branch, 'required')),
  ]);
  // One finding names one missing property, or those of which one is enough.
  return [...names].filter((name) => !memberOf(node, name) && problem.message.includes(`"${name}"`));
}

interface Place {
  readonly document: MetadataDocument;
  readonly owner: ObjectNode;
  readonly name: string;
  readonly schemas: readonly Schema[];
  readonly surroundings: Surroundings;
}

function valueFor(place: Place): unknown {
  switch (place.name) {
    case 'name':
      return nameFor(place);
    case 'resources':
      return [firstResource(place)];
    case 'path':
      return pathFor(place);
    case 'fields':
      return fieldsFor(place);
    case 'reference':
      return { resource: '', fields: namesIn(memberValue(place.owner, 'fields')) };
    case 'title':
      return textOf(memberValue(place.owner, 'name')) ?? textOf(memberValue(place.owner, 'email')) ?? 'Title';
    default:
      return placeholder(propertiesOf(place.schemas).get(place.name) ?? [], place.name);
  }
}

function nameFor({ document, owner }: Place): string | undefined {
  const list = nodeAtPath(document.root, owner.path.slice(0, -1));
  const index = Number(owner.path.at(-1) ?? 0);
  const taken = new Set(itemsOf(list).flatMap((item) => textOf(memberValue(item, 'name')) ?? []));
  const kind = owner.path.at(-2);
  if (kind === 'licenses') {
    return undefined; // nobody else can say what the licence is
  }
  const path = textOf(oneOrMany(memberValue(owner, 'path'))[0]);
  if (path !== undefined && kind !== 'contributors' && kind !== 'sources') {
    return resourceName(path, taken);
  }
  const title = slug(textOf(memberValue(owner, 'title')) ?? '');
  if (kind === 'fields') {
    return freeName(title.replaceAll('-', '_') || `field_${index + 1}`, taken, '_');
  }
  return freeName(title || (kind === 'resources' ? `resource-${index + 1}` : 'package'), taken, '-');
}

function firstResource({ document, surroundings }: Place): object {
  const [file] = unnamedFiles(document, surroundings);
  return file === undefined
    ? { name: 'data', data: [] }
    : describeResource(file, new Set(), {
        version: document.version,
        data: surroundings.data(file),
      });
}

function pathFor({ document, owner, surroundings }: Place): string | undefined {
  if (owner.path.includes('licenses')) {
    return surroundings.files().find(({ path }) => /^licen[cs]e(?:\.(?:md|txt|html))?$/i.test(path))?.path;
  }
  const isCredit = ['contributors', 'sources'].some((list) => owner.path.includes(list));
  return isCredit ? undefined : unnamedFiles(document, surroundings)[0];
}

/** The fields of a table schema by the columns of the data, as far as these are known. */
function fieldsFor({ document, owner, surroundings, schemas }: Place): unknown {
  const last = owner.path.at(-1);
  if (last === 'reference' || memberOf(owner, 'reference')) {
    const key = last === 'reference' ? nodeAtPath(document.root, owner.path.slice(0, -1)) : undefined;
    const names = namesIn(memberValue(key, 'fields'));
    return names.length > 0 ? names : ['id'];
  }
  const resource = resourcesOf(document).find((each) => memberValue(each, 'schema')?.offset === owner.offset);
  const path = textOf(oneOrMany(memberValue(resource, 'path'))[0]);
  const columns = (path === undefined ? undefined : surroundings.data(path)?.columns) ?? [];
  const needsOne = (propertiesOf(schemas).get('fields') ?? []).some(
    (schema) => Number(schema['minItems']) > 0,
  );
  return columns.length > 0
    ? columns.map(fieldOfColumn)
    : needsOne
      ? [{ name: 'field_1', type: 'string' }]
      : [];
}

function namesIn(fields: Node | undefined): string[] {
  return oneOrMany(fields).flatMap((field) => textOf(field) ?? []);
}

/** Something of the right type to write over. */
function placeholder(schemas: readonly Schema[], name: string): unknown {
  const value = schemas.flatMap((schema) => [...textsIn(schema, 'const'), ...textsIn(schema, 'enum')])[0];
  if (value !== undefined) {
    return value;
  }
  const constrained = schemas.some((schema) => textIn(schema, 'pattern') ?? textIn(schema, 'format'));
  const type = schemas.flatMap((schema) => textsIn(schema, 'type'))[0];
  switch (type) {
    case 'string':
    case undefined:
      return constrained ? undefined : name;
    case 'integer':
    case 'number':
      return 1;
    case 'boolean':
      return false;
    default:
      return undefined;
  }
}

/** Gives a resource the file that it may be about, or data that is written in it. */
export function noDataFixes({ document, node, surroundings }: Subject): readonly Fix[] {
  if (node?.kind !== 'object') {
    return [];
  }
  const after = { after: memberOf(node, 'name') };
  const name = textOf(memberValue(node, 'name'));
  const files = unnamedFiles(document, surroundings);
  const likely = [...files].sort((a, b) => Number(isNamed(b, name)) - Number(isNamed(a, name)));
  return [
    ...likely
      .slice(0, 3)
      .flatMap((path) =>
        proposedFix(`Add "path": "${path}"`, insertMember(document, node, 'path', path, after)),
      ),
    ...proposedFix('Add "data" to write it here', insertMember(document, node, 'data', [], after)),
  ];
}

function isNamed(path: string, name: string | undefined): boolean {
  return name !== undefined && resourceName(path, new Set()) === name;
}
