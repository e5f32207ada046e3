import type { Node } from '../node.ts';
import { isSchema, schemaIn } from '../schema/schema.ts';
import type { SchemaError } from '../schema/schema-error.ts';
import { memberValue } from '../tree.ts';
import type { Application } from './evaluator.ts';

/** Keywords that apply schemas to a value or to what is in it; each tells whether it is satisfied. */
export const APPLICATORS: Readonly<Record<string, (application: Application) => boolean>> = {
  required: checkRequired,
  allOf: ({ run, value, node, errors }) => every(listOf(value), (each) => run.check(each, node, errors)),
  anyOf: (application) => checkAlternatives(application, 'anyOf'),
  oneOf: (application) => checkAlternatives(application, 'oneOf'),
  not: ({ run, schema, value, node, errors }) =>
    !run.check(value, node, undefined) || fail(errors, { keyword: 'not', node, schema, params: {} }),
  if: ({ run, schema, value, node, errors }) =>
    run.check(schema[run.check(value, node, undefined) ? 'then' : 'else'], node, errors),
  properties: checkMembers,
  patternProperties: (application) => ('properties' in application.schema ? true : checkMembers(application)),
  additionalProperties: (application) =>
    'properties' in application.schema || 'patternProperties' in application.schema
      ? true
      : checkMembers(application),
  propertyNames: checkPropertyNames,
  items: checkItems,
  prefixItems: (application) => ('items' in application.schema ? true : checkItems(application)),
  contains: checkContains,
  dependencies: checkDependencies,
  dependentSchemas: checkDependencies,
  dependentRequired: checkDependencies,
};

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** All of them, so that all errors are found. */
function every<Item>(items: Iterable<Item>, check: (item: Item) => boolean): boolean {
  let isValid = true;
  for (const item of items) {
    isValid = check(item) && isValid;
  }
  return isValid;
}

function checkRequired({ schema, value, node, errors }: Application): boolean {
  const names = listOf(value).filter((name) => typeof name === 'string');
  return every(node.kind === 'object' ? names : [], (missingProperty) => {
    const isThere = memberValue(node, missingProperty) !== undefined;
    return isThere || fail(errors, { keyword: 'required', node, schema, params: { missingProperty } });
  });
}

function fail(errors: SchemaError[] | undefined, error: SchemaError): false {
  errors?.push(error);
  return false;
}

/**
 * One of several schemas has to hold. Where none does, usually one was meant, by a `type` or a name: its errors are
 * told instead of "none of these".
 */
function checkAlternatives({ run, schema, value, node, errors }: Application, keyword: string): boolean {
  const branches = listOf(value);
  const valid = branches.filter((branch) => run.check(branch, node, undefined)).length;
  if (valid === 1 || (valid > 0 && keyword === 'anyOf') || branches.length === 0) {
    return true;
  }
  if (valid > 1 || !errors) {
    return fail(errors, { keyword, node, schema, params: { valid } });
  }
  const meant = branches
    .map((branch) => {
      const own: SchemaError[] = [];
      run.check(branch, node, own);
      return own;
    })
    .filter((own) => own.length > 0 && !own.some((error) => isTelling(error, node)));
  const [only] = meant;
  if (only && meant.length === 1) {
    for (const error of only) {
      errors.push(error);
    }
    return false;
  }
  return fail(errors, { keyword, node, schema, params: { valid } });
}

/** Whether an error says that a value is another kind of thing than a branch is about. */
function isTelling({ keyword, node: place }: SchemaError, node: Node): boolean {
  const isNear = place === node || place.path.length === node.path.length + 1;
  return (
    (keyword === 'type' && place === node) ||
    (isNear && ['const', 'enum', 'not', 'false schema'].includes(keyword)) ||
    (place === node && ['oneOf', 'anyOf'].includes(keyword))
  );
}

/** `properties`, `patternProperties` and `additionalProperties`, which is about all others. */
function checkMembers({ run, schema, node, errors }: Application): boolean {
  if (node.kind !== 'object') {
    return true;
  }
  const properties = schemaIn(schema, 'properties') ?? {};
  const patterns = Object.entries(schemaIn(schema, 'patternProperties') ?? {}).map(([text, own]) => ({
    matches: run.pattern(text),
    own,
  }));
  const others = schema['additionalProperties'];
  const last = new Map(node.members.map((member) => [member.key, member.value]));
  return every(last, ([key, value]) => {
    if (!value) {
      return true;
    }
    const named = Object.hasOwn(properties, key) ? [properties[key]] : [];
    const matched = patterns.filter(({ matches }) => matches?.(key) ?? true).map(({ own }) => own);
    const applicable = [...named, ...matched];
    if (applicable.length > 0) {
      return every(applicable, (each) => run.check(each, value, errors));
    }
    return others === false
      ? fail(errors, { keyword: 'additionalProperties', node, schema, params: { additionalProperty: key } })
      : run.check(others, value, errors);
  });
}

function checkPropertyNames({ run, schema, value, node, errors }: Application): boolean {
  return every(node.kind === 'object' ? node.members : [], ({ key, keyOffset, keyLength }) => {
    const name: Node = {
      kind: 'string',
      value: key,
      offset: keyOffset,
      length: keyLength,
      path: [...node.path, key],
    };
    return (
      run.check(value, name, undefined) ||
      fail(errors, { keyword: 'propertyNames', node: name, schema, params: { propertyName: key } })
    );
  });
}

/** `items` as one schema or one for each place, with `prefixItems` and `additionalItems`. */
function checkItems({ run, schema, node, errors }: Application): boolean {
  if (node.kind !== 'array') {
    return true;
  }
  const { items } = schema;
  const prefix = Array.isArray(items) ? items : listOf(schema['prefixItems']);
  const rest = Array.isArray(items) ? schema['additionalItems'] : items;
  return every(node.items.entries(), ([index, item]) =>
    run.check(index < prefix.length ? prefix[index] : rest, item, errors),
  );
}

function checkContains({ run, schema, value, node, errors }: Application): boolean {
  if (node.kind !== 'array') {
    return true;
  }
  const least = typeof schema['minContains'] === 'number' ? schema['minContains'] : 1;
  const most = typeof schema['maxContains'] === 'number' ? schema['maxContains'] : Number.POSITIVE_INFINITY;
  const count = node.items.filter((item) => run.check(value, item, undefined)).length;
  return (
    (count >= least && count <= most) ||
    fail(errors, { keyword: 'contains', node, schema, params: { least, most, count } })
  );
}

/** What is asked for because a property is there: other properties, or a schema. */
function checkDependencies({ run, schema, value, node, errors }: Application): boolean {
  const entries = isSchema(value) ? Object.entries(value) : [];
  return every(entries, ([property, asked]) => {
    if (!memberValue(node, property)) {
      return true;
    }
    if (!Array.isArray(asked)) {
      return run.check(asked, node, errors);
    }
    return every(listOf(asked), (name) => {
      const missingProperty = String(name);
      return (
        memberValue(node, missingProperty) !== undefined ||
        fail(errors, { keyword: 'dependencies', node, schema, params: { property, missingProperty } })
      );
    });
  });
}
