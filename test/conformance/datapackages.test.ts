import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { packageJson, RICH_PACKAGE } from '#test/unit/metadata/samples.ts';
import {
  Agreement,
  at,
  CORPUS,
  casesOf,
  hasShared,
  isRecord,
  judge,
  mutations,
  readJson,
  SPECS,
  setsOf,
  type Verdict,
  valueOfText,
} from './metadata-oracle.ts';

type Kind = 'datapackage' | 'dataresource' | 'tableschema' | 'tabledialect';
const KINDS: readonly Kind[] = ['datapackage', 'dataresource', 'tableschema', 'tabledialect'];

/** The official profile of a kind and version, as a verdict. */
function officialProfile(kind: Kind, version: '1.0' | '2.0') {
  const folder = version === '1.0' ? 'frictionless/v1.0-datapackage.org' : 'frictionless/v2.0';
  const schema = readJson(SPECS, folder, `${kind}.json`);
  const ajv = new Ajv({ strict: false, validateSchema: false, logger: false, code: { optimize: false } });
  addFormats.default(ajv);
  const validate = ajv.compile(isRecord(schema) ? schema : {});
  return (value: unknown) => validate(value) === true;
}

/** Where we are stricter than the profile, with the text that asks for it. */
const STRICTER: Readonly<Record<string, string>> = {
  'datapackage/name-form':
    'data-package.md of version 1: a name MUST be of lower-case letters, digits, ".", "-", "_"',
  'datapackage/unknown-profile': 'profiles.md of version 1: an identifier of the registry, or an address',
  'datapackage/not-tabular': 'tabular-data-package.md: each resource MUST be a tabular data resource',
  'datapackage/mixed-paths': 'data-resource.md: paths MUST either all be relative or all addresses',
  'datapackage/hash-length': 'Q8: a hash has the length of its algorithm',
  'datapackage/inline-text-without-format': 'data-resource.md: format or mediatype MUST be provided',
  'datapackage/inline-rows': 'data-resource.md: data of a table MUST be an array of arrays or of objects',
  'datapackage/duplicate-resource-name': 'data-resource.md: a name MUST be unique in the package',
  'datapackage/duplicate-field-name': 'table-schema.md: a name MUST be unique in the schema',
  'datapackage/unknown-field': 'table-schema.md: keys MUST name fields of the schema',
  'datapackage/unknown-resource': 'table-schema.md: a foreign key refers to a resource of the package',
  'datapackage/foreign-key-length': 'table-schema.md: reference.fields has the same length as fields',
  'datapackage/bound-without-type': 'table-schema.md, minimum: the field MUST contain a type',
  'datapackage/constraint-of-other-type':
    'table-schema.md: constraint values are castable with the type and format of the field',
  'datapackage/duplicate-missing-value': 'table-schema.md: each missing value MUST be unique',
  'datapackage/unsafe-path':
    'Q7 and glossary, URL or Path, also for the paths that the profile does not look at',
};

/** The same, where the code alone does not tell: by the pointer of the finding. */
const STRICTER_AT: readonly { readonly code: string; readonly pointer: RegExp; readonly reason: string }[] = [
  {
    code: 'datapackage/wrong-form',
    pointer: /\/hash$/,
    reason: 'Q8: a hash has the length of its algorithm',
  },
  { code: 'datapackage/empty', pointer: /\/hash$/, reason: 'Q8: an empty text is no hash' },
  { code: 'datapackage/wrong-type', pointer: /\/fieldsMatch$/, reason: 'Q1: fieldsMatch is a text' },
  { code: 'datapackage/out-of-range', pointer: /\/bytes$/, reason: 'a file has no negative size' },
  {
    code: 'datapackage/wrong-type',
    pointer: /\/data$/,
    reason: 'data-resource.md: data MUST be array, object or text',
  },
  {
    code: 'datapackage/wrong-type',
    pointer: /\/(?:contributors|licenses|fields)\/\d+$/,
    reason: 'each MUST be an object',
  },
  {
    code: 'datapackage/wrong-form',
    pointer: /\/(?:quoteChar|escapeChar)$/,
    reason: 'table-dialect.md: one character',
  },
  {
    code: 'datapackage/empty',
    pointer: /\/(?:quoteChar|escapeChar)$/,
    reason: 'table-dialect.md: one character',
  },
  { code: 'datapackage/wrong-type', pointer: /\/format$/, reason: 'table-schema.md: a format is a string' },
  {
    code: 'datapackage/too-few',
    pointer: /\/foreignKeys\/\d+\/fields$/,
    reason: 'as many fields as reference.fields, which has one at least',
  },
  {
    code: 'datapackage/missing-property',
    pointer: /^\/resources\/\d+$/,
    reason: 'a tabular data resource of version 1 needs a schema, which its own profile asks for',
  },
];

