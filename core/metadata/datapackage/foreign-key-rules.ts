import type { FieldType } from '#core/tableschema/field-type.ts';
import type { MetadataDocument } from '../document.ts';
import { removeMember, replaceText, replaceWith } from '../edits.ts';
import { finding, headOf, keyPlace, type Place, safeFix } from '../finding.ts';
import type { Node } from '../node.ts';
import type { Problem } from '../problem.ts';
import type { Surroundings } from '../surroundings.ts';
import {
  itemsOf,
  memberOf,
  memberValue,
  type ObjectNode,
  oneOrMany,
  type TextNode,
  textOf,
} from '../tree.ts';
import { shown } from '../wording.ts';
import { schemaVersion, typeOfField } from './field-view.ts';
import { type Part, partOf, resourcesOf } from './resources.ts';
import { checkNames, type Elsewhere, unknownName } from './unknown-name.ts';

/** What one schema alone tells of its foreign keys: their form (table-schema.md, foreignKeys). */
export function* checkForeignKeyForms(schema: ObjectNode, document: MetadataDocument): Generator<Problem> {
  for (const key of itemsOf(memberValue(schema, 'foreignKeys'))) {
    const reference = memberValue(key, 'reference');
    const [own, theirs] = [memberValue(key, 'fields'), memberValue(reference, 'fields')];
    const [count, wanted] = [oneOrMany(theirs).length, oneOrMany(own).length];
    const isTold = count === 0 || wanted === 0; // by the schema: neither may be empty
    const isList = own?.kind === 'array' || theirs?.kind === 'array';
    if (own && theirs && count !== wanted && isList && !isTold) {
      const message = `A foreign key of ${wanted} ${wanted === 1 ? 'field' : 'fields'} has to refer to as many, but this refers to ${count}.`;
      const related = [{ message: 'The fields of this table', at: own }];
      yield finding('error', 'datapackage/foreign-key-length', headOf(document, theirs), message, {
        related,
      });
    }
    if (document.version !== '1.0') {
      yield* checkFormOfVersion2(document, own, theirs, reference);
    }
  }
}

function* checkFormOfVersion2(
  document: MetadataDocument,
  own: Node | undefined,
  theirs: Node | undefined,
  reference: Node | undefined,
): Generator<Problem> {
  for (const names of [own, theirs]) {
    if (names?.kind === 'string') {
      const message =
        'The fields of a foreign key are a list of names; a single name was the form of version 1.';
      const fixes = safeFix('Make it a list', replaceWith(document, names, [names.value]));
      yield finding('warning', 'datapackage/key-as-text', names, message, { fixes });
    }
  }
  const target = memberOf(reference, 'resource');
  if (
    reference?.kind === 'object' &&
    target &&
    textOf(target.value) === '' &&
    !memberOf(reference, 'package')
  ) {
    const message = 'A reference to the table itself leaves "resource" out; "" was the form of version 1.';
    const fixes = safeFix('Remove "resource"', removeMember(document, reference, target));
    yield finding('warning', 'datapackage/self-reference', keyPlace(reference, target), message, { fixes });
  }
}

/** A table schema as a resource uses it. */
interface Table extends TableContents {
  readonly part: Part;
}

/**
 * What foreign keys ask of a table schema, worked out once: a hostile package has as many keys as fields, and any
 * number of resources that share a schema.
 */
interface TableContents {
  readonly names: ReadonlySet<string>;
  /** By name of field; undefined for a type that does not exist. */
  readonly types: ReadonlyMap<string, FieldType | undefined>;
  /** The sets of fields that identify a row, as texts. */
  readonly keys: ReadonlySet<string>;
}

/** The resources of a package and their tables. */
interface Tables {
  readonly resources: ReadonlyMap<string, Node>;
  of(resource: Node): Table | undefined;
}

