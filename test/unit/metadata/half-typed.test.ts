import { describe, expect, test } from 'vitest';
import { withFixes } from '#core/metadata/actions/more-fixes.ts';
import { checkMetadata } from '#core/metadata/check.ts';
import type { ColumnFact } from '#core/metadata/data-fact.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import type { Problem } from '#core/metadata/problem.ts';
import { nowhere, type Surroundings } from '#core/metadata/surroundings.ts';
import { applyEdits } from './marks.ts';

const column = (name: string): ColumnFact => ({ name, type: 'string', samples: [], basis: 'all' });

function around(...names: readonly string[]): Surroundings {
  const dialect = { delimiter: ',', quoteChar: '"', lineTerminator: '\n', header: true } as const;
  return { ...nowhere, data: () => ({ format: 'csv', bytes: 9, columns: names.map(column), dialect }) };
}

/** What is said about a text but for what every short sample lacks. */
function said(name: string, text: string, surroundings = nowhere): Problem[] {
  return checkMetadata(parseMetadata({ name, text }), surroundings).filter(
    ({ code }) => !/missing-recommended-property|file-name/.test(code),
  );
}

function shown(text: string, { message, offset, length }: Problem): string {
  return `«${text.slice(offset, offset + length)}» ${message}`;
}

const json = (field: string) =>
  `{ "$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "name": "a", "resources": [
  { "name": "b", "path": "b.csv", "type": "table", "schema": { "fields": [${field}] } }] }`;
const yaml = (field: string) => `$schema: https://datapackage.org/profiles/2.0/datapackage.json
name: a
resources:
  - name: b
    path: b.csv
    type: table
    schema:
      fields:
        - ${field}`;

const NAME_ALONE = 'A colon and a value have to follow this name.';

describe('what is half typed is told of once', () => {
  test.each([
    ['{}', ['«{» This field needs "name".']],
    ['{ "nam" }', [`«{» This field needs "name".`, `«"nam"» ${NAME_ALONE}`]],
    ['{ "name" }', [`«"name"» ${NAME_ALONE}`]],
    [
      '{ "name": "x", "typ" }',
      [`«"typ"» ${NAME_ALONE}`, '«{» The field "x" has no "type", so anything passes for a value of it.'],
    ],
    ['{ "name": "x", "type" }', [`«"type"» ${NAME_ALONE}`]],
    ['{ "name": "" }', []],
    [
      '{ "name": "x", "type": "any", "title": "y\n}',
      ['«"y» This text has no double quote at its end, on the same line.'],
    ],
    [
      '{ "name": "x", "type": "any", "title\n}',
      ['«"title» This text has no double quote at its end, on the same line.'],
    ],
  ])('in JSON: %s', (field, messages) => {
    const text = json(field);
    const found = said('datapackage.json', text).map((problem) => shown(text, problem));
    expect(found.sort()).toEqual([...messages].sort());
  });

  test.each([
    ['name:', ['«name» "name" has no value: it has to be text.']],
    [
      'name: x\n          typ',
      [
        '«typ» A colon and a value have to follow this name.',
        '«name» The field "x" has no "type", so anything passes for a value of it.',
      ],
    ],
    [
      'name: x: y',
      [
        '«x» There is a second "name: value" on this line: put it on a line of its own, or the value in quotes.',
      ],
    ],
    [
      'name: x\n          type: any\n            title:',
      [
        '«a» There is a second "name: value" on this line: put it on a line of its own, or the value in quotes.',
      ],
    ],
  ])('in YAML: %s', (field, messages) => {
    const text = yaml(field);
    const found = said('datapackage.yaml', text).map((problem) => shown(text, problem));
    expect(found.sort()).toEqual([...messages].sort());
  });

  test('a name that is empty is not looked for in the file', () => {
    const field = '{ "name": "x", "type": "any" }, { "name": "", "type": "any" }';
    expect(said('datapackage.json', json(field), around('x', 'y')).map(({ message }) => message)).toEqual([
      'The column "y" of "b.csv" has no field in the schema. Describe it, or say that the file may have more.',
    ]);
  });
});

test('only the columns that the finding names are described, not those that were renamed', () => {
  const text = json('{ "name": "height", "type": "any" }');
  const surroundings = around('id', 'height_m', 'state', 'period');
  const document = parseMetadata({ name: 'datapackage.json', text });
  const withId = text.replace('[{', '[{ "name": "id", "type": "any" }, {');
  const fixes = (content: string) => {
    const parsed = parseMetadata({ name: 'datapackage.json', text: content });
    return withFixes(parsed, checkMetadata(parsed, surroundings), surroundings).flatMap(
      ({ fixes: all = [] }) => all,
    );
  };
  expect(document.syntax).toEqual([]);
  const fix = fixes(withId).find(({ title }) => title === 'Describe the 2 columns');
  expect(JSON.stringify(JSON.parse(applyEdits(withId, fix?.edits ?? [])))).toContain(
    '[{"name":"id","type":"any"},{"name":"height","type":"any"},{"name":"state","type":"string"},{"name":"period","type":"string"}]',
  );
});

test('a field without a type and without data gets the type that holds anyway', () => {
  const text = json('{ "name": "x" }');
  const document = parseMetadata({ name: 'datapackage.json', text });
  const [problem] = withFixes(document, said('datapackage.json', text), nowhere);
  expect(problem?.fixes).toMatchObject([{ title: 'Write the type that holds anyway: "any"', safe: false }]);
  expect(applyEdits(text, problem?.fixes?.[0]?.edits ?? [])).toBe(json('{ "name": "x", "type": "any" }'));
});

test('a licence under its old name is not missing, too', () => {
  const text = json('{ "name": "x", "type": "any" }').replace(
    '"name": "a"',
    '"name": "a", "license": "CC0-1.0"',
  );
  const document = parseMetadata({ name: 'datapackage.json', text });
  const messages = checkMetadata(document, nowhere).map(({ message }) => message);
  expect(messages).toContain('A package should also have "id" (an identifier that is unique in the world).');
});
