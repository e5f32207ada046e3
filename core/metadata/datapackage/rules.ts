import type { MetadataDocument } from '../document.ts';
import type { Node } from '../node.ts';
import type { Problem } from '../problem.ts';
import type { PartRule, Rule } from '../rule.ts';
import type { Surroundings } from '../surroundings.ts';
import { memberValue, type ObjectNode } from '../tree.ts';
import { checkContributors } from './credit-rules.ts';
import { checkDialectEffect, checkEffectOnTables } from './dialect-effect-rules.ts';
import { checkDialect } from './dialect-rules.ts';
import { checkDrift, checkDriftOfSchema } from './drift-rules.ts';
import { checkEncoding, checkEncodingOfFile } from './encoding-rules.ts';
import { checkFields } from './field-rules.ts';
import { checkDialectOfFile, checkDialectOfTables } from './file-dialect-rules.ts';
import { checkForeignKeyForms, checkForeignKeys } from './foreign-key-rules.ts';
import { checkBytes, checkHash, checkWeakHashes } from './hash-rules.ts';
import { checkHeader, checkHeaderOfSchema } from './header-rules.ts';
import { checkInlineData, checkInlineRows } from './inline-data-rules.ts';
import { checkFieldNames, checkKeys } from './key-rules.ts';
import { checkLicenses, checkPackageLicenses } from './license-rules.ts';
import { checkCompression, checkFormat, checkMediaType } from './media-rules.ts';
import { checkMissingValues } from './missing-value-rules.ts';
import { checkNameForm, checkNameWithoutTime } from './name-rules.ts';
import {
  checkNewerCredits,
  checkNewerDialect,
  checkNewerSchema,
  checkNewerSources,
} from './newer-property-rules.ts';
import { checkCreated, checkId, checkKeywords, checkRecommended, checkVersion } from './package-rules.ts';
import { checkPathList } from './path-list-rules.ts';
import { checkPaths } from './path-rules.ts';
import { referencedFileRule } from './referenced-rules.ts';
import { checkDataLocation, checkResourceNames } from './resource-rules.ts';
import { checkSameColumns } from './same-columns-rule.ts';
import { checkSchemaStated, checkTabularFile, checkTypeStated } from './table-rules.ts';
import { checkTranslations } from './translation-rules.ts';
import { checkUnreadParts } from './unread-rules.ts';
import { checkTypesOfResource, checkTypesOfSchema } from './untyped-field-rules.ts';
import {
  checkFileName,
  checkNestedProfile,
  checkPackageProfile,
  checkProfile,
  checkResourceProfile,
  checkTabularPackage,
  checkVersionStated,
} from './version-rules.ts';

/** Rules that need a whole document: a package, or a resource, schema or dialect in a file of its own. */
const DOCUMENT_RULES: readonly Rule[] = [
  checkVersionStated,
  checkFileName,
  checkRecommended,
  checkProfile,
  checkTabularPackage,
  checkPackageProfile,
  checkNameForm,
  checkNameWithoutTime,
  checkId,
  checkVersion,
  checkCreated,
  checkKeywords,
  checkPackageLicenses,
  checkContributors,
  checkNewerCredits,
  checkTranslations,
  checkResourceNames,
  checkPaths,
  checkTypeStated,
  checkInlineRows,
  checkWeakHashes,
  referencedFileRule(function* checkAlone(document, surroundings) {
    for (const problem of checkWholePackage(document, surroundings)) {
      if (problem) {
        yield problem;
      }
    }
  }),
  checkUnreadParts,
  checkForeignKeys,
  checkTypesOfSchema,
  checkHeaderOfSchema,
  checkDriftOfSchema,
  checkDialectOfTables,
  checkEffectOnTables,
];

/** Rules about each resource. */
const RESOURCE_RULES: readonly PartRule[] = [
  checkDataLocation,
  checkNestedProfile,
  checkResourceProfile,
  checkSchemaStated,
  checkPathList,
  checkBytes,
  checkHash,
  checkInlineData,
  checkTabularFile,
  checkFormat,
  checkMediaType,
  checkCompression,
  checkEncoding,
  checkEncodingOfFile,
  checkLicenses,
  checkNewerSources,
  checkTypesOfResource,
  checkDialectEffect,
  checkDialectOfFile,
  checkHeader,
  checkSameColumns,
  checkDrift,
];

/** Rules about each table schema that is written in the document. */
const SCHEMA_RULES: readonly PartRule[] = [
  checkNestedProfile,
  checkFieldNames,
  checkKeys,
  checkForeignKeyForms,
  checkFields,
  checkMissingValues,
  checkNewerSchema,
];

/** Rules about each dialect that is written in the document. */
const DIALECT_RULES: readonly PartRule[] = [checkNestedProfile, checkDialect, checkNewerDialect];

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

/** Runs the rules about one resource and what is written in it; stops after each of them, too. */
export function* checkResource(
  resource: Node,
  document: MetadataDocument,
  surroundings: Surroundings,
): Generator<Problem | undefined> {
  yield* run(RESOURCE_RULES, resource, document, surroundings);
  yield* run(SCHEMA_RULES, memberValue(resource, 'schema'), document, surroundings);
  yield* run(DIALECT_RULES, memberValue(resource, 'dialect'), document, surroundings);
}

function* run(
  rules: readonly PartRule[],
  part: Node | undefined,
  document: MetadataDocument,
  surroundings: Surroundings,
): Generator<Problem | undefined> {
  if (isObject(part)) {
    for (const rule of rules) {
      yield* rule(part, document, surroundings);
      yield;
    }
  }
}

function isObject(node: Node | undefined): node is ObjectNode {
  return node?.kind === 'object';
}