/** Foreign keys refer to resources and fields that exist, of the same types (table-schema.md, foreignKeys). */
export function* checkForeignKeys(
  document: MetadataDocument,
  surroundings: Surroundings,
): Generator<Problem> {
  if (document.kind === 'tableschema' && document.root?.kind === 'object') {
    const part = { node: document.root, document };
    const table = { part, ...contentsOf(part) };
    yield* checkTable(table, { document, tables: NO_TABLES });
    return;
  }
  const tables = tablesOf(document, surroundings);
  for (const resource of resourcesOf(document)) {
    const part = partOf(resource, 'schema', document, surroundings);
    // Most tables have no foreign keys: their fields need not be looked at.
    const table = part && memberValue(part.node, 'foreignKeys') ? tables.of(resource) : undefined;
    if (table) {
      const schema = memberValue(resource, 'schema');
      const { file } = table.part;
      const elsewhere = file !== undefined && schema ? { at: schema, file } : undefined;
      yield* checkTable(table, { document, tables, resource, elsewhere });
    }
  }
}

const NO_TABLES: Tables = { resources: new Map(), of: () => undefined };

function tablesOf(document: MetadataDocument, surroundings: Surroundings): Tables {
  const resources = new Map<string, Node>();
  for (const resource of resourcesOf(document)) {
    const name = textOf(memberValue(resource, 'name'));
    if (name !== undefined && !resources.has(name)) {
      resources.set(name, resource);
    }
  }
  const tables = new Map<Node, Table | undefined>();
  const contents = new Map<Node, TableContents>();
  return {
    resources,
    of: (resource) => {
      if (!tables.has(resource)) {
        const part = partOf(resource, 'schema', document, surroundings);
        const known = part && (contents.get(part.node) ?? contentsOf(part));
        if (known) {
          contents.set(part.node, known);
        }
        tables.set(resource, known && { part, ...known });
      }
      return tables.get(resource);
    },
  };
}

function contentsOf(part: Part): TableContents {
  const types = new Map<string, FieldType | undefined>();
  const keys = new Set([keyText(memberValue(part.node, 'primaryKey'))]);
  for (const field of itemsOf(memberValue(part.node, 'fields'))) {
    const name = textOf(memberValue(field, 'name'));
    if (name === undefined || types.has(name)) {
      continue;
    }
    types.set(name, typeOfField(field, schemaVersion(part.document)));
    const unique = memberValue(memberValue(field, 'constraints'), 'unique');
    if (unique?.kind === 'boolean' && unique.value) {
      keys.add(JSON.stringify([name]));
    }
  }
  for (const key of itemsOf(memberValue(part.node, 'uniqueKeys'))) {
    keys.add(keyText(key));
  }
  return { types, keys, names: new Set(types.keys()) };
}

/** The names of a key in any order, as one text. */
function keyText(key: Node | undefined): string {
  return JSON.stringify(
    oneOrMany(key)
      .map((name) => textOf(name))
      .sort(),
  );
}

/** Where the foreign keys of a table are looked at. */
interface Setting {
  readonly document: MetadataDocument;
  readonly tables: Tables;
  readonly resource?: Node;
  /** Set where the schema is in a file of its own: what the package makes wrong is told at its path. */
  readonly elsewhere?: Elsewhere | undefined;
}

function* checkTable(table: Table, setting: Setting): Generator<Problem> {
  const ownName = textOf(memberValue(setting.resource, 'name'));
  for (const key of itemsOf(memberValue(table.part.node, 'foreignKeys'))) {
    const reference = memberValue(key, 'reference');
    if (reference?.kind !== 'object' || memberValue(reference, 'package')) {
      continue; // recipe "external foreign keys": the other package is elsewhere
    }
    const target = memberValue(reference, 'resource');
    const isSelf = !target || textOf(target) === '';
    if (isSelf) {
      // In a file of its own, that file tells.
      if (!setting.elsewhere) {
        yield* checkTarget(key, reference, { table, target: table, owner: 'this schema' }, setting);
      }
    } else if (target.kind === 'string' && setting.document.kind === 'datapackage') {
      yield* checkResource(key, reference, target, table, setting, ownName);
    } else if (target.kind === 'string' && target.value === ownName) {
      yield* checkTarget(key, reference, { table, target: table, owner: 'this schema' }, setting);
    }
  }
}

