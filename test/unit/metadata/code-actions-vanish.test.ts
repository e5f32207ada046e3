import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { withFixes } from '#core/metadata/actions/more-fixes.ts';
import { checkMetadata } from '#core/metadata/check.ts';
import { readConfig } from '#core/metadata/config/config-file.ts';
import { type Configuration, configurationFor } from '#core/metadata/config/configuration.ts';
import { type Exception, ignoreHere, turnOffInWorkspace } from '#core/metadata/config/exceptions.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import type { Fix, Problem } from '#core/metadata/problem.ts';
import { nowhere, type Surroundings } from '#core/metadata/surroundings.ts';
import { plainValue } from '#core/metadata/tree.ts';
import type { ColumnFact } from '#core/tableschema/data-fact.ts';
import { applyEdits } from './marks.ts';

/** A fix of the product with a document that it mends. */
interface Row {
  readonly code: string;
  /** What the title of the fix begins with. */
  readonly fix: string;
  readonly document: object;
  /** What the document holds afterwards, among other things. */
  readonly after: object;
  readonly around?: Partial<Surroundings>;
}

const PROFILE = 'https://datapackage.org/profiles/2.0/datapackage.json';
const HASH = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

function pack(more: object): object {
  return { $schema: PROFILE, name: 'alps', ...more, resources: [{ name: 'people', path: 'people.csv' }] };
}

function resource(more: object, base: object = { name: 'people', path: 'people.csv' }): object {
  return { $schema: PROFILE, name: 'alps', resources: [{ ...base, ...more }] };
}

function schema(
  more: object,
  fields: readonly object[] = [
    { name: 'id', type: 'integer' },
    { name: 'born', type: 'date' },
  ],
): object {
  return resource({ type: 'table', schema: { fields, ...more } });
}

function field(more: object): object {
  return schema({}, [{ name: 'id', ...more }]);
}

function dialect(more: object): object {
  return resource({ type: 'table', dialect: more, schema: { fields: [{ name: 'id', type: 'integer' }] } });
}

function inField(more: object): object {
  return { resources: [{ schema: { fields: [more] } }] };
}

function column(name: string): ColumnFact {
  return { name, type: 'string', samples: [], basis: 'all' };
}

const FILES = ['people.csv', 'data/towns.csv'];
const filesThere: Partial<Surroundings> = {
  files: () => FILES.map((path) => ({ path, size: 9 })),
  file: (path) => (FILES.includes(path) ? { kind: 'file', size: 9 } : { kind: 'missing' }),
};

