import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { DocumentKind, MetadataDocument } from '../document.ts';
import type { Node } from '../node.ts';
import type { Problem } from '../problem.ts';
import { itemsOf, memberValue, plainValue, textOf } from '../tree.ts';
import { itemSchemaName, SCHEMAS, schemaNameFor } from './catalog.ts';
import { FORMATS } from './formats.ts';
import { translate } from './translate.ts';

/**
 * Up to this many values, all errors are collected. Above, only the first: ajv cannot be stopped, and copies its list
 * of errors with each part that has one, so that a hundred thousand wrong items take a minute.
 */
const MAX_VALUES_FOR_ALL_ERRORS = 20_000;

/** Keywords of our own: they say how to explain a schema and change nothing about what is valid. */
const ANNOTATIONS = ['docs', 'noun', 'code', 'form', 'values', 'names', 'severity'].map(
  (name) => `waybill:${name}`,
);

/** A list whose members are validated one by one, each against the schema of its own. */
interface Parts {
  readonly list: string;
  /** The schema of a member; undefined when there is none for its version. */
  schemaName(member: Node, document: MetadataDocument): string | undefined;
}

/** Where a document may be so large that, validated as a whole, only its first error would be collected. */
const PARTS: Partial<Record<DocumentKind, Parts>> = {
  datapackage: {
    list: 'resources',
    schemaName: (_, document) => schemaNameFor({ ...document, kind: 'dataresource' }),
  },
  'stac-itemcollection': {
    list: 'features',
    schemaName: (item) => itemSchemaName(textOf(memberValue(item, 'stac_version'))),
  },
};

/** What the schema for the kind and version of a document finds. Nothing when there is no schema for it. */
export function* checkSchema(document: MetadataDocument): Generator<Problem> {
  const { kind, root } = document;
  const name = schemaNameFor(document);
  if (name === undefined || root?.kind !== 'object') {
    return;
  }
  const parts = PARTS[kind];
  if (parts === undefined) {
    yield* checkPart(document, name, root);
    return;
  }
  const inParts = `/${parts.list}/`;
  yield* checkPart(document, name, root, ({ instancePath }) => !instancePath.startsWith(inParts));
  for (const member of itemsOf(memberValue(root, parts.list))) {
    const memberName = parts.schemaName(member, document);
    if (memberName !== undefined) {
      yield* checkPart(document, memberName, member);
    }
  }
}

/** Validates one value of a document against a schema; `counts` may leave errors to somebody else. */
function* checkPart(
  document: MetadataDocument,
  name: string,
  node: Node,
  counts: (error: ErrorObject) => boolean = () => true,
): Generator<Problem> {
  const validate = validator(name, countValues(node) <= MAX_VALUES_FOR_ALL_ERRORS);
  if (!validate(plainValue(node))) {
    yield* translate(document, node, withoutConsequences((validate.errors ?? []).filter(counts)));
  }
}

/** The number of values in a tree, without coordinates, which our schemas do not look into. */
function countValues(node: Node): number {
  if (node.kind === 'object') {
    return node.members.reduce(
      (sum, { key, value }) => sum + (value && key !== 'coordinates' ? countValues(value) : 1),
      1,
    );
  }
  return itemsOf(node).reduce((sum, item) => sum + countValues(item), 1);
}

let compilers: { readonly all: Ajv; readonly first: Ajv } | undefined;

/** The compiled schema of a name. Compiling takes tens of milliseconds, so it happens on first use and is kept. */
function validator(name: string, collectAll: boolean): ValidateFunction {
  compilers ??= { all: compiler(true), first: compiler(false) };
  const validate = compilers[collectAll ? 'all' : 'first'].getSchema(name);
  if (!validate) {
    throw new Error(`No schema is registered as ${name}`);
  }
  return validate;
}

function compiler(allErrors: boolean): Ajv {
  const ajv = new Ajv({
    allErrors,
    verbose: true,
    strict: false,
    validateSchema: false,
    code: { optimize: false },
    formats: FORMATS,
  });
  ajv.addVocabulary(ANNOTATIONS);
  for (const schema of SCHEMAS) {
    ajv.addSchema(schema);
  }
  return ajv;
}

/** Leaves one error for each cause: those of a failed branch speak for the `if` or `anyOf` above them. */
function withoutConsequences(errors: readonly ErrorObject[]): ErrorObject[] {
  const alternatives = errors.filter(({ keyword }) => keyword === 'anyOf');
  return errors.filter(
    (error) =>
      error.keyword !== 'if' &&
      !alternatives.some(
        (other) =>
          error !== other &&
          error.instancePath === other.instancePath &&
          error.schemaPath.startsWith(`${other.schemaPath}/`),
      ),
  );
}
