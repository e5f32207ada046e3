import type { Node } from '../node.ts';
import { itemsOf, memberValue, type ObjectNode } from '../tree.ts';
import { type Located, resolveSchema } from './catalog.ts';
import { isSchema, type Schema, schemaIn, schemasIn, textsIn } from './schema.ts';
import { type Check, holds } from './schema-error.ts';
import { VALUE_KEYWORDS } from './value-keywords.ts';

/**
 * Checks of our own schemas (JSON Schema draft-07) that walk the tree itself. They copy nothing, stop when nobody
 * would read more errors, and leave one error for each cause: those of a failed branch of `anyOf` or `if` are not
 * told. A keyword that is not handled is a bug of the schema, told when it is compiled.
 */
const COMPILED = new Map<Schema, Check>();

/** The check for a schema of ours by its name; compiled once, when it is first needed. */
export function compiledSchema(name: string): Check {
  const located = resolveSchema(name, undefined);
  if (!located) {
    throw new Error(`No schema is registered as ${name}`);
  }
  return compile(located);
}

/** Keywords that say nothing about what is valid. */
const ANNOTATIONS = [
  '$schema',
  '$id',
  'title',
  'description',
  'examples',
  'default',
  'definitions',
  '$comment',
];
/** Keywords that another one looks at. */
const COMPANIONS = ['then', 'else'];

type MakeLocatedCheck = (located: Located) => Check;

/** Keywords that apply schemas to the value or to what is in it. */
const APPLICATORS: Readonly<Record<string, MakeLocatedCheck>> = {
  required,
  dependencies,
  properties: members,
  additionalProperties: members,
  propertyNames,
  items,
  contains,
  allOf: (located) =>
    every(schemasIn(located.schema, 'allOf').map((schema) => compile(within(located, schema)))),
  anyOf,
  not: (located) => {
    const check = compileIn(located, 'not');
    return (node, errors) => !holds(check, node) || errors.add('not', node, located.schema);
  },
  if: conditional,
};

function compile(located: Located): Check {
  const known = COMPILED.get(located.schema);
  if (known) {
    return known;
  }
  // A schema may mention itself: while it is compiled, its place is taken by a check that looks the real one up.
  COMPILED.set(located.schema, (node, errors) => COMPILED.get(located.schema)?.(node, errors) ?? true);
  const check = compileNew(located);
  COMPILED.set(located.schema, check);
  return check;
}

function compileNew(located: Located): Check {
  const { schema, file } = located;
  const reference = schema['$ref'];
  if (typeof reference === 'string') {
    const target = resolveSchema(reference, file);
    if (!target) {
      throw new Error(`The schema ${reference} is not there`);
    }
    return compile(target); // draft-07: what stands beside a `$ref` does not count
  }
  const checks = new Set<Check>();
  for (const [keyword, value] of Object.entries(schema)) {
    const applicator = APPLICATORS[keyword];
    const ofValue = VALUE_KEYWORDS[keyword];
    if (applicator) {
      const isSecond = keyword === 'additionalProperties' && 'properties' in schema;
      if (!isSecond) {
        checks.add(applicator(located));
      }
    } else if (ofValue) {
      checks.add(ofValue(value, schema));
    } else if (
      !ANNOTATIONS.includes(keyword) &&
      !COMPANIONS.includes(keyword) &&
      !keyword.startsWith('waybill:')
    ) {
      throw new Error(`Nobody checks the keyword ${keyword}`);
    }
  }
  return every([...checks]);
}

function compileIn(located: Located, keyword: string): Check {
  const schema = schemaIn(located.schema, keyword);
  return schema ? compile(within(located, schema)) : () => true;
}

function within({ file }: Located, schema: Schema): Located {
  return { schema, file };
}

function every(checks: readonly Check[]): Check {
  const [first, second] = checks;
  if (first && !second) {
    return first;
  }
  return (node, errors) => {
    let isValid = true;
    for (const check of checks) {
      isValid = check(node, errors) && isValid;
    }
    return isValid;
  };
}

function required({ schema }: Located): Check {
  const names = textsIn(schema, 'required');
  return (node, errors) => {
    let isValid = true;
    for (const missingProperty of node.kind === 'object' ? names : []) {
      if (!memberValue(node, missingProperty)) {
        isValid = errors.add('required', node, schema, { missingProperty });
      }
    }
    return isValid;
  };
}