const ROWS: readonly Row[] = [
  // what the schemas say
  {
    code: 'wrong-type',
    fix: 'Change to 5',
    document: resource({ bytes: '5' }),
    after: { resources: [{ bytes: 5 }] },
  },
  {
    code: 'wrong-type',
    fix: 'Change to true',
    document: dialect({ doubleQuote: 'true' }),
    after: { resources: [{ dialect: { doubleQuote: true } }] },
  },
  { code: 'wrong-type', fix: 'Change to "2"', document: pack({ version: 2 }), after: { version: '2' } },
  {
    code: 'wrong-type',
    fix: 'Make it a list',
    document: pack({ keywords: 'snow' }),
    after: { keywords: ['snow'] },
  },
  {
    code: 'wrong-type',
    fix: 'Take it out of the list',
    document: pack({ title: ['Alps'] }),
    after: { title: 'Alps' },
  },
  {
    code: 'unknown-field-type',
    fix: 'Change to "integer"',
    document: field({ type: 'integr' }),
    after: inField({ type: 'integer' }),
  },
  {
    code: 'unknown-value',
    fix: 'Change to "subset"',
    document: schema({ fieldsMatch: 'subsett' }),
    after: { resources: [{ schema: { fieldsMatch: 'subset' } }] },
  },
  {
    code: 'wrong-form',
    fix: 'Change to "https://example.org"',
    document: pack({ homepage: 'example.org' }),
    after: { homepage: 'https://example.org' },
  },
  {
    code: 'wrong-form',
    fix: 'Change to "2024-05-01T00:00:00Z"',
    document: pack({ created: '2024-05-01' }),
    after: { created: '2024-05-01T00:00:00Z' },
  },
  { code: 'too-few', fix: 'Remove "keywords"', document: pack({ keywords: [] }), after: { name: 'alps' } },
  {
    code: 'out-of-range',
    fix: 'Change to 0',
    document: resource({ bytes: -5 }),
    after: { resources: [{ bytes: 0 }] },
  },
  {
    code: 'duplicate-value',
    fix: 'Remove the second one',
    document: schema({ primaryKey: ['id', 'id'] }),
    after: { resources: [{ schema: { primaryKey: ['id'] } }] },
  },
  {
    code: 'misspelt-property',
    fix: 'Rename to "title"',
    document: pack({ titel: 'Alps' }),
    after: { title: 'Alps' },
  },
  {
    code: 'missing-property',
    fix: 'Add "name"',
    document: resource({}, { path: 'people.csv' }),
    after: { resources: [{ name: 'people' }] },
  },
  {
    code: 'missing-property',
    fix: 'Add "name"',
    document: field({ name: undefined, title: 'Born on', type: 'date' }),
    after: inField({ name: 'born_on' }),
  },
  {
    code: 'missing-property',
    fix: 'Add "resources"',
    document: { $schema: PROFILE, name: 'alps' },
    after: { resources: [{ name: 'people', path: 'people.csv' }] },
    around: filesThere,
  },
  {
    code: 'missing-property',
    fix: 'Add "resources"',
    document: { $schema: PROFILE, name: 'alps' },
    after: { resources: [{ name: 'data', data: [] }] },
  },
  {
    code: 'missing-property',
    fix: 'Add "fields"',
    document: resource({ type: 'table', schema: { primaryKey: ['id'] } }),
    after: { resources: [{ schema: { fields: [{ name: 'id', type: 'string' }] } }] },
    around: { data: () => ({ format: 'csv', bytes: 9, columns: [column('id')] }) },
  },
  {
    code: 'missing-property',
    fix: 'Add "reference"',
    document: schema({ foreignKeys: [{ fields: ['id'] }] }),
    after: { resources: [{ schema: { foreignKeys: [{ reference: { fields: ['id'] } }] } }] },
  },
  // resources and their files
  {
    code: 'no-data',
    fix: 'Add "path": "people.csv"',
    document: resource({}, { name: 'people' }),
    after: { resources: [{ path: 'people.csv' }] },
    around: filesThere,
  },
  {
    code: 'no-data',
    fix: 'Add "data"',
    document: resource({}, { name: 'people' }),
    after: { resources: [{ data: [] }] },
  },
  {
    code: 'path-and-data',
    fix: 'Remove "data"',
    document: resource({ data: [{ id: 1 }] }),
    after: { resources: [{ name: 'people', path: 'people.csv' }] },
  },
  {
    code: 'path-and-data',
    fix: 'Remove "path"',
    document: resource({ data: [{ id: 1 }] }),
    after: { resources: [{ name: 'people', data: [{ id: 1 }] }] },
  },
  {
    code: 'url-instead-of-path',
    fix: 'Rename to "path"',
    document: resource({}, { name: 'people', url: 'people.csv' }),
    after: { resources: [{ path: 'people.csv' }] },
  },
  {
    code: 'unsafe-path',
    fix: 'Change to "people.csv"',
    document: resource({ path: './people.csv' }),
    after: { resources: [{ path: 'people.csv' }] },
  },
  {
    code: 'missing-file',
    fix: 'Change to "data/towns.csv"',
    document: resource({ path: 'towns.csv' }),
    after: { resources: [{ path: 'data/towns.csv' }] },
    around: filesThere,
  },
  {
    code: 'missing-file',
    fix: 'Change to "people.csv"',
    document: resource({ path: 'People.csv' }),
    after: { resources: [{ path: 'people.csv' }] },
    around: {
      file: (path) =>
        path === 'people.csv' ? { kind: 'file', size: 9 } : { kind: 'missing', differsInCase: 'people.csv' },
    },
  },
  {
    code: 'duplicate-resource-name',
    fix: 'Rename to "people-2"',
    document: {
      $schema: PROFILE,
      resources: [
        { name: 'people', path: 'a.csv' },
        { name: 'people', path: 'b.csv' },
      ],
    },
    after: { resources: [{ name: 'people' }, { name: 'people-2' }] },
  },
  {
    code: 'duplicate-field-name',
    fix: 'Rename to "id_2"',
    document: schema({}, [
      { name: 'id', type: 'string' },
      { name: 'id', type: 'date' },
    ]),
    after: { resources: [{ schema: { fields: [{ name: 'id' }, { name: 'id_2' }] } }] },
  },
  {
    code: 'wrong-hash',
    fix: 'Change to',
    document: resource({ hash: `sha256:${'0'.repeat(64)}` }),
    after: { resources: [{ hash: `sha256:${HASH}` }] },
    around: { hash: () => HASH },
  },
  {
    code: 'wrong-bytes',
    fix: 'Change to 9',
    document: resource({ bytes: 4 }),
    after: { resources: [{ bytes: 9 }] },
    around: filesThere,
  },
  // names of fields and resources
  {
    code: 'unknown-field',
    fix: 'Change to "born"',
    document: schema({ primaryKey: ['borm'] }),
    after: { resources: [{ schema: { primaryKey: ['born'] } }] },
  },
  {
    code: 'unknown-resource',
    fix: 'Change to "people"',
    document: {
      $schema: PROFILE,
      resources: [
        {
          name: 'people',
          path: 'people.csv',
          type: 'table',
          schema: { fields: [{ name: 'id', type: 'integer' }], primaryKey: ['id'] },
        },
        {
          name: 'pets',
          path: 'pets.csv',
          type: 'table',
          schema: {
            fields: [{ name: 'owner', type: 'integer' }],
            foreignKeys: [{ fields: ['owner'], reference: { resource: 'peopel', fields: ['id'] } }],
          },
        },
      ],
    },
    after: { resources: [{}, { schema: { foreignKeys: [{ reference: { resource: 'people' } }] } }] },
  },
  // versions
  {
    code: 'role-instead-of-roles',
    fix: '',
    document: pack({ contributors: [{ title: 'Ada', role: 'author' }] }),
    after: { contributors: [{ roles: ['author'] }] },
  },
  {
    code: 'profile-instead-of-type',
    fix: 'Change to "type": "table"',
    document: resource({
      profile: 'tabular-data-resource',
      schema: { fields: [{ name: 'id', type: 'integer' }] },
    }),
    after: { resources: [{ type: 'table' }] },
  },
  {
    code: 'obsolete-profile',
    fix: 'Remove "profile"',
    document: pack({ profile: 'data-package' }),
    after: { name: 'alps' },
  },
  {
    code: 'nested-profile',
    fix: 'Remove "$schema"',
    document: schema({ $schema: PROFILE }),
    after: { resources: [{ schema: { fields: [{}, {}] } }] },
  },
  {
    code: 'version-not-stated',
    fix: 'Follow version 2.0',
    document: { name: 'alps', resources: [{ name: 'people', path: 'people.csv' }] },
    after: { $schema: PROFILE },
  },
];

