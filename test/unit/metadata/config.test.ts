import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkMetadata } from '#core/metadata/check.ts';
import { completionsAt } from '#core/metadata/completion.ts';
import { readConfig } from '#core/metadata/config/config-file.ts';
import { type Configuration, configurationFor, withPerson } from '#core/metadata/config/configuration.ts';
import { matchesGlob } from '#core/metadata/config/glob.ts';
import { describeAt } from '#core/metadata/hover.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import { nowhere } from '#core/metadata/surroundings.ts';
import { afterFix, applyEdits, check, findings, withCursor } from './marks.ts';
import { packageYaml } from './samples.ts';

const NAME = 'waybill.config.yaml';

function configuration(text: string, path = 'datapackage.yaml'): Configuration {
  return configurationFor({ path }, readConfig(parseMetadata({ name: NAME, text })));
}

/** `severity code` of each finding about a package beside a configuration. */
function levels(yaml: string, config: Configuration): string[] {
  const document = parseMetadata({ name: 'datapackage.yaml', text: yaml });
  const file = () => ({ kind: 'missing' }) as const;
  return checkMetadata(document, { ...nowhere, file, configuration: config })
    .filter(({ severity }) => severity !== 'info')
    .map(({ severity, code }) => `${severity} ${code}`);
}

const MISSING = packageYaml('- name: a\n  path: a.csv');

describe('a configuration', () => {
  test.each([
    ['rules:\n  datapackage/missing-file: off', []],
    ['rules:\n  datapackage/missing-file: warning', ['warning datapackage/missing-file']],
    ['rules: {datapackage/missing-file: warn}', ['error datapackage/missing-file']],
    ['ignore:\n  - rule: datapackage/missing-file', []],
    ['ignore:\n  - {rule: datapackage/missing-file, pointer: /resources/0}', []],
    [
      'ignore:\n  - {rule: datapackage/missing-file, pointer: /resources/1}',
      ['error datapackage/missing-file'],
    ],
    ['ignore:\n  - {rule: datapackage/missing-file, path: "old/**"}', ['error datapackage/missing-file']],
    ['ignore:\n  - {rule: datapackage/missing-file, path: 7}', ['error datapackage/missing-file']],
    ['exclude: ["data*.yaml"]', []],
    ['exclude: ["other/**"]', ['error datapackage/missing-file']],
    ['rules:\n  datapackage/missing-file: off\n bad', ['error datapackage/missing-file']],
    ['', ['error datapackage/missing-file']],
  ])('%j makes %j of a missing file', (text, expected) => {
    expect(levels(MISSING, configuration(text))).toEqual(expected);
  });

  test('cannot hide that a text could not be read', () => {
    const rules = configuration('rules: {metadata/syntax: off}\nignore: [{rule: metadata/syntax}]');
    expect(levels('resources: [', rules)).toContain('error metadata/syntax');
  });

  test('means paths relative to its folder, and files relative to the document', () => {
    const text =
      'schemas: {"https://example.org/p.json": profiles/p.json, "**/*.yaml": ./org.json, "x/**": no.json}\n' +
      'ignore: [{rule: datapackage/empty-file, path: a/b/*.yaml}]';
    expect(configuration(text, 'a/b/datapackage.yaml')).toMatchObject({
      ignored: [{ rule: 'datapackage/empty-file' }],
      profiles: new Map([['https://example.org/p.json', '../../profiles/p.json']]),
      schemas: ['../../org.json'],
    });
  });

  test('a person may show and hide more, but not exchange the profiles of the team', () => {
    const team = configuration(
      'rules: {datapackage/missing-file: warning}\nschemas: {"https://e.org/p": a.json}',
    );
    const person = configuration(
      'rules: {datapackage/missing-file: off}\nschemas: {"https://e.org/p": b.json}',
    );
    const both = withPerson(team, person);
    expect(both.levels.get('datapackage/missing-file')).toBe('off');
    expect(both.profiles.get('https://e.org/p')).toBe('a.json');
  });
});

