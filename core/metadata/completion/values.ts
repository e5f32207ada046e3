import { describeValue, valuesOf } from '../schema/describe.ts';
import { limitsAt, otherValuesOf } from '../schema/profile-limits.ts';
import { type Schema, textsIn } from '../schema/schema.ts';
import { schemasAt } from '../schema/schema-at.ts';
import type { At, Choice, Provider } from './choice.ts';
import {
  commentStarts,
  delimiters,
  dialectObjects,
  escapes,
  hasHeader,
  lineEnds,
  quotes,
} from './dialect-choices.ts';
import { textStop } from './draft.ts';
import {
  categories,
  columnNames,
  fieldEntries,
  fieldFormats,
  foundMaximum,
  foundMinimum,
  foundType,
  foundValues,
  missingValues,
} from './field-choices.ts';
import {
  foreignFields,
  foreignKeyEntries,
  keyFields,
  ownFieldNames,
  referableResources,
} from './key-choices.ts';
import {
  dataFiles,
  dialectFiles,
  imageFiles,
  licenseFiles,
  schemaFiles,
  sourceFiles,
} from './path-choices.ts';
import { placeOf } from './place.ts';
import {
  fileHashes,
  fileSize,
  packages,
  resourceEntries,
  resourceNames,
  rootOf,
  schemaObjects,
} from './resource-choices.ts';
import { hasOwnTerms, stacProviders } from './stac/stac-values.ts';
import { encodings, formats, licenseEntries, licenseNames, mediaTypes, roles } from './term-choices.ts';

const contributor = { title: textStop(), roles: [textStop('creator')] };
const source = { title: textStop(), path: textStop() };

/** What may stand at a place, beyond what the schemas list; the places are those of `placeOf`. */
const PROVIDERS: Readonly<Record<string, readonly Provider[]>> = {
  package: [packages],
  'package/$schema': [(at) => profiles(at, 'datapackage')],
  'package/image': [imageFiles],
  license: [licenseEntries],
  'license/name': [licenseNames],
  'license/path': [licenseFiles],
  source: [() => [entry('source', source, 'where the data comes from')]],
  'source/path': [sourceFiles],
  contributor: [
    ({ document: { version } }) => [
      version === '1.0'
        ? entry('contributor', { title: textStop(), role: textStop('author') }, 'who made or maintains it')
        : entry('contributor', contributor, 'who made or maintains it'),
    ],
  ],
  'contributor/roles/*': [roles],
  'contributor/role': [roles],
  resource: [
    resourceEntries,
    (at) => rootOf(at, 'data resource', 'dataresource', { name: textStop(), path: textStop() }),
  ],
  'resource/$schema': [(at) => profiles(at, 'dataresource')],
  'resource/name': [resourceNames],
  'resource/path': [dataFiles],
  'resource/path/*': [dataFiles],
  'resource/format': [formats],
  'resource/mediatype': [mediaTypes],
  'resource/encoding': [encodings],
  'resource/bytes': [fileSize],
  'resource/hash': [fileHashes],
  schema: [
    schemaObjects,
    schemaFiles,
    (at) =>
      rootOf(at, 'table schema', 'tableschema', { fields: [{ name: textStop(), type: textStop('string') }] }),
  ],
  'schema/$schema': [(at) => profiles(at, 'tableschema')],
  'schema/primaryKey': [(at) => (at.document.version === '1.0' ? keyFields(at) : [])],
  'schema/primaryKey/*': [keyFields],
  'schema/uniqueKeys/*/*': [keyFields],
  'schema/missingValues/*': [missingValues],
  dialect: [
    dialectObjects,
    dialectFiles,
    (at) => rootOf(at, 'table dialect', 'tabledialect', { delimiter: textStop() }),
  ],
  'dialect/$schema': [(at) => profiles(at, 'tabledialect')],
  'dialect/delimiter': [delimiters],
  'dialect/quoteChar': [quotes],
  'dialect/lineTerminator': [lineEnds],
  'dialect/commentChar': [commentStarts],
  'dialect/escapeChar': [escapes],
  'dialect/header': [hasHeader],
  field: [fieldEntries],
  'field/name': [columnNames],
  'field/type': [foundType],
  'field/format': [fieldFormats],
  'field/example': [foundValues],
  'field/missingValues/*': [missingValues],
  'field/categories/*': [categories],
  'field/constraints/minimum': [foundMinimum],
  'field/constraints/exclusiveMinimum': [foundMinimum],
  'field/constraints/maximum': [foundMaximum],
  'field/constraints/exclusiveMaximum': [foundMaximum],
  'field/constraints/enum/*': [foundValues],
  foreignKey: [foreignKeyEntries],
  'foreignKey/fields': [(at) => (at.document.version === '1.0' ? ownFieldNames(at) : [])],
  'foreignKey/fields/*': [ownFieldNames],
  'foreignKey/reference/resource': [referableResources],
  'foreignKey/reference/fields': [(at) => (at.document.version === '1.0' ? foreignFields(at) : [])],
  'foreignKey/reference/fields/*': [foreignFields],
};

