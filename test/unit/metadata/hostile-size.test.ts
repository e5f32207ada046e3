import { describe, expect, test } from 'vitest';
import { withFixes } from '#core/metadata/actions/more-fixes.ts';
import { checkInSteps, checkMetadata } from '#core/metadata/check.ts';
import { checkFields } from '#core/metadata/datapackage/field-rules.ts';
import { checkForeignKeys } from '#core/metadata/datapackage/foreign-key-rules.ts';
import { inlineSchemasOf } from '#core/metadata/datapackage/resources.ts';
import { withoutConflicts } from '#core/metadata/edits/rounds.ts';
import { insertMember, removeItem, replaceWith } from '#core/metadata/edits.ts';
import { KnownParts } from '#core/metadata/known-parts.ts';
import { namesOf } from '#core/metadata/navigation/collect-names.ts';
import { namesAt } from '#core/metadata/navigation/placed-names.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import type { Problem } from '#core/metadata/problem.ts';
import { nowhere, type Surroundings } from '#core/metadata/surroundings.ts';
import { itemsOf, memberValue } from '#core/metadata/tree.ts';
import { readDelimited } from '#core/tabular/profile/delimited-table.ts';
import type { Delimited } from '#core/tabular/text/delimited.ts';
import { packageJson, tableJson } from './samples.ts';

const MANY = 100_000;

/** As many texts as are wanted, joined by commas. */
function list(make: (index: number) => string, count = MANY): string {
  return Array.from({ length: count }, (_, index) => make(index)).join(',');
}

function open(text: string) {
  return parseMetadata({ name: 'datapackage.json', text });
}

// None of these takes long by itself; one that grows with the square of its size would take minutes.

describe('checking', () => {
  test('as many missing values as fields with examples are read once', () => {
    const count = MANY / 2;
    const fields = list((index) => `{ "name": "f${index}", "type": "string", "example": "x" }`, count);
    const document = open(
      tableJson(`{ "fields": [${fields}], "missingValues": [${list((index) => `"m${index}"`, count)}] }`),
    );
    const [schema] = inlineSchemasOf(document);
    expect(schema?.schema.kind === 'object' ? [...checkFields(schema.schema, document)] : undefined).toEqual(
      [],
    );
  });

  test('of a schema that many resources share, the fields are looked at once', () => {
    const fields = list((index) => `{ "name": "f${index}" }`, MANY / 5);
    const key = '{ "fields": ["f0"], "reference": { "fields": ["f0"] } }';
    const schema = parseMetadata({
      name: 'a.tableschema.json',
      text: `{ "fields": [${fields}], "primaryKey": ["f0"], "foreignKeys": [${key}] }`,
    });
    const document = open(
      packageJson(list((index) => `{ "name": "r${index}", "path": "a.csv", "schema": "a.json" }`, MANY / 5)),
    );
    expect([...checkForeignKeys(document, { ...nowhere, document: () => schema })]).toEqual([]);
  });

  test('of a part with endless findings, no more are looked for than somebody takes', () => {
    const document = open(packageJson('{ "name": "a", "path": "a.csv" }'));
    const part = document.root?.kind === 'object' ? document.root.members.at(-1)?.value : undefined;
    const resource = part?.kind === 'array' ? part.items[0] : undefined;
    let looked = 0;
    function* endless(): Generator<Problem> {
      for (;;) {
        looked++;
        yield { code: 'x', severity: 'error', message: `${looked}`, offset: 0, length: 1, pointer: '' };
      }
    }
    expect(resource).toBeDefined();
    for (const problem of resource ? new KnownParts().of(document, resource, endless) : []) {
      if (problem?.message === '5') {
        break;
      }
    }
    expect(looked).toBe(5);
  });

  test('there are pauses within one large resource', () => {
    const document = open(tableJson(`{ "fields": [${list((index) => `{ "name": "f${index}" }`, 1_000)}] }`));
    let pauses = 0;
    const steps = checkInSteps(document, nowhere);
    for (let step = steps.next(); !step.done; step = steps.next()) {
      pauses++;
    }
    expect(pauses).toBeGreaterThan(20);
  });

  test('a hundred thousand missing values that are listed twice are a thousand findings', () => {
    const text = tableJson(`{ "fields": [], "missingValues": [${list((index) => `"${index >> 1}"`)}] }`);
    expect(checkMetadata(open(text), nowhere)).toHaveLength(1_001);
  });
});

describe('edits of a text of ten million characters on one line', () => {
  const LONG = 'x'.repeat(10_000_000);
  const document = open(`{"title":"${LONG}","resources":[${list((index) => `{"a":${index}}`, 2_000)}]}`);
  const resources = memberValue(document.root, 'resources');
  const items = itemsOf(resources);

  test('are made by looking at it once', () => {
    for (const [index, item] of items.entries()) {
      expect(resources?.kind === 'array' && removeItem(document, resources, index)).toHaveLength(1);
      expect(item.kind === 'object' && insertMember(document, item, 'b', 1)).toMatchObject([
        { text: ',"b":1' },
      ]);
      expect(replaceWith(document, item, { c: 1 })).toMatchObject([{ text: '{"c":1}' }]);
    }
  });
});

describe('fixes made on demand', () => {
  /** As somebody asks who has selected everything. */
  function fixed(resources: string, files: number): number {
    const document = open(`{ "resources": [${resources}] }`);
    const surroundings: Surroundings = {
      ...nowhere,
      file: () => ({ kind: 'missing' }),
      files: () => Array.from({ length: files }, (_, index) => ({ path: `x/r${index}.csv`, size: 1 })),
    };
    const problems = checkMetadata(document, surroundings);
    return withFixes(document, problems, surroundings).filter(({ fixes }) => fixes).length;
  }

  test('files are missing that are elsewhere', () => {
    const resources = list((index) => `{ "name": "r${index}", "path": "r${index}.csv" }`, 20_000);
    expect(fixed(resources, 5_000)).toBeGreaterThan(0);
  });

  test('all names are one name', () => {
    expect(
      fixed(
        list(() => '{ "name": "r", "data": [] }', 50_000),
        0,
      ),
    ).toBeGreaterThan(0);
  });

  test('properties are missing', () => {
    expect(
      fixed(
        list(() => '{ "data": [] }', 50_000),
        0,
      ),
    ).toBeGreaterThan(0);
  });
});

describe('lists longer than what one call of a function takes', () => {
  const COUNT = 200_000;

  test('of names: the one at an offset is found', () => {
    const document = open(tableJson(`{ "fields": [${list((index) => `{"name":"f${index}"}`, COUNT)}] }`));
    const names = namesOf(document);
    const offset = document.text.indexOf('"f150000"') + 1;
    expect(names && namesAt(names, offset)).toMatchObject([{ name: 'f150000' }]);
  });

  test('of edits that belong together: all are made', () => {
    const edits = Array.from({ length: COUNT }, (_, offset) => ({ offset, length: 1, text: '' }));
    expect(withoutConflicts([edits])).toHaveLength(COUNT);
  });

  test('of rows of a header: the last one counts', () => {
    const headerRows = Array.from({ length: COUNT }, (_, index) => index + 1);
    const read: Delimited = {
      delimiter: ',',
      quoteChar: '"',
      doubleQuote: true,
      escapeChar: '',
      skipInitialSpace: false,
      lineTerminator: undefined,
    };
    expect(readDelimited('a\nb\n', { headerRows, read, isCut: false }).names).toEqual(['a b']);
  });
});
