import type { PathSegment } from '#core/base/json-pointer.ts';
import type { MetadataDocument } from '../document.ts';
import type { Node } from '../node.ts';
import { childOf, itemsOf, memberValue } from '../tree.ts';
import type { AppliedSchema } from './applied-schema.ts';
import { itemSchemaNames, type Located, resolveSchema, schemaNamesFor } from './catalog.ts';
import { expansionOf } from './known-expansions.ts';
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
  return locatedAt(document, path).map(({ schema }) => schema);
}

/** The same, each with where it is from. */
export function locatedAt(document: MetadataDocument, path: readonly PathSegment[]): readonly Located[] {
  let node = document.root;
  // What is asked for says nothing about what may stand in its place.
  const askedIn = (depth: number) => (depth === path.length - 1 ? path[depth] : undefined);
  let located = rootSchemas(document, askedIn(0));
  for (const [depth, segment] of path.entries()) {
    node = childOf(node, segment);
    const asked = askedIn(depth + 1);
    const isResource = depth === 1 && path[0] === 'resources' && typeof segment === 'number';
    const profile = isResource ? document.resourceProfiles?.get(segment) : undefined;
    located = schemasBelow(located, segment, node, asked);
    if (profile) {
      located = [...located, ...expand(startOf(profile), { node, asked, isSaid: isOurs(located) })];
    }
    if (depth === 1 && document.kind === 'stac-itemcollection' && path[0] === 'features' && node) {
      // The list asks for an item already: what is new is what the extensions of this one ask for.
      const [, ...extensions] = itemSchemaNames(node);
      located = [
        ...located,
        ...startsOf(extensions).flatMap((each) => [...expand(each, { node, asked, isSaid: true })]),
      ];
    }
  }
  return located;
}

/** The schemas of the root of a document, to walk down from with `schemasBelow`. */
export function rootSchemas(document: MetadataDocument, asked?: PathSegment): readonly Located[] {
  const own = startsOf(schemaNamesFor(document));
  const others = (document.profiles ?? []).map(startOf);
  const value: Described = { node: document.root, asked, isSaid: own.length > 0 };
  const [only, ...more] = [...own, ...others];
  return only && more.length === 0
    ? expanded(only, value)
    : [...own, ...others].flatMap((each) => expanded(each, value));
}

function startsOf(names: readonly string[]): Located[] {
  return names.flatMap((name) => resolveSchema(name, undefined) ?? []);
}

function startOf(profile: AppliedSchema): Located {
  return { schema: profile.schema, file: profile.schema, profile };
}

/** Whether the standard itself says something of a value. */
function isOurs(located: readonly Located[]): boolean {
  return located.some(({ profile }) => !profile);
}

