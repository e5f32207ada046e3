import type { PathSegment } from '#core/base/json-pointer.ts';
import type { MetadataDocument } from '../document.ts';
import type { Node } from '../node.ts';
import { childOf, memberValue } from '../tree.ts';
import { type Located, resolveSchema, schemaNameFor } from './catalog.ts';
import { isSchema, type Schema, schemaIn, schemasIn, textsIn } from './schema.ts';

/** Bounds a chain of `$ref`s and `allOf`s; ours are about six long. */
const MAX_CHAIN = 30;
/** Of the schemas of other people, no more apply to one value: a few lines can ask for billions. */
const MAX_APPLICABLE = 500;

/**
 * Every schema that applies to the value at a path, `$ref`, `allOf` and `if`/`then`/`else` followed as far as the
 * document decides them. Validation, completion and hover read the same files; this is how the latter two do.
 */
export function schemasAt(document: MetadataDocument, path: readonly PathSegment[]): readonly Schema[] {
  let node = document.root;
  let located = rootSchemas(document);
  for (const segment of path) {
    node = childOf(node, segment);
    located = schemasBelow(located, segment, node);
  }
  return located.map(({ schema }) => schema);
}

/** The schemas of the root of a document, to walk down from with `schemasBelow`. */
export function rootSchemas(document: MetadataDocument): readonly Located[] {
  const name = schemaNameFor(document);
  const start = name === undefined ? undefined : resolveSchema(name, undefined);
  const others = (document.profiles ?? []).map((schema) => ({ schema, file: schema }));
  return [...(start ? [start] : []), ...others].flatMap((each) => [...expand(each, document.root)]);
}

/** The schemas of the value one step below, of which `node` is what the document has there. */
export function schemasBelow(
  located: readonly Located[],
  segment: PathSegment,
  node: Node | undefined,
): readonly Located[] {
  const found: Located[] = [];
  for (const start of located.flatMap((each) => below(each, segment))) {
    for (const each of expand(start, node)) {
      found.push(each);
    }
    if (found.length >= MAX_APPLICABLE) {
      break;
    }
  }
  return found;
}

/** The names that the schemas of an object know, each with all that is said about it. */
export function propertiesOf(schemas: readonly Schema[]): ReadonlyMap<string, readonly Schema[]> {
  const properties = new Map<string, Schema[]>();
  for (const schema of schemas) {
    for (const [name, value] of Object.entries(schemaIn(schema, 'properties') ?? {})) {
      properties.set(name, [...(properties.get(name) ?? []), ...(isSchema(value) ? [value] : [])]);
    }
  }
  return properties;
}

/** The names of properties that an object needs. */
export function requiredOf(schemas: readonly Schema[]): ReadonlySet<string> {
  return new Set(schemas.flatMap((schema) => textsIn(schema, 'required')));
}

function below({ schema, file }: Located, segment: PathSegment): Located[] {
  if (typeof segment === 'number') {
    const own = schemasIn(schema, 'items')[segment] ?? schemasIn(schema, 'prefixItems')[segment];
    const rest = Array.isArray(schema['items']) ? 'additionalItems' : 'items';
    const items = own ?? schemaIn(schema, rest);
    return items ? [{ schema: items, file }] : [];
  }
  const property = schemaIn(schemaIn(schema, 'properties') ?? {}, segment);
  const other = property ? undefined : schemaIn(schema, 'additionalProperties');
  const found = property ?? other;
  return found ? [{ schema: found, file }] : [];
}

/** A schema and those that it adds for this value. */
function* expand(
  located: Located,
  node: Node | undefined,
  chain = 0,
  budget = { left: MAX_APPLICABLE },
): Generator<Located> {
  if (chain > MAX_CHAIN || --budget.left < 0) {
    return;
  }
  const { schema, file } = located;
  const isOurs = String(file['$id']).startsWith('waybill:');
  const reference = schema['$ref'];
  if (typeof reference === 'string') {
    const target = resolveSchema(reference, file);
    if (target) {
      yield* expand(target, node, chain + 1, budget);
    }
    if (isOurs) {
      return; // draft-07: what stands beside a `$ref` does not count
    }
  }
  yield located;
  for (const part of schemasIn(schema, 'allOf')) {
    yield* expand({ schema: part, file }, node, chain + 1, budget);
  }
  // Of the alternatives of other people, those that the value has not ruled out yet.
  const alternatives = isOurs ? [] : [...schemasIn(schema, 'anyOf'), ...schemasIn(schema, 'oneOf')];
  for (const part of alternatives.filter((each) => mayBe(each, node))) {
    yield* expand({ schema: part, file }, node, chain + 1, budget);
  }
  const condition = schemaIn(schema, 'if');
  const branch = condition && schemaIn(schema, matches(condition, node) ? 'then' : 'else');
  if (branch) {
    yield* expand({ schema: branch, file }, node, chain + 1, budget);
  }
}

/** Whether an alternative speaks of such a value: by its type, and by what its members have to be. */
function mayBe(alternative: Schema, node: Node | undefined): boolean {
  const types = textsIn(alternative, 'type');
  if (node === undefined) {
    return true;
  }
  return (
    (types.length === 0 ||
      types.includes(node.kind) ||
      (types.includes('integer') && node.kind === 'number')) &&
    Object.entries(schemaIn(alternative, 'properties') ?? {}).every(([name, schema]) => {
      const member = memberValue(node, name);
      const allowed = isSchema(schema) ? [...textsIn(schema, 'enum'), ...textsIn(schema, 'const')] : [];
      return member?.kind !== 'string' || allowed.length === 0 || allowed.includes(member.value);
    })
  );
}

/** Decides the conditions that our schemas use: `type`, `const`, `required`, `properties` and `not` of these. */
function matches(condition: Schema, node: Node | undefined): boolean {
  const negated = schemaIn(condition, 'not');
  const type = condition['type'];
  return (
    !(negated && matches(negated, node)) &&
    // A value that is not there yet may become an object: offer what belongs into one.
    (type === undefined || type === (node?.kind ?? 'object')) &&
    (condition['const'] === undefined ||
      (node !== undefined && 'value' in node && node.value === condition['const'])) &&
    textsIn(condition, 'required').every((name) => memberValue(node, name) !== undefined) &&
    Object.entries(schemaIn(condition, 'properties') ?? {}).every(([name, value]) => {
      const member = memberValue(node, name);
      return !member || !isSchema(value) || matches(value, member);
    })
  );
}