const SYNTAX: readonly (readonly [what: string, fix: string, name: string, before: string, after: string])[] =
  [
    [
      'a comment',
      'Remove the comment',
      'datapackage.json',
      '{\n  // mine\n  "name": "a"\n}',
      '{\n  "name": "a"\n}',
    ],
    [
      'a comment behind a value',
      'Remove the comment',
      'datapackage.json',
      '{\n  "name": "a" /* mine */\n}',
      '{\n  "name": "a"\n}',
    ],
    ['a comma too many', 'Remove the comma', 'datapackage.json', '{ "name": "a", }', '{ "name": "a" }'],
    [
      'a comma too few',
      'Add the comma',
      'datapackage.json',
      '{\n  "name": "a"\n  "title": "b"\n}',
      '{\n  "name": "a",\n  "title": "b"\n}',
    ],
    ['a key without quotes', 'Put "name" in quotes', 'datapackage.json', '{ name: "a" }', '{ "name": "a" }'],
    [
      'single quotes',
      'Use double quotes',
      'datapackage.json',
      `{ "name": 'it\\'s "a"' }`,
      '{ "name": "it\'s \\"a\\"" }',
    ],
    ['words of Python', 'Change to null', 'datapackage.json', '{ "name": None }', '{ "name": null }'],
    [
      'a text without quotes',
      'Put "alps" in quotes',
      'datapackage.json',
      '{ "name": alps }',
      '{ "name": "alps" }',
    ],
    ['a number of another language', 'Change to 0.5', 'datapackage.json', '{ "x": .5 }', '{ "x": 0.5 }'],
    [
      'tabs',
      'Indent with blanks',
      'datapackage.yaml',
      'resources:\n\t- name: a\n\t  path: b\n',
      'resources:\n  - name: a\n    path: b\n',
    ],
    [
      'a byte order mark',
      'Remove the byte order mark',
      'datapackage.json',
      '\uFEFF{ "name": "a" }',
      '{ "name": "a" }',
    ],
    [
      'a key twice with one value',
      'Remove the second "name"',
      'datapackage.json',
      '{ "name": "a", "name": "a" }',
      '{ "name": "a" }',
    ],
    ['a key twice', 'Remove this "name"', 'datapackage.yaml', 'name: a\nname: b\n', 'name: a\n'],
    [
      'a key twice, the first',
      'Remove the first "name"',
      'datapackage.yaml',
      'name: a\nname: b\n',
      'name: b\n',
    ],
  ];