/** `dependencies` on other properties; our schemas have none on schemas. */
function dependencies({ schema }: Located): Check {
  const all = Object.entries(schemaIn(schema, 'dependencies') ?? {});
  if (!all.every(([, names]) => Array.isArray(names))) {
    throw new Error('Nobody checks dependencies on a schema');
  }
  const needs = all.map(([property, names]) => ({ property, names: textsIn({ names }, 'names') }));
  return (node, errors) => {
    let isValid = true;
    for (const { property, names } of node.kind === 'object' ? needs : []) {
      for (const missingProperty of memberValue(node, property) ? names : []) {
        if (!memberValue(node, missingProperty)) {
          isValid = errors.add('dependencies', node, schema, { property, missingProperty });
        }
      }
    }
    return isValid;
  };
}

/** `properties` and `additionalProperties`, a schema or false. */
function members(located: Located): Check {
  const { schema } = located;
  const checks = new Map<string, Check>();
  for (const [name, value] of Object.entries(schemaIn(schema, 'properties') ?? {})) {
    if (isSchema(value)) {
      checks.set(name, compile(within(located, value)));
    }
  }
  const others = schemaIn(schema, 'additionalProperties');
  const other = others && compile(within(located, others));
  const isClosed = schema['additionalProperties'] === false;
  return (node, errors) => {
    if (node.kind !== 'object') {
      return true;
    }
    let isValid = true;
    const repeated = repeatedKeys(node);
    for (const [index, { key, value }] of node.members.entries()) {
      if (!value || errors.isFull || (repeated?.get(key) ?? index) !== index) {
        continue; // of a repeated key, the last one counts
      }
      const check = checks.get(key) ?? other;
      if (check) {
        isValid = check(value, errors) && isValid;
      } else if (isClosed && !checks.has(key)) {
        isValid = errors.add('additionalProperties', node, schema, { additionalProperty: key });
      }
    }
    return isValid;
  };
}

/** A schema for the names of all properties, which are texts. */
function propertyNames(located: Located): Check {
  const schema = schemaIn(located.schema, 'propertyNames') ?? {};
  const check = compileIn(located, 'propertyNames');
  return (node, errors) => {
    let isValid = true;
    for (const { key, keyOffset, keyLength } of node.kind === 'object' && !errors.isFull
      ? node.members
      : []) {
      const path = [...node.path, key];
      const name: Node = { kind: 'string', value: key, offset: keyOffset, length: keyLength, path };
      if (!holds(check, name)) {
        isValid = errors.add('propertyNames', name, schema);
      }
    }
    return isValid;
  };
}

/** Where each key stands last, if one of them stands twice. */
function repeatedKeys({ members: all }: ObjectNode): ReadonlyMap<string, number> | undefined {
  if (all.length <= 16 ? !hasRepeatedKey(all) : new Set(all.map(({ key }) => key)).size === all.length) {
    return undefined;
  }
  return new Map(all.flatMap(({ key, value }, index) => (value ? [[key, index] as const] : [])));
}

function hasRepeatedKey(all: ObjectNode['members']): boolean {
  for (let later = 1; later < all.length; later++) {
    for (let earlier = 0; earlier < later; earlier++) {
      if (all[earlier]?.key === all[later]?.key) {
        return true;
      }
    }
  }
  return false;
}

/** One schema for all items. */
function items(located: Located): Check {
  if (!schemaIn(located.schema, 'items')) {
    throw new Error('Nobody checks items one by one');
  }
  const check = compileIn(located, 'items');
  return (node, errors) => {
    if (errors.skips(node)) {
      return true;
    }
    let isValid = true;
    for (const item of itemsOf(node)) {
      if (errors.isFull && !isValid) {
        return false;
      }
      isValid = check(item, errors) && isValid;
    }
    return isValid;
  };
}

function contains(located: Located): Check {
  const check = compileIn(located, 'contains');
  return (node, errors) =>
    node.kind !== 'array' ||
    itemsOf(node).some((item) => holds(check, item)) ||
    errors.add('contains', node, located.schema);
}

function anyOf(located: Located): Check {
  const branches = schemasIn(located.schema, 'anyOf').map((schema) => compile(within(located, schema)));
  return (node, errors) =>
    branches.some((branch) => holds(branch, node)) || errors.add('anyOf', node, located.schema);
}

function conditional(located: Located): Check {
  const condition = compileIn(located, 'if');
  const [then, otherwise] = [compileIn(located, 'then'), compileIn(located, 'else')];
  return (node: Node, errors) => (holds(condition, node) ? then(node, errors) : otherwise(node, errors));
}
