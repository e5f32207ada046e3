import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { checkMetadata } from '#core/metadata/check.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import type { Problem } from '#core/metadata/problem.ts';
import { nowhere } from '#core/metadata/surroundings.ts';
import { checkDescriptorAt } from '#core/node/check-descriptor.ts';
import { describeFolder } from '#core/node/describe-folder.ts';
import { Agreement, at, CORPUS, casesOf, hasShared, isRecord, judge } from './metadata-oracle.ts';

/** Cases of frictionless-py about descriptors that we judge otherwise, by id, each with its reason. */
const OTHERWISE: Readonly<Record<string, string>> = {
  'resource/__spec__/test_security.py::test_resource_extrapaths_error_bad_path_not_safe_traversing':
    '"extrapaths" is of the tool: a custom property to the standard',
  'resource/__spec__/test_security.py::test_resource_profiles_error_bad_path_not_safe_absolute':
    '"profiles" is of the tool: a custom property to the standard',
  'resource/__spec__/test_security.py::test_resource_profiles_error_bad_path_not_safe_traversing':
    '"profiles" is of the tool: a custom property to the standard',
  'resource/__spec__/test_validate.py::test_resource_validate_resource_metadata_errors_with_missing_values_993':
    '"missingValues" beside "schema" is a custom property to the standard, so no error',
  'schema/__spec__/test_validate.py::test_validate_required_invalid':
    '"required" beside "constraints" is a custom property to the standard: we warn (constraint-outside)',
  'schema/__spec__/test_validate.py::test_validate_field_missing_values_uniqueness':
    'without $schema the standard takes 1.0, in which "missingValues" of a field is a custom property',
  'schema/__spec__/test_validate.py::test_validate_fields_match_unknown_value':
    'without $schema the standard takes 1.0, which does not know "fieldsMatch"',
  'package/__spec__/test_validate.py::test_package_validate_missing_values_version_gate_inheritance[field-inherits-package-v1]':
    'in 1.0, "missingValues" of a field is a custom property',
  'package/__spec__/test_validate.py::test_package_validate_missing_values_version_gate_inheritance[field-cannot-escape-package-v1]':
    'in 1.0, "missingValues" of a field is a custom property',
  'schema/__spec__/test_validate.py::test_validate_missing_values_version_gate_field_inherits_schema[v1-schema-rejects-field-objects]':
    'in 1.0, "missingValues" of a field is a custom property',
};

/** Cases of frictionless-py of scope `descriptor` that are about no descriptor, by id, each with its reason. */
const NO_DESCRIPTOR: Readonly<Record<string, string>> = {
  'actions/__spec__/test_validate.py::test_validate_package_single_resource_wrong_resource_name_issue_221':
    'an option of a function names a resource',
  'formats/zip/__spec__/test_adapter.py::test_zip_adapter_from_zip_no_descriptor': 'a ZIP file, not stored',
  'package/__spec__/test_general.py::test_package_from_path_error_bad_path': 'a file that is not there',
  'package/__spec__/test_general.py::test_package_from_path_error_non_json': 'a CSV file, read as a package',
  'resource/__spec__/test_format.py::test_resource_format_error_non_matching_format':
    'an option of a function',
  'resource/__spec__/test_general.py::test_resource_from_path_error_bad_path': 'a file that is not there',
  'resource/__spec__/test_profile.py::test_resource_profiles_to_descriptor': 'an option of a function',
  'resource/__spec__/test_scheme.py::test_resource_scheme_error_bad_scheme': 'an option of a function',
  'resource/__spec__/test_scheme.py::test_resource_scheme_error_bad_scheme_and_format': 'a path by itself',
  'resource/__spec__/test_scheme.py::test_resource_scheme_error_file_not_found_bad_compression':
    'an option of a function',
};

/** Agreement by set and certainty, as the corpus asks for. */
const agreements = new Map<string, Agreement>();

function note(set: string, certainty: unknown, agrees: boolean, difference: string): void {
  const name = `${set} (${String(certainty)})`;
  const agreement = agreements.get(name) ?? new Agreement();
  agreement.add(agrees, difference);
  agreements.set(name, agreement);
}