function* checkResource(
  key: Node,
  reference: ObjectNode,
  target: TextNode,
  table: Table,
  setting: Setting,
  ownName: string | undefined,
): Generator<Problem> {
  const { document, tables, elsewhere } = setting;
  if (target.value === ownName && !elsewhere) {
    yield selfByName(document, reference, target);
  }
  const found = tables.resources.get(target.value);
  if (!found) {
    yield unknownName(table.part.document, target, 'resource', 'this package', tables.resources, elsewhere);
    return;
  }
  const other = tables.of(found);
  if (other) {
    const owner = other === table ? 'this schema' : `the resource ${shown(target.value)}`;
    yield* checkTarget(key, reference, { table, target: other, owner }, setting);
  } else if (!memberOf(found, 'schema')) {
    const message = `The resource ${shown(target.value)} has no schema, so it has no fields to refer to.`;
    const related = [{ message: 'The resource', at: headOf(document, found) }];
    const at = elsewhere?.at ?? target;
    yield finding('warning', 'datapackage/foreign-key-without-schema', at, message, { related });
  }
}

function selfByName(document: MetadataDocument, reference: ObjectNode, target: TextNode): Problem {
  const member = memberOf(reference, 'resource');
  const isFirstVersion = document.version === '1.0';
  const message = isFirstVersion
    ? 'A reference to the table itself has "resource": "", not its name.'
    : 'A reference to the table itself leaves "resource" out.';
  const fixes = isFirstVersion
    ? safeFix('Change to ""', replaceText(document, target, ''))
    : safeFix('Remove "resource"', member && removeMember(document, reference, member));
  return finding('warning', 'datapackage/self-reference', target, message, { fixes });
}

interface Sides {
  readonly table: Table;
  readonly target: Table;
  readonly owner: string;
}

/** The fields that are referred to exist, have the types of the own ones, and identify a row. */
function* checkTarget(
  key: Node,
  reference: ObjectNode,
  { table, target, owner }: Sides,
  { elsewhere }: Setting,
): Generator<Problem> {
  const theirs = memberValue(reference, 'fields');
  yield* checkNames(table.part.document, theirs, target.names, owner, elsewhere);
  const [ownNames, theirNames] = [oneOrMany(memberValue(key, 'fields')), oneOrMany(theirs)];
  const areKnown = theirNames.every((name) => target.names.has(textOf(name) ?? ''));
  if (!theirs || !areKnown || ownNames.length !== theirNames.length) {
    return;
  }
  for (const [index, name] of theirNames.entries()) {
    const [own, their] = [textOf(ownNames[index]) ?? '', textOf(name) ?? ''];
    const [ownType, theirType] = [table.types.get(own), target.types.get(their)];
    if (ownType && theirType && !areAlike(ownType, theirType)) {
      const message = `${shown(own)} is a field of type ${ownType}, but ${shown(their)} in ${owner} is of type ${theirType}: their values are never equal.`;
      const at: Place = elsewhere?.at ?? name;
      const related = elsewhere ? [{ message: 'The reference', at: name, file: elsewhere.file }] : undefined;
      yield finding('warning', 'datapackage/foreign-key-type', at, message, { related });
      return;
    }
  }
  if (!target.keys.has(keyText(theirs)) && !elsewhere) {
    const fields = theirNames.length === 1 ? 'This field is' : 'These fields are';
    const message = `${fields} no primary or unique key of ${owner}, so a value may refer to several rows.`;
    yield finding('info', 'datapackage/foreign-key-to-no-key', headOfNames(theirs), message);
  }
}

/** A list of names is short enough to be marked whole; a single name is itself. */
function headOfNames(names: Node): Place {
  return names.kind === 'array' && names.items[0] ? names.items[0] : names;
}

/** Values of these types can be equal. What may be anything is not judged. */
function areAlike(a: FieldType, b: FieldType): boolean {
  const numbers = ['integer', 'number'];
  return a === b || a === 'any' || b === 'any' || (numbers.includes(a) && numbers.includes(b));
}