/** The schemas of the value one step below, of which `node` is what the document has there. */
export function schemasBelow(
  located: readonly Located[],
  segment: PathSegment,
  node: Node | undefined,
  asked?: PathSegment,
): readonly Located[] {
  const starts: Located[] = [];
  for (const each of located) {
    for (const start of below(each, segment, node)) {
      starts.push(start);
    }
  }
  const [only] = starts;
  if (only && starts.length === 1) {
    return expanded(only, { node, asked, isSaid: false });
  }
  const found: Located[] = [];
  for (const start of starts) {
    for (const each of expanded(start, { node, asked, isSaid: isOurs(found) })) {
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
  for (const name of requiredOf(schemas)) {
    if (!properties.has(name)) {
      properties.set(name, []); // a profile may ask for a property of which it says nothing
    }
  }
  return properties;
}

/** The names of properties that an object needs. */
export function requiredOf(schemas: readonly Schema[]): ReadonlySet<string> {
  return new Set(schemas.flatMap((schema) => textsIn(schema, 'required')));
}

function* below(start: Located, segment: PathSegment, node: Node | undefined): Generator<Located> {
  const { schema, profile } = start;
  if (typeof segment === 'number') {
    const own = schemasIn(schema, 'items')[segment] ?? schemasIn(schema, 'prefixItems')[segment];
    const rest = Array.isArray(schema['items']) ? 'additionalItems' : 'items';
    const items = own ?? schemaIn(schema, rest);
    if (items) {
      yield { ...start, schema: items };
    }
    const contained = profile ? schemaIn(schema, 'contains') : undefined;
    if (contained && mayBe(contained, node)) {
      yield { ...start, schema: contained, isOptional: true };
    }
    return;
  }
  const property = schemaIn(schemaIn(schema, 'properties') ?? {}, segment);
  const matching = profile ? patternsFor(schema, segment, profile) : [];
  const found = property ? [property, ...matching] : matching;
  const other = found.length > 0 ? undefined : schemaIn(schema, 'additionalProperties');
  for (const each of other ? [other] : found) {
    yield { ...start, schema: each };
  }
}

function patternsFor(schema: Schema, name: string, profile: AppliedSchema): Schema[] {
  const patterns = Object.entries(schemaIn(schema, 'patternProperties') ?? {});
  return patterns.flatMap(([pattern, value]) =>
    isSchema(value) && profile.matches(pattern, name) === true ? [value] : [],
  );
}

/** The value that schemas are looked up for. */
interface Described {
  readonly node: Node | undefined;
  /** The member of it that somebody asks about. */
  readonly asked: PathSegment | undefined;
  /** The standard says what it has to say here: profiles that refer to it add nothing by that. */
  readonly isSaid: boolean;
}

/** A schema and those that it adds for this value; of one of ours, the list need not be made anew. */
function expanded(start: Located, value: Described): readonly Located[] {
  return start.profile
    ? [...expand(start, value)]
    : expansionOf(
        start,
        value.node,
        (located) => referenced(located, false),
        () => expand(start, value),
      );
}

/** A schema and those that it adds for this value. */
function* expand(
  located: Located,
  value: Described,
  chain = 0,
  budget = { left: MAX_APPLICABLE },
): Generator<Located> {
  if (chain > MAX_CHAIN || --budget.left < 0) {
    return;
  }
  const { schema, profile } = located;
  const { node } = value;
  const again = (next: Located) => expand(next, value, chain + 1, budget);
  const target = referenced(located, value.isSaid);
  if (target) {
    yield* again(target);
  }
  if (!profile && '$ref' in schema) {
    return; // draft-07: what stands beside a `$ref` does not count
  }
  yield located;
  for (const part of schemasIn(schema, 'allOf')) {
    yield* again({ ...located, schema: part });
  }
  if (profile) {
    for (const part of ofOtherPeople(located, value)) {
      yield* again(part);
    }
  }
  const condition = schemaIn(schema, 'if');
  const holds = condition && ((node && profile?.holds(condition, node)) ?? matches(condition, node));
  const branch = condition && schemaIn(schema, holds ? 'then' : 'else');
  if (branch) {
    yield* again({ ...located, schema: branch });
  }
}

/** What a `$ref` stands for, in the same profile, among our schemas, or in the file of the schema. */
function referenced({ schema, file, profile, ...rest }: Located, isSaid: boolean): Located | undefined {
  const reference = schema['$ref'];
  if (typeof reference !== 'string') {
    return undefined;
  }
  if (!profile) {
    return resolveSchema(reference, file);
  }
  const target = profile.resolve(reference);
  if (target !== undefined) {
    return isSchema(target) ? { ...rest, schema: target, file, profile } : undefined;
  }
  return isSaid ? undefined : resolveSchema(reference, undefined);
}

/** Alternatives that the value has not ruled out yet, and what depends on properties that it has. */
function* ofOtherPeople(located: Located, { node, asked }: Described): Generator<Located> {
  const { schema } = located;
  for (const part of [...schemasIn(schema, 'anyOf'), ...schemasIn(schema, 'oneOf')]) {
    if (mayBe(part, node, asked)) {
      yield { ...located, schema: part, isOptional: true };
    }
  }
  for (const keyword of ['dependencies', 'dependentSchemas', 'dependentRequired']) {
    for (const [name, asked] of Object.entries(schemaIn(schema, keyword) ?? {})) {
      if (memberValue(node, name)) {
        yield { ...located, schema: isSchema(asked) ? asked : { required: asked } };
      }
    }
  }
}

/** Whether an alternative speaks of such a value: by its type, and by what its members have to be. */
function mayBe(alternative: Schema, node: Node | undefined, asked?: PathSegment): boolean {
  const types = textsIn(alternative, 'type');
  if (node === undefined) {
    return true;
  }
  return (
    (types.length === 0 ||
      types.includes(node.kind) ||
      (types.includes('integer') && node.kind === 'number')) &&
    Object.entries(schemaIn(alternative, 'properties') ?? {}).every(([name, schema]) => {
      const member = name === asked ? undefined : memberValue(node, name);
      const allowed = isSchema(schema) ? [...textsIn(schema, 'enum'), ...textsIn(schema, 'const')] : [];
      return member?.kind !== 'string' || allowed.length === 0 || allowed.includes(member.value);
    })
  );
}

/**
 * Decides the conditions that our schemas use: `type`, `const`, `enum`, `required`, `properties`, and `not` and
 * `contains` of these. Those with a `pattern` are taken as not met: profiles of other people may have any.
 */
function matches(condition: Schema, node: Node | undefined): boolean {
  const negated = schemaIn(condition, 'not');
  const contained = schemaIn(condition, 'contains');
  const type = condition['type'];
  return (
    !(negated && matches(negated, node)) &&
    // A value that is not there yet may become an object: offer what belongs into one.
    (type === undefined || type === (node?.kind ?? 'object')) &&
    (condition['const'] === undefined ||
      (node !== undefined && 'value' in node && node.value === condition['const'])) &&
    (condition['enum'] === undefined ||
      (node?.kind === 'string' && textsIn(condition, 'enum').includes(node.value))) &&
    condition['pattern'] === undefined &&
    (!contained || itemsOf(node).some((item) => matches(contained, item))) &&
    textsIn(condition, 'required').every((name) => memberValue(node, name) !== undefined) &&
    Object.entries(schemaIn(condition, 'properties') ?? {}).every(([name, value]) => {
      const member = memberValue(node, name);
      return !member || !isSchema(value) || matches(value, member);
    })
  );
}