/** What the profile rejects and we accept, by the pointer of a change. */
const LAXER: readonly { readonly pointer: RegExp; readonly reason: string }[] = [
  { pointer: /\/dialect = "/, reason: 'Q4: a dialect may be a path' },
  {
    pointer: /\/fields\/\d+\/type = removed/,
    reason: 'without a type the text takes any, the profile string',
  },
];

function unexplained(verdict: Verdict): string[] {
  return verdict.errors
    .filter(
      ({ code, pointer }) =>
        !(code in STRICTER) && !STRICTER_AT.some((each) => each.code === code && each.pointer.test(pointer)),
    )
    .map(({ code, pointer, message }) => `${code} ${pointer} ${message}`);
}

/** The descriptors of the corpus: files by name and content, and those written in cases. */
function* descriptors(set: string): Generator<{ readonly name: string; readonly value: unknown }> {
  const folder = path.join(CORPUS, set, 'files');
  for (const file of readFiles(folder).filter((name) => /\.(?:json|ya?ml)$/.test(name))) {
    const value = valueOfText(file, readFileSync(path.join(folder, file), 'utf8'));
    yield { name: file, value };
  }
  for (const each of casesOf(set)) {
    const value = at(each, 'input', 'descriptor');
    if (isRecord(value)) {
      yield { name: String(each['id']), value };
    }
  }
}

function readFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch {
    return []; // a set without files
  }
}

/** What a value of the corpus is, judged by its members as its author would. */
function kindOf(value: unknown): Kind | undefined {
  if (!isRecord(value)) {
    return undefined;
  }
  if ('resources' in value) {
    return 'datapackage';
  }
  return 'fields' in value
    ? 'tableschema'
    : 'name' in value && ('path' in value || 'data' in value)
      ? 'dataresource'
      : undefined;
}

describe.runIf(hasShared)('descriptors of others, as both versions', () => {
  const profiles = new Map(
    hasShared
      ? KINDS.flatMap((kind) =>
          (['1.0', '2.0'] as const).map(
            (version) => [`${kind} ${version}`, officialProfile(kind, version)] as const,
          ),
        )
      : [],
  );

  test.each(hasShared ? setsOf('datapackages') : [])(
    'no descriptor of %s that the profile accepts gets an unexplained error',
    (set) => {
      for (const version of ['1.0', '2.0'] as const) {
        const valid = new Agreement();
        const invalid = new Agreement();
        for (const { name, value } of descriptors(set)) {
          const kind = kindOf(value);
          if (kind === undefined || !isRecord(value)) {
            continue;
          }
          const stated = { ...value, $schema: `https://datapackage.org/profiles/${version}/${kind}.json` };
          const ours = judge(`${kind}.json`, JSON.stringify(stated));
          expect([ours.kind, ours.version]).toEqual([kind, version]);
          if (profiles.get(`${kind} ${version}`)?.(stated)) {
            const left = unexplained(ours);
            valid.add(left.length === 0, `${name}: ${left.join(' | ')}`);
          } else {
            invalid.add(ours.errors.length > 0, name);
          }
        }
        console.log(
          `${set} as ${version}: valid ones agree ${valid}, invalid ones agree ${invalid}`,
          invalid.differences,
        );
        expect(valid.differences).toEqual([]);
      }
    },
  );
});

describe.runIf(hasShared)('packages with one change', () => {
  test('are judged as the official profile of 2.0 judges them', () => {
    const official = officialProfile('datapackage', '2.0');
    const rich: unknown = JSON.parse(RICH_PACKAGE, (key, value: unknown) =>
      key === 'fieldsMatch' ? undefined : value,
    );
    // What the profile gets wrong by itself (Q2, Q3, Q4, Q6) has to be out of the start.
    const start: unknown = JSON.parse(
      JSON.stringify(rich)
        .replace(/\{"name":"tags"[^}]*\},/, '')
        .replace(',"example":7', '')
        .replace(',"dialect":"dialect.json"', '')
        .replace('"schema":{"fields":[]},', '')
        .replace(',"schema":{"fields":[]}', '')
        .replace('[{"value":"","label":"empty"},{"value":"-","label":"none"}]', '[""]'),
    );
    expect(official(start)).toBe(true);
    const valid = new Agreement();
    const invalid = new Agreement();
    for (const { change, value } of mutations(start)) {
      if (change.startsWith('/$schema')) {
        continue; // another version
      }
      const ours = judge('datapackage.json', JSON.stringify(value));
      if (official(value)) {
        const left = unexplained(ours);
        valid.add(left.length === 0, `${change}: ${left.join(' | ')}`);
      } else {
        invalid.add(ours.errors.length > 0 || LAXER.some(({ pointer }) => pointer.test(change)), change);
      }
    }
    console.log(`changed packages: valid ones agree ${valid}, invalid ones agree ${invalid}`);
    expect(valid.differences).toEqual([]);
    expect(invalid.differences).toEqual([]);
  });

  test('one misspelt type yields sixteen errors there, and one here', () => {
    const text = packageJson(
      '{ "name": "a", "path": "a.csv", "schema": { "fields": [{ "name": "i", "type": "strin" }] } }',
    );
    expect(officialProfile('datapackage', '2.0')(JSON.parse(text))).toBe(false);
    expect(judge('datapackage.json', text).errors).toHaveLength(1);
  });
});
