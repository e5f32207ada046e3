import type { MetadataDocument } from '../document.ts';
import type { Node } from '../node.ts';
import type { Problem } from '../problem.ts';
import type { PartRule, Rule } from '../rule.ts';
import type { Surroundings } from '../surroundings.ts';
import { memberValue, type ObjectNode } from '../tree.ts';
import { checkDialectEffect } from './dialect-effect-rules.ts';
import { checkDialect } from './dialect-rules.ts';
import { checkFields } from './field-rules.ts';
import { checkForeignKeyForms, checkForeignKeys } from './foreign-key-rules.ts';
import { checkFieldNames, checkKeys } from './key-rules.ts';
import { checkMissingValues } from './missing-value-rules.ts';
import { checkPaths } from './path-rules.ts';
import { checkDataLocation, checkResourceNames } from './resource-rules.ts';
import { resourcesOf } from './resources.ts';
import { checkTypesOfResource, checkTypesOfSchema } from './untyped-field-rules.ts';

/** Rules that need a whole document: a package, or a resource, schema or dialect in a file of its own. */
const DOCUMENT_RULES: readonly Rule[] = [
  checkResourceNames,
  checkPaths,
  checkForeignKeys,
  checkTypesOfSchema,
];

/** Rules about each resource. */
const RESOURCE_RULES: readonly PartRule[] = [checkDataLocation, checkTypesOfResource, checkDialectEffect];

/** Rules about each table schema that is written in the document. */
const SCHEMA_RULES: readonly PartRule[] = [
  checkFieldNames,
  checkKeys,
  checkForeignKeyForms,
  checkFields,
  checkMissingValues,
];

/** Rules about each dialect that is written in the document. */
const DIALECT_RULES: readonly PartRule[] = [checkDialect];

/** Runs the rules of the Data Package standard that a JSON Schema cannot say. */
export function* checkDataPackage(
  document: MetadataDocument,
  surroundings: Surroundings,
): Generator<Problem> {
  for (const rule of DOCUMENT_RULES) {
    yield* rule(document, surroundings);
  }
  const { kind, root } = document;
  if (root?.kind === 'object' && (kind === 'tableschema' || kind === 'tabledialect')) {
    yield* run(kind === 'tableschema' ? SCHEMA_RULES : DIALECT_RULES, root, document, surroundings);
  }
  for (const resource of resourcesOf(document)) {
    yield* run(RESOURCE_RULES, resource, document, surroundings);
    yield* run(SCHEMA_RULES, memberValue(resource, 'schema'), document, surroundings);
    yield* run(DIALECT_RULES, memberValue(resource, 'dialect'), document, surroundings);
  }
}

function* run(
  rules: readonly PartRule[],
  part: Node | undefined,
  document: MetadataDocument,
  surroundings: Surroundings,
): Generator<Problem> {
  if (isObject(part)) {
    for (const rule of rules) {
      yield* rule(part, document, surroundings);
    }
  }
}

function isObject(node: Node | undefined): node is ObjectNode {
  return node?.kind === 'object';
}