function idOf(each: Record<string, unknown>): string {
  return String(each['id']);
}

function inWords(problems: readonly Problem[]): string {
  return problems.map(({ code, pointer }) => `${code} ${pointer}`).join(', ') || 'no error';
}

const KINDS: Readonly<Record<string, string>> = {
  package: 'datapackage.json',
  resource: 'dataresource.json',
  schema: 'tableschema.json',
};

describe.runIf(hasShared)('descriptors of the tests of frictionless-py', () => {
  const SET = 'datapackages/frictionless-py';
  const cases = hasShared ? casesOf(SET).filter(({ scope }) => scope === 'descriptor') : [];

  test('all are looked at, or listed', () => {
    const ids = cases.map(idOf);
    const listed = [...Object.keys(OTHERWISE), ...Object.keys(NO_DESCRIPTOR)];
    expect(listed.filter((id) => !ids.includes(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.each(cases.filter((each) => !(idOf(each) in NO_DESCRIPTOR)))('$id', (each) => {
    const descriptor = at(each, 'input', 'descriptor');
    const file = String(at(each, 'input', 'file'));
    const text = isRecord(descriptor)
      ? JSON.stringify(descriptor)
      : readFileSync(path.join(CORPUS, SET, 'files', file), 'utf8');
    const name = KINDS[String(each['kind'])] ?? '';
    const { kind, errors } = judge(name, text);
    expect(`${kind}.json`).toBe(name);
    const isExpected = at(each, 'expect', 'valid') === true;
    const agrees = (errors.length === 0) === isExpected;
    note(SET, each['certainty'], agrees, `${idOf(each)}: ${OTHERWISE[idOf(each)]}`);
    // What agrees by now has to leave the list.
    expect(agrees, inWords(errors)).toBe(!(idOf(each) in OTHERWISE));
  });
});

describe.runIf(hasShared)('fields of the tests of frictionless-py', () => {
  const SET = 'datapackages/frictionless-py-field-cells';
  const cases = hasShared ? casesOf(SET) : [];

  test.each(cases.filter(({ kind }) => kind === 'field-descriptor'))('$id: $field', (each) => {
    const schema = {
      $schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
      fields: [each['field']],
    };
    const { errors } = judge('tableschema.json', JSON.stringify(schema));
    const agrees = (errors.length === 0) === (each['validDescriptor'] === true);
    note(`${SET}, constraints`, each['certainty'], agrees, idOf(each));
    expect(agrees, inWords(errors)).toBe(true);
  });

  test('those that cells are read by have no error', () => {
    const differences = cases.flatMap((each) => {
      const schema = {
        $schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
        fields: [each['field']],
      };
      const { errors } = judge('tableschema.json', JSON.stringify(schema));
      // "wkt" is a format of the tool; the profile rejects it as we do.
      const isOfTool = at(each, 'field', 'format') === 'wkt';
      return each['kind'] === 'field-descriptor' || isOfTool || errors.length === 0
        ? []
        : [`${JSON.stringify(each['field'])}: ${inWords(errors)}`];
    });
    expect(differences).toEqual([]);
  });
});

/** Packages that their authors published as good examples and that the profile of the standard rejects, as we do. */
const REJECTED_EXAMPLES: Readonly<Record<string, string>> = {
  'geo-lat-lon-as-numbers/datapackage.json': 'licences with "id" and "url" of the drafts',
  'geo-location-fk/datapackage.json': 'licences with "id" and "url" of the drafts',
  'geo-location-uri/datapackage.json': 'licences with "id" and "url" of the drafts',
  'gross-domestic-product-2014/datapackage.json': 'a licence with "id" and "url" of the drafts',
  'gross-domestic-product-all/datapackage.json': 'a licence with "id" and "url" of the drafts',
  'periodic-table/datapackage.json': 'a licence with "id" and "url" of the drafts',
};

/** Packages that the profile rejects and we do not, each with its reason. */
const ACCEPTED_EXAMPLES: Readonly<Record<string, string>> = {
  'iso-639-1-language-codes/datapackage.json':
    'titles and other texts as objects of translations: a recipe of the standard that no profile takes (translated-text)',
};

/** The defects that were found in wild descriptors by reading them, as we tell them. */
const DEFECTS: Readonly<Record<string, readonly string[]>> = {
  'datasets+gdp/datapackage.json': [],
  'Abeelha+co2-fossil-global/datapackage.json': [],
  'kinetica-partners+scheduling-primitives/datapackage.json': ['datapackage/unsafe-path /licenses/0/path'],
  'datasets+population/datapackage.json': [
    'datapackage/missing-property /licenses/0',
    'datapackage/missing-property /sources/0',
    'datapackage/missing-property /resources/0',
    'datapackage/missing-property /resources/0/schema/fields/0',
    'datapackage/missing-property /resources/0/schema/fields/1',
    'datapackage/missing-property /resources/0/schema/fields/2',
    'datapackage/missing-property /resources/0/schema/fields/3',
    'datapackage/unknown-field-type /resources/0/schema/fields/3/type',
  ],
};

function fileOf(set: string, each: Record<string, unknown>): string {
  return path.join(CORPUS, set, String(each['file']));
}

const PUBLISHED = ['core-country-codes', 'core-s-and-p-500-companies', 'example-data-packages'];

describe.runIf(hasShared).each(PUBLISHED)('%s', (name) => {
  const set = `datapackages/${name}`;

  test.each(hasShared ? casesOf(set) : [])('$id is judged as by the profile', async (each) => {
    const file = fileOf(set, each);
    const document = parseMetadata({ name: file, text: readFileSync(file, 'utf8') });
    const problems = await checkDescriptorAt(file, document, { hashes: 'declared', data: 'profile' });
    const errors = problems.filter(({ severity }) => severity === 'error');
    expect(document.version).toBe('1.0');
    const agrees = (errors.length === 0) === (at(each, 'facts', 'profile1.0', 'valid') === true);
    note(`${set}, profile 1.0`, 'computed', agrees, `${idOf(each)}: ${ACCEPTED_EXAMPLES[idOf(each)]}`);
    expect(agrees, inWords(errors)).toBe(!(idOf(each) in ACCEPTED_EXAMPLES));
    if (at(each, 'expect', 'upstreamIntent') === 'valid') {
      const isIntended = errors.length === 0;
      const reason = REJECTED_EXAMPLES[idOf(each)];
      note(`${set}, intent`, 'implied-by-upstream-readme', isIntended, `${idOf(each)}: ${reason}`);
      expect(isIntended, inWords(errors)).toBe(!(idOf(each) in REJECTED_EXAMPLES));
    }
  });

  test.each(hasShared ? casesOf(set) : [])('files of $id are there, as large as declared', async (each) => {
    const file = fileOf(set, each);
    const document = parseMetadata({ name: file, text: readFileSync(file, 'utf8') });
    const problems = await checkDescriptorAt(file, document, { hashes: 'declared', data: 'profile' });
    const ofFiles = /\/(?:missing-file|not-a-file|empty-file|wrong-(?:bytes|hash|encoding|delimiter))$/;
    expect(problems.filter(({ code }) => ofFiles.test(code))).toEqual([]);
  });
});

describe.runIf(hasShared)('wild-descriptors', () => {
  const set = 'datapackages/wild-descriptors';

  test.each(hasShared ? casesOf(set) : [])('$id has the defects that a reader found', (each) => {
    const { errors } = judge('datapackage.json', readFileSync(fileOf(set, each), 'utf8'));
    const told = errors.map(({ code, pointer }) => `${code} ${pointer}`);
    const agrees = (told.length === 0) === (at(each, 'profile1.0', 'valid') === true);
    note(`${set}, profile 1.0`, 'computed', agrees, idOf(each));
    note(set, 'read by us', JSON.stringify(told) === JSON.stringify(DEFECTS[idOf(each)]), idOf(each));
    expect(told).toEqual(DEFECTS[idOf(each)]);
    expect(agrees).toBe(true);
  });
});

describe.runIf(hasShared)('standard-fragments', () => {
  const set = 'datapackages/standard-fragments';

  test.each(hasShared ? casesOf(set) : [])('$id', (each) => {
    const text = readFileSync(fileOf(set, each), 'utf8');
    const kind = at(each, 'guessedKind');
    const isWhole = typeof kind === 'string';
    const document = parseMetadata({ name: isWhole ? `${kind}.json` : 'fragment.json', text });
    const isJson = document.syntax.length === 0;
    note(`${set}, JSON`, each['certainty'], isJson === each['parses'], idOf(each));
    expect(isJson).toBe(each['parses']);
    if (isWhole) {
      const errors = checkMetadata(asVersion2(document.text, kind), nowhere).filter(isError);
      const agrees = (errors.length === 0) === (at(each, 'profile2.0', 'valid') === true);
      note(`${set}, profile 2.0`, each['certainty'], agrees, idOf(each));
      expect(agrees, inWords(errors)).toBe(true);
    }
  });
});

function isError({ severity }: Problem): boolean {
  return severity === 'error';
}

function asVersion2(text: string, kind: string) {
  const value: unknown = JSON.parse(text);
  const stated = {
    $schema: `https://datapackage.org/profiles/2.0/${kind}.json`,
    ...(isRecord(value) && value),
  };
  return parseMetadata({ name: `${kind}.json`, text: JSON.stringify(stated) });
}

/** What frictionless-py infers and we do not, by id, each with its reason. */
const INFERRED_OTHERWISE: Readonly<Record<string, string>> = {
  'resource/__spec__/test_dereference.py::test_resource_schema_from_path_with_basepath':
    'nothing is inferred: the schema is read from its file',
  'resource/__spec__/test_describe.py::test_resource_describe_non_tabular_resource_issue_641':
    'a PDF is no table, and only tables are described',
  'resource/__spec__/test_describe.py::test_resource_describe_non_tabular_html_issue_715':
    'a page is no table, and only tables are described',
  'resource/__spec__/test_validate.py::test_resource_validate_detector_patch_schema': 'an option of the tool',
  'resource/__spec__/test_validate.py::test_resource_validate_detector_patch_schema_fields':
    'an option of the tool',
  'resource/__spec__/test_validate.py::test_resource_validate_detector_infer_type_string':
    'an option of the tool',
  'resource/__spec__/test_validate.py::test_resource_validate_detector_infer_type_any':
    'an option of the tool',
};

/** What the tool writes and the standard does not know, or has as a default. */
const OF_TOOL = ['scheme', 'encoding', 'fields', 'rows'];

describe.runIf(hasShared)('what frictionless-py infers', () => {
  const SET = 'datapackages/frictionless-py';
  const cases = hasShared ? casesOf(SET).filter(({ scope }) => scope === 'inference') : [];

  test.each(cases)('$id', async (each) => {
    const reason = INFERRED_OTHERWISE[idOf(each)];
    note(`${SET}, inference`, each['certainty'], reason === undefined, `${idOf(each)}: ${reason}`);
    if (reason !== undefined) {
      return;
    }
    const file = String(at(each, 'input', 'file'));
    const described = await describeFolder(path.join(CORPUS, SET, 'files'), { paths: [file], hash: true });
    const [resource] = described.resources;
    const [descriptor, schema] = [
      at(each, 'expect', 'inferredDescriptor'),
      at(each, 'expect', 'inferredSchema'),
    ];
    const standard = Object.entries(isRecord(descriptor) ? descriptor : {}).filter(
      ([key]) => !OF_TOOL.includes(key),
    );
    expect(resource).toMatchObject(isRecord(schema) ? { schema } : Object.fromEntries(standard));
  });
});

afterAll(() => {
  for (const [name, agreement] of [...agreements].sort(([a], [b]) => a.localeCompare(b))) {
    console.log(`${name}: ${agreement}`, agreement.differences);
  }
});
