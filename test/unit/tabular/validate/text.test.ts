import { describe, expect, test } from 'vitest';
import { inShort, pointedAt, validated } from './validating.ts';

const SCHEMA = {
  fields: [
    { name: 'id', type: 'integer' },
    { name: 'name', type: 'string' },
  ],
};

describe('the header', () => {
  const of = (...names: string[]) => names.map((name) => ({ name, type: 'any' }));
  test.each([
    ['id,name', {}, []],
    ['id,nmae', {}, ['1:2 incorrect-label']],
    ['name,id', {}, ['1:1 incorrect-label', '1:2 incorrect-label']],
    ['id', {}, ['1:2 missing-label', '2:2 missing-cell']],
    ['id,name,x', {}, ['1:3 extra-label', '2:3 extra-cell']],
    ['id,', {}, ['1:2 blank-label']],
    ['id,id', {}, ['1:2 duplicate-label']],
    [',', {}, ['1:- blank-header']],
    ['name,id', { fieldsMatch: 'equal' }, []],
    ['id,x', { fieldsMatch: 'equal' }, ['1:2 extra-label', '1:3 missing-label']],
    ['x,name,id', { fieldsMatch: 'subset' }, []],
    ['x,name', { fieldsMatch: 'subset' }, ['1:3 missing-label']],
    ['name', { fieldsMatch: 'superset' }, []],
    ['name,x', { fieldsMatch: 'superset' }, ['1:2 extra-label']],
    ['name,x', { fieldsMatch: ['partial'] }, []],
    ['y,x', { fieldsMatch: 'partial' }, ['1:- unmatched-header']],
    ['ID,Name', {}, ['1:1 incorrect-label', '1:2 incorrect-label']],
  ])('%j with %j: %j', async (header, match, expected) => {
    const row = header
      .split(',')
      .map(() => '1')
      .join(',');
    const { findings } = await validated('a.csv', `${header}\n${row}\n`, {
      schema: { fields: of('id', 'name'), ...match },
    });
    expect(inShort(findings)).toEqual(expected);
  });

  test('version 1 does not tell upper from lower case, unless the dialect does, and knows no fieldsMatch', async () => {
    const schema = { fields: of('id', 'name'), fieldsMatch: 'equal' };
    const found = async (text: string, isCaseSensitive: boolean) =>
      inShort((await validated('a.csv', text, { schema, version: '1.0', isCaseSensitive })).findings);
    expect(await found('ID,NAME\n1,2\n', false)).toEqual([]);
    expect(await found('ID,NAME\n1,2\n', true)).toEqual(['1:1 incorrect-label', '1:2 incorrect-label']);
    expect(await found('name,id\n1,2\n', false)).toEqual(['1:1 incorrect-label', '1:2 incorrect-label']);
  });

  test('values follow their columns by name', async () => {
    const { findings } = await validated('a.csv', 'name,id\nAda,x\n', {
      schema: { ...SCHEMA, fieldsMatch: 'equal' },
    });
    expect(findings).toMatchObject([{ code: 'data/type-error', fieldNumber: 2, field: 'id' }]);
  });
});

