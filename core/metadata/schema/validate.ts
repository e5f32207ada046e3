import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { MetadataDocument } from '../document.ts';
import type { Problem } from '../problem.ts';
import { countNodes, plainValue } from '../tree.ts';
import { SCHEMAS, schemaNameFor } from './catalog.ts';
import { FORMATS } from './formats.ts';
import { translate } from './translate.ts';

/**
 * Up to this many values, all errors are collected. Above, only the first: ajv cannot be stopped, and an array of
 * ten million wrong items would fill the memory with ten million errors.
 */
const MAX_NODES_FOR_ALL_ERRORS = 200_000;

/** Keywords of our own: they say how to explain a schema and change nothing about what is valid. */
const ANNOTATIONS = ['docs', 'noun', 'code', 'form', 'values', 'names', 'snippet'].map(
  (name) => `waybill:${name}`,
);

/** What the schema for the kind and version of a document finds. Nothing when there is no schema for it. */
export function* checkSchema(document: MetadataDocument): Generator<Problem> {
  const name = schemaNameFor(document);
  if (name === undefined || document.root?.kind !== 'object') {
    return;
  }
  const collectAll = countNodes(document.root) <= MAX_NODES_FOR_ALL_ERRORS;
  const validate = validator(name, collectAll);
  if (!validate(plainValue(document.root))) {
    yield* translate(document, withoutConsequences(validate.errors ?? []));
  }
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
