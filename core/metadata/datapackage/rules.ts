import type { MetadataDocument } from '../document.ts';
import type { Node } from '../node.ts';
import type { Problem } from '../problem.ts';
import type { PartRule, Rule } from '../rule.ts';
import type { Surroundings } from '../surroundings.ts';
import { memberValue, type ObjectNode } from '../tree.ts';
import { checkKeys } from './key-rules.ts';
import { checkPaths } from './path-rules.ts';
import { checkDataLocation, checkResourceNames } from './resource-rules.ts';

/** Rules that need a whole document: a package, or a resource, schema or dialect in a file of its own. */
const DOCUMENT_RULES: readonly Rule[] = [checkResourceNames, checkPaths, checkKeys];

/** Rules about each resource. */
const RESOURCE_RULES: readonly PartRule[] = [checkDataLocation];

/** Rules about each table schema that is written in the document. */
const SCHEMA_RULES: readonly PartRule[] = [];

/** Rules about each dialect that is written in the document. */
const DIALECT_RULES: readonly PartRule[] = [];

/** Runs the rules about the document as a whole; stops after each of them for whoever needs a pause. */
export function* checkWholePackage(
  document: MetadataDocument,
  surroundings: Surroundings,
): Generator<Problem | undefined> {
  for (const rule of DOCUMENT_RULES) {
    yield* rule(document, surroundings);
    yield;
  }
  const { kind, root } = document;
  if (kind === 'tableschema' || kind === 'tabledialect') {
    yield* run(kind === 'tableschema' ? SCHEMA_RULES : DIALECT_RULES, root, document, surroundings);
  }
}

/** Runs the rules about one resource and what is written in it. */
export function* checkResource(
  resource: Node,
  document: MetadataDocument,
  surroundings: Surroundings,
): Generator<Problem> {
  yield* run(RESOURCE_RULES, resource, document, surroundings);
  yield* run(SCHEMA_RULES, memberValue(resource, 'schema'), document, surroundings);
  yield* run(DIALECT_RULES, memberValue(resource, 'dialect'), document, surroundings);
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