describe('the dialect', () => {
  test.each([
    ['semicolons, declared', { delimiter: ';' }, 'id;name\nx;1\n', ['2:1 type-error']],
    ['no header', { header: false }, '1,Ada\nx,Alan\n', ['2:1 type-error']],
    ['header rows', { headerRows: [2] }, 'title\nid,name\nx,Ada\n', ['3:1 type-error']],
    ['comments', { commentChar: '#' }, '# a\nid,name\n#x,1\nx,Ada\n', ['4:1 type-error']],
    ['rows that are comments', { commentRows: [1] }, 'a,b,c\nid,name\nx,Ada\n', ['3:1 type-error']],
    ['a null sequence', { nullSequence: 'NULL' }, 'id,name\nNULL,Ada\nx,Ada\n', ['3:1 type-error']],
    ['other quotes', { quoteChar: "'" }, "id,name\n1,'a,b'\nx,Ada\n", ['3:1 type-error']],
    ['escapes', { escapeChar: '\\', quoteChar: '' }, 'id,name\n1,a\\,b\nx,Ada\n', ['3:1 type-error']],
    ['spaces', { skipInitialSpace: true }, 'id, name\n1, Ada\nx, Ada\n', ['3:1 type-error']],
    [
      'a line terminator of its own',
      { delimiter: ',', lineTerminator: ';\n' },
      'id,name;\nx,Ada;\n',
      ['2:1 type-error'],
    ],
  ])('%s', async (_, dialect, text, expected) => {
    const { findings } = await validated('a.csv', text, { schema: SCHEMA, reading: { dialect } });
    expect(inShort(findings)).toEqual(expected);
    expect(pointedAt(text, findings)).toEqual(['x']);
  });

  test.each(['\n', '\r\n', '\r'])('lines that end in %j, the last one with or without', async (end) => {
    for (const last of ['', end]) {
      const text = ['id,name', 'x,Ada', '1,"a', 'b"', 'y,Alan'].join(end) + last;
      const { findings, verdict } = await validated('a.csv', text, { schema: SCHEMA });
      expect(inShort(findings)).toEqual(['2:1 type-error', '4:1 type-error']);
      expect(findings.map(({ range }) => range?.start.line)).toEqual([1, 4]);
      expect(verdict.rows).toBe(3);
    }
  });
});

describe('wherever a chunk of the file ends', () => {
  const row = (index: number) =>
    `${index},"${'ü'.repeat(index % 7)}\r\n""${'x'.repeat(1000 + (index % 13))}"\r\n`;
  const count = 3000; // three megabytes and more
  const text = `id,name\r\n${Array.from({ length: count }, (_, index) => row(index)).join('')}bad,end\r\n`;

  test('rows stay whole and lines are counted', async () => {
    const { findings, verdict } = await validated('a.csv', text, { schema: SCHEMA });
    expect(verdict.rows).toBe(count + 1);
    expect(findings).toMatchObject([
      { code: 'data/type-error', row: count + 2, range: { start: { line: 2 * count + 1, character: 0 } } },
    ]);
  });

  test('in other encodings too', async () => {
    const wide = new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
    const { findings, verdict } = await validated('a.csv', wide, { schema: SCHEMA });
    expect([verdict.rows, inShort(findings)]).toEqual([count + 1, [`${count + 2}:1 type-error`]]);
  });
});

describe('what cannot be read', () => {
  test('bytes that are no UTF-8 end the check, at their place', async () => {
    const bytes = new Uint8Array([...Buffer.from('id,name\n1,Ada\n2,J'), 0xf6, ...Buffer.from('rg\nx,y\n')]);
    const { findings } = await validated('a.csv', bytes, { schema: SCHEMA });
    expect(findings).toMatchObject([
      { code: 'data/encoding-error', row: 3, range: { start: { line: 2, character: 3 } } },
    ]);
    const declared = await validated('a.csv', bytes, { schema: SCHEMA, reading: { encoding: 'iso-8859-1' } });
    expect(inShort(declared.findings)).toEqual(['4:1 type-error']);
  });

  test('a replacement character that somebody wrote is a character', async () => {
    const { findings } = await validated('a.csv', 'id,name\n1,\ufffd\nx,y\n', { schema: SCHEMA });
    expect(inShort(findings)).toEqual(['3:1 type-error']);
  });

  test('an encoding that nobody knows', async () => {
    const { findings } = await validated('a.csv', 'id,name\n', {
      schema: SCHEMA,
      reading: { encoding: 'utf-9' },
    });
    expect(inShort(findings)).toEqual(['-:- encoding-error']);
  });

  test.each([
    ['nothing', 'a.csv', '', 'source-error'],
    ['no Parquet', 'a.parquet', 'id,name\n', 'format-error'],
    ['half of a Parquet', 'a.parquet', 'PAR1 cut off here', 'source-error'],
  ])('%s', async (_, name, content, code) => {
    const { findings } = await validated(name, content, { schema: SCHEMA });
    expect(inShort(findings)).toEqual([`-:- ${code}`]);
  });

  test('a quote that is never closed', async () => {
    const { findings } = await validated('a.csv', `id,name\n1,"${'abcdefg\n'.repeat(1_300_000)}`, {
      schema: SCHEMA,
    });
    expect(findings).toMatchObject([{ code: 'data/source-error', row: 2, range: { start: { line: 1 } } }]);
  });
});