/** What may be chosen at a place, the most useful first, each thing once. */
export function* valueChoices(at: At): Generator<Choice> {
  const seen = new Set<string>();
  const all = [...ownChoices(at), ...itemChoices(at)];
  for (const choice of [...all.filter(({ first }) => first), ...all.filter(({ first }) => !first)]) {
    const { value, label } = choice;
    const key = typeof value === 'object' ? `label ${label}` : JSON.stringify(value);
    if (!seen.has(key)) {
      seen.add(key);
      yield choice;
    }
  }
}

/** What may stand at a place itself, as far as profiles allow it. */
function ownChoices(at: At): Choice[] {
  const limits = limitsAt(at.document, at.path);
  return [...providedChoices(at), ...listedChoices(at)].filter(({ value }) => limits.mayBe(value));
}

function providersOf(place: At['place']): readonly Provider[] {
  return (place.stac ? stacProviders(place) : PROVIDERS[place.pattern]) ?? [];
}

function* providedChoices(at: At): Generator<Choice> {
  for (const provider of providersOf(at.place)) {
    for (const choice of provider(at)) {
      const about = typeof choice.value === 'string' ? describeValue(choice.value, at.schemas) : undefined;
      yield about && choice.documentation === undefined
        ? { ...choice, detail: choice.detail ?? about.summary, documentation: about.markdown }
        : choice;
    }
  }
}

/** Where a list may stand, what could be its first item: the list is written around it. */
function* itemChoices(at: At): Generator<Choice> {
  if (!at.schemas.some((schema) => textsIn(schema, 'type').includes('array'))) {
    return;
  }
  const path = [...at.path, 0];
  const place = placeOf(at.document, path);
  if (!place || at.path.length === 0 || place.pattern === 'resource/path/*') {
    return; // one path is a text
  }
  const item: At = { ...at, path, place, schemas: schemasAt(at.document, path) };
  for (const { spread, value, ...choice } of [...ownChoices(item), ...itemChoices(item)]) {
    yield { ...choice, value: spread === 'items' && Array.isArray(value) ? value : [value] };
  }
}

/** The values that the schemas list: with what they mean, as examples, as defaults. */
function* listedChoices(at: At): Generator<Choice> {
  const { schemas } = at;
  for (const { value } of valuesOf(schemas)) {
    yield listed(value, schemas);
  }
  const isProvided = PROVIDERS[at.place.pattern] !== undefined || (at.place.stac && hasOwnTerms(at.place));
  const examples = schemas.flatMap((schema) => [...textsIn(schema, 'examples'), ...defaultTexts(schema)]);
  for (const example of isProvided ? [] : examples) {
    yield listed(example, schemas);
  }
  for (const value of otherValuesOf(schemas)) {
    yield { label: String(value), kind: 'value', value };
  }
  if (schemas.some((schema) => textsIn(schema, 'type').includes('boolean'))) {
    for (const value of [true, false]) {
      const isDefault = schemas.some((schema) => schema['default'] === value);
      yield { label: String(value), kind: 'value', value, ...(isDefault && { detail: 'default' }) };
    }
  }
}

function defaultTexts(schema: Schema): readonly string[] {
  return textsIn(schema, 'type').includes('string') ? textsIn(schema, 'default') : [];
}

function listed(value: string, schemas: readonly Schema[]): Choice {
  const about = describeValue(value, schemas);
  const isDefault = schemas.some((schema) => schema['default'] === value);
  const detail = about?.summary ?? (isDefault ? 'default' : undefined);
  return {
    label: value,
    kind: 'value',
    value,
    ...(detail !== undefined && { detail }),
    ...(about && { documentation: about.markdown }),
  };
}

function entry(label: string, value: object, detail: string): Choice {
  return { label, kind: 'snippet', value, detail };
}

/** The profiles of the standard for a kind of document; only the root has a profile (glossary, Profile). */
function* profiles({ path }: At, kind: string): Generator<Choice> {
  for (const version of path.length === 1 ? ['2.0', '1.0'] : []) {
    const address = `https://datapackage.org/profiles/${version}/${kind}.json`;
    const detail =
      version === '2.0' ? 'version 2.0 of the standard: recommended' : 'version 1.0 of the standard';
    yield { label: address, kind: 'value', value: address, detail };
  }
}