/** The findings of a text, with the fixes that are made on demand. */
function look(name: string, text: string, around: Partial<Surroundings> = {}) {
  const surroundings = { ...nowhere, ...around };
  const document = parseMetadata({ name, text });
  return {
    document,
    configuration: surroundings.configuration,
    problems: withFixes(document, checkMetadata(document, surroundings), surroundings),
  };
}

/** YAML as people write it: with comments above, between, behind and below. */
function commented(document: object): string {
  const lines = stringify(document).split('\n');
  const [first = '', ...rest] = lines;
  return ['# top', `${first} # behind`, '', '# between', ...rest.slice(0, -1), '# below', ''].join('\n');
}

function commentsOf(text: string): string[] {
  return text.match(/# (?:top|behind|between|below)$/gm) ?? [];
}

function countOf(problems: readonly Problem[], { code, message }: Problem): number {
  return problems.filter((problem) => problem.code === code && problem.message === message).length;
}

function errorsOf(problems: readonly Problem[]): string[] {
  return problems.filter(({ severity }) => severity === 'error').map(({ code }) => code);
}

/** Applies a fix and tells what there is afterwards, once it is sure that it did no harm. */
function mended(name: string, text: string, code: string, title: string, around: Partial<Surroundings> = {}) {
  const before = look(name, text, around);
  const [found] = before.problems.flatMap((problem) =>
    problem.code === code
      ? (problem.fixes ?? [])
          .filter((fix) => fix.title.startsWith(title))
          .map((fix: Fix) => ({ problem, fix }))
      : [],
  );
  if (!found) {
    const seen = before.problems.map(
      (problem) => `${problem.code}: ${(problem.fixes ?? []).map((fix) => fix.title).join(' | ')}`,
    );
    throw new Error(`no fix "${title}" of ${code} in\n${text}\n${seen.join('\n')}`);
  }
  const result = applyEdits(text, found.fix.edits);
  const after = look(name, result, around);
  expect(countOf(after.problems, found.problem), `still there:\n${result}`).toBe(
    countOf(before.problems, found.problem) - 1,
  );
  expect(errorsOf(before.problems), `new errors:\n${result}`).toEqual(
    expect.arrayContaining(errorsOf(after.problems)),
  );
  expect(commentsOf(result)).toEqual(commentsOf(text));
  return { result, edits: found.fix.edits, value: after.document.root && plainValue(after.document.root) };
}

describe.each(ROWS)('$fix ($code)', ({ code, fix, document, after, around }) => {
  const fullCode = `datapackage/${code}`;
  const json = `${JSON.stringify(document, null, 2)}\n`;

  test('mends it in JSON and touches no other line', () => {
    const { value, result, edits } = mended('datapackage.json', json, fullCode, fix, around);
    expect(value).toMatchObject(after);
    const lines = edits.flatMap(({ offset, length }) =>
      json.slice(offset, offset + length).split('\n'),
    ).length;
    const kept = json.split('\n').filter((line) => result.includes(line)).length;
    expect(kept).toBeGreaterThanOrEqual(json.split('\n').length - lines);
  });

  test('does the same in YAML with comments', () => {
    const yaml = commented(document);
    const { value } = mended('datapackage.yaml', yaml, fullCode, fix, around);
    expect(value).toEqual(mended('datapackage.json', json, fullCode, fix, around).value);
  });
});

const CONFIG = '# ours\nrules:\n  stac/unsupported-version: info # old\n# none\nignore:\n';
const CONFIGS = [undefined, CONFIG, '# nothing yet', '{ "rules": {}, "ignore": [] }'];

/** Makes an exception, reads the configuration again if that changed, and gives the findings there are then. */
function excepted(
  name: string,
  text: string,
  code: string,
  options: {
    readonly config: string | undefined;
    readonly around: Partial<Surroundings>;
    readonly make: (found: ReturnType<typeof look>, problem: Problem) => Exception | undefined;
  },
) {
  const { config, around, make } = options;
  const settings = (written: string | undefined): Configuration => {
    const document =
      written === undefined ? undefined : parseMetadata({ name: 'waybill.config.yaml', text: written });
    const documentPath = `alps/${name}`;
    return {
      ...configurationFor({ path: documentPath }, readConfig(document ?? parseMetadata({ name, text: '' }))),
      file: {
        path: '../waybill.config.yaml',
        documentPath,
        settledByPerson: new Set(),
        ...(document && { document }),
      },
    };
  };
  const before = look(name, text, { ...around, configuration: settings(config) });
  const problem = before.problems.find((each) => each.code === code);
  if (!problem) {
    throw new Error(`no ${code}`);
  }
  const change = make(before, problem)?.change;
  const [file] = change?.files ?? [];
  const written =
    file === undefined ? config : file.kind === 'create' ? file.text : applyEdits(config ?? '', file.edits);
  const result = applyEdits(text, change?.edits ?? []);
  const after = look(name, result, { ...around, configuration: settings(written) });
  return { problem, before: before.problems, after: after.problems, result, written };
}

describe.each(ROWS)('an exception for $code ($fix)', ({ code, document, around = {} }) => {
  const fullCode = `datapackage/${code}`;
  const json = `${JSON.stringify(document, null, 2)}\n`;

  test.each(CONFIGS)('here hides this finding in JSON, upon %j', (config) => {
    const { problem, before, after, written } = excepted('datapackage.json', json, fullCode, {
      config,
      around,
      make: ({ document: metadata, configuration }, each) => ignoreHere(metadata, each, configuration),
    });
    const isMeant = (each: Problem) =>
      each.code === fullCode &&
      (each.pointer === problem.pointer || each.pointer.startsWith(`${problem.pointer}/`));
    expect(after).toEqual(before.filter((each) => !isMeant(each)));
    expect(written?.match(/#.*/g)).toEqual(config?.match(/#.*/g) ?? null);
  });

  test('here hides it in YAML by a comment, and nothing else', () => {
    const { problem, before, after, result } = excepted('datapackage.yaml', commented(document), fullCode, {
      config: CONFIG,
      around,
      make: ({ document: metadata, configuration }, each) => ignoreHere(metadata, each, configuration),
    });
    expect(result).toMatch(new RegExp(`^ *# waybill-ignore ${fullCode}$`, 'm'));
    expect(after).toHaveLength(before.length - countOf(before, problem));
    expect(after.some((each) => each.code === 'metadata/unused-suppression')).toBe(false);
  });

  test.each(CONFIGS)('for the workspace hides all of them, upon %j', (config) => {
    for (const [name, text] of [
      ['datapackage.json', json],
      ['datapackage.yaml', commented(document)],
    ] as const) {
      const { before, after } = excepted(name, text, fullCode, {
        config,
        around,
        make: ({ document: metadata, configuration }, each) =>
          turnOffInWorkspace(metadata, each.code, configuration),
      });
      const left = before.filter((each) => each.code !== fullCode);
      expect(after.map((each) => each.message)).toEqual(left.map((each) => each.message));
    }
  });
});

describe.each(SYNTAX)('%s: %s', (_, fix, name, before, after) => {
  test('is mended', () => {
    const code =
      fix.includes('Remove this') || fix.includes('Remove the first') || fix.includes('Remove the second')
        ? 'metadata/duplicate-key'
        : fix.includes('byte order')
          ? 'metadata/byte-order-mark'
          : 'metadata/syntax';
    const surroundings = look(name, before);
    const fixes = surroundings.problems.flatMap((problem) =>
      problem.code === code ? (problem.fixes ?? []) : [],
    );
    const found = fixes.find(({ title }) => title.startsWith(fix));
    expect(found && applyEdits(before, found.edits), fixes.map(({ title }) => title).join(' | ')).toBe(after);
    expect(look(name, after).document.syntax).toEqual([]);
  });
});

test('there are at least 25 kinds of fixes here', () => {
  expect(
    new Set([...ROWS, ...SYNTAX].map((row) => ('fix' in row ? `${row.code} ${row.fix}` : row[1]))).size,
  ).toBeGreaterThan(25);
});