describe('comments in YAML', () => {
  const resource = (before: string, on: string) => packageYaml(`- name: a\n  ${before}\n  path: a.csv${on}`);
  const IGNORE = '# waybill-ignore datapackage/missing-file';
  const none = configuration('');

  test.each([
    ['', ` ${IGNORE}`],
    [IGNORE, ''],
    [`${IGNORE}\n\n  # why`, ''],
    [`${IGNORE}, datapackage/unsafe-path because it is so`, ''],
    ['', ' # waybill-ignore-file datapackage/missing-file'],
  ])('before %j or on the line %j suppress', (before, on) => {
    expect(levels(resource(before, on), none).filter((each) => each.startsWith('error'))).toEqual([]);
  });

  test.each([
    'title: "# waybill-ignore datapackage/missing-file"',
    `title: |\n    ${IGNORE}`,
    `title: x${IGNORE}`,
    '# waybill-ignored datapackage/missing-file',
  ])('%j is no such comment', (before) => {
    expect(levels(resource(before, ''), none)).toEqual(['error datapackage/missing-file']);
  });

  test.each([
    [IGNORE, 'the comment can go'],
    ['# waybill-ignore', 'names no rule'],
    ['# waybill-ignore datapackage/missing-fil', 'Did you mean "datapackage/missing-file"'],
    ['# waybill-ignore metadata/syntax', 'cannot be suppressed'],
  ])('%j that suppresses nothing is a hint that can be taken away', (comment, message) => {
    const text = `${comment}\n${packageYaml('- name: a\n  data: []')}`;
    const { document, problems } = check('datapackage.yaml', text);
    const unused = problems.filter(({ code }) => code === 'metadata/unused-suppression');
    expect(unused).toMatchObject([{ severity: 'hint', message: expect.stringContaining(message) }]);
    const edits = unused[0]?.fixes?.[0]?.edits ?? [];
    expect(applyEdits(document.text, edits)).toBe(packageYaml('- name: a\n  data: []'));
  });

  test('one code of several goes without the others', () => {
    const text = `# waybill-ignore-file datapackage/missing-file, stac/bbox-order: never here\nresources: []\n`;
    const { document, problems } = check('datapackage.yaml', text);
    const [first] = problems.filter(({ code }) => code === 'metadata/unused-suppression');
    expect(applyEdits(document.text, first?.fixes?.[0]?.edits ?? [])).toBe(
      '# waybill-ignore-file stac/bbox-order: never here\nresources: []\n',
    );
  });

  test('where nobody may look at files, nothing is said to be of no use', () => {
    expect(findings('datapackage.yaml', resource(IGNORE, ''))).not.toContainEqual(
      expect.stringContaining('unused-suppression'),
    );
  });

  test('thousands of them take no minutes', () => {
    const text = `${`${IGNORE}\n`.repeat(20_000)}resources: []\n`;
    expect(check('datapackage.yaml', text).problems.length).toBeGreaterThan(100);
  });
});

describe('findings about a configuration', () => {
  test.each([
    ['rules:\n  «datapackage/missing-fil»: off', 'config/unknown-rule'],
    ['rules:\n  «missing-file»: off', 'config/unknown-rule'],
    ['rules:\n  «constructor»: off', 'config/unknown-rule'],
    ['rules:\n  «metadata/syntax»: off', 'config/fixed-rule'],
    ['rules:\n  datapackage/missing-file: «of»', 'config/unknown-value'],
    ['rules:\n  datapackage/missing-file: «2»', 'config/unknown-value'],
    ['ignore:\n  - «reason»: x', 'config/missing-property'],
    ['ignore:\n  - rule: «datapackage/mising-file»', 'config/unknown-rule'],
    ['ignore:\n  - rule: datapackage/missing-file\n    pointer: «resources/0»', 'config/wrong-form'],
    ['«rule»:\n  datapackage/missing-file: off', 'config/unknown-property'],
    ['exclude: «build»', 'config/wrong-type'],
    ['schemas:\n  "**": «p.json»', 'config/missing-schema'],
  ])('%j', (text, code) => {
    const { document, ranges, problems } = check(NAME, text, { 'p.json': { kind: 'missing' } });
    expect(problems.map((each) => each.code)).toEqual([code]);
    expect(problems[0], document.text).toMatchObject({ ...ranges[0] });
  });

  test.each([
    ['rules:\n  missing-file: off\n', 'rules:\n  datapackage/missing-file: off\n'],
    ['rules:\n  datapackage/mising-file: off\n', 'rules:\n  datapackage/missing-file: off\n'],
    ['rules:\n  datapackage/missing-file: of\n', 'rules:\n  datapackage/missing-file: "off"\n'],
    ['ignores: []\n', 'ignore: []\n'],
    ['exclude: []\nsome: 1\n', 'exclude: []\n'],
  ])('%j is mended to %j', (before, after) => {
    expect(afterFix(NAME, before)).toBe(after);
  });

  test('a useful one has none', () => {
    const text =
      'rules: {datapackage/missing-file: off}\n' +
      'ignore: [{rule: datapackage/unsafe-path, path: "a/**", pointer: /resources/0, reason: old}]\n' +
      'schemas: {"https://e.org/p.json": p.json}\nexclude: ["build/"]\n';
    expect(findings(NAME, text, { 'p.json': { kind: 'file', size: 1 } })).toEqual([]);
  });
});

test('the example of the guide is in order', () => {
  const guide = readFileSync(join(import.meta.dirname, '../../../docs/configuration.md'), 'utf8');
  const [, example = ''] = /^```yaml\n([\s\S]*?)^```$/m.exec(guide) ?? [];
  expect(example).toContain('rules:');
  expect(findings(NAME, example)).toEqual([]);
});

describe('writing a configuration', () => {
  function offered(text: string, name = NAME): string[] {
    const { document, offset } = withCursor(name, text);
    return completionsAt(document, offset, nowhere).items.map(({ label }) => label);
  }

  test('rules are offered with what they are about', () => {
    const { document, offset } = withCursor(NAME, 'rules:\n  ‸\n');
    const item = completionsAt(document, offset, nowhere).items.find(
      ({ label }) => label === 'datapackage/missing-file',
    );
    expect(item?.documentation).toContain('What a path names is there');
  });

  test.each([
    ['rules:\n  datapackage/missing-file: ‸', ['off', 'error', 'warning', 'info', 'hint']],
    ['‸', ['rules', 'ignore', 'schemas', 'exclude']],
  ])('at %j', (text, expected) => {
    expect(offered(text)).toEqual(expect.arrayContaining(expected));
  });

  test('in JSON too', () => {
    expect(offered('{ "ignore": [{ "rule": "‸" }] }', 'waybill.config.json')).toContain(
      'datapackage/missing-file',
    );
  });

  test('hover says what a rule and a level mean', () => {
    const at = (text: string) => {
      const { document, offset } = withCursor(NAME, text);
      return describeAt(document, offset)?.markdown;
    };
    expect(at('rules:\n  datapackage/mis‸sing-file: off')).toContain('What a path names is there');
    expect(at('rules:\n  datapackage/missing-file: o‸ff')).toContain('Not checked');
  });
});

describe('globs', () => {
  test.each([
    ['a/b/datapackage.json', '**/datapackage.json', true],
    ['datapackage.json', '**/datapackage.json', true],
    ['a/b/datapackage.json', 'datapackage.json', true],
    ['a/b/datapackage.json', '/datapackage.json', false],
    ['datapackage.json', '/datapackage.json', true],
    ['a/b/c.json', 'a/*.json', false],
    ['a/b/c.json', 'a/**', true],
    ['a/b/c.json', 'a/', true],
    ['a/b/c.json', './a/*/?.json', true],
    ['a/b/c.yaml', 'a/**/*.{json,yaml}', true],
    ['a/b/c.yml', 'a/**/*.{json,yaml}', false],
    ['a/b/c.json', '**/b/**', true],
    ['a.b', 'a?b', true],
    ['aXb', 'a.b', false],
  ])('%s by %s: %j', (path, pattern, expected) => {
    expect(matchesGlob(path, pattern)).toBe(expected);
  });

  test('hostile ones end soon', () => {
    expect(matchesGlob(`${'a'.repeat(5_000)}b`, `${'*a'.repeat(400)}c`)).toBe(false);
    expect(matchesGlob(`${'a/'.repeat(5_000)}b`, `${'**/a/'.repeat(190)}c`)).toBe(false);
    expect(matchesGlob('a', '{a,b}'.repeat(100))).toBe(false);
  });
});
