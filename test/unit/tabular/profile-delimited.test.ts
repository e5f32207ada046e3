import { describe, expect, test } from 'vitest';
import { memorySource } from '#core/base/byte-source.ts';
import { profileTable } from '#core/tabular/profile/profile-table.ts';
import { profiled } from './profiled.ts';

const names = async (content: string | Uint8Array, reading = {}) =>
  (await profiled(content, reading)).columns.map(({ name }) => name);

describe('the dialect as it looks', () => {
  test.each([
    ['commas', 'a,b\n1,2\n', { delimiter: ',', quoteChar: '"', lineTerminator: '\n', header: true }],
    ['semicolons and CRLF', 'a;b\r\n1;2\r\n', { delimiter: ';', lineTerminator: '\r\n' }],
    ['tabs', 'a\tb\n1\t2\n', { delimiter: '\t' }],
    ['bars', 'a|b\n1|2\n', { delimiter: '|' }],
    ['colons between numbers', 'a:b:c\n1:2:3\n4:5:6\n', { delimiter: ':' }],
    ['blanks between numbers', 'x y z\n1 2 3\n4 5 6\n', { delimiter: ' ' }],
    ['times are not cut at colons', 'at\n12:30\n13:45\n', { delimiter: ',' }],
    ['names are not cut at blanks', 'name\nAda Lovelace\nAlan Turing\n', { delimiter: ',' }],
    ['decimal commas', 'a;b\n1,5;2,5\n3,25;4,75\n', { delimiter: ';' }],
    ['prose with commas', 'id;text\n1;Yes, of course\n2;No, never, ever\n', { delimiter: ';' }],
    ['one column', 'id\n1\n2\n', { delimiter: ',' }],
    ['CR alone', 'a,b\r1,2\r', { delimiter: ',', lineTerminator: '\r' }],
    ['apostrophes as quotes', "a,b\n'x, y',1\n'z',2\n", { delimiter: ',', quoteChar: "'" }],
    ['apostrophes in words', "a,b\n'tis,1\nit's,2\n", { quoteChar: '"' }],
    [
      'line ends in quotes',
      '"a","b"\r\n"1\n2","x"\r\n"3","y"\r\n',
      { delimiter: ',', lineTerminator: '\r\n' },
    ],
    ['a title above', 'Fruit of 2024\nid;name\n1;apple\n2;pear\n', { delimiter: ';' }],
    ['no header', '1,apple\n2,pear\n3,plum\n', { header: false }],
    ['no header, texts that come again', 'de,red\nfr,red\nde,blue\nfr,blue\n', { header: false }],
    ['a header of texts', 'country,colour\nde,red\nfr,blue\nde,blue\n', { header: true }],
    ['a header of years', 'country,1990,1991,1992\nde,1,2,3\nfr,4,5,6\n', { header: true }],
    ['an index without name', ',name\n0,a\n1,b\n', { header: true }],
  ])('%s', async (_, text, dialect) => {
    expect((await profiled(text)).dialect).toMatchObject(dialect);
  });
});

describe('the dialect as it was declared', () => {
  test.each([
    ['delimiter', 'a;b|c\n1;2|3\n', { dialect: { delimiter: '|' } }, ['a;b', 'c']],
    ['a delimiter of two characters', 'a::b\n1::2\n', { dialect: { delimiter: '::' } }, ['a', 'b']],
    ['quoteChar', "'a,b',c\n1,2\n", { dialect: { quoteChar: "'" } }, ['a,b', 'c']],
    ['doubleQuote', '"a""b",c\n', { dialect: { doubleQuote: true } }, ['a"b', 'c']],
    ['escapeChar', 'a\\,b,c\n1,2\n', { dialect: { escapeChar: '\\' } }, ['a,b', 'c']],
    ['skipInitialSpace', 'a, "b, c"\n1, 2\n', { dialect: { skipInitialSpace: true } }, ['a', 'b, c']],
    ['lineTerminator', 'a,b$1,2$', { dialect: { lineTerminator: '$' } }, ['a', 'b']],
    ['header false', 'a,b\n1,2\n', { dialect: { header: false } }, ['field1', 'field2']],
    ['headerRows', 'title\na,b\n1,2\n', { dialect: { headerRows: [2] } }, ['a', 'b']],
    [
      'several headerRows',
      'fruit\nid,name\n1,2\n',
      { dialect: { headerRows: [1, 2] } },
      ['fruit id', 'fruit name'],
    ],
    [
      'headerJoin',
      'fruit,,price\nid,name,\n1,2,3\n',
      { dialect: { headerRows: [1, 2], headerJoin: '-' } },
      ['fruit-id', 'fruit-name', 'price'],
    ],
    ['commentChar', '# by me\na,b\n1,2\n', { dialect: { commentChar: '#' } }, ['a', 'b']],
    ['commentRows', 'by me\na,b\n1,2\n', { dialect: { commentRows: [1] } }, ['a', 'b']],
    ['blank lines above', '\n\na,b\n1,2\n', {}, ['a', 'b']],
    ['a name that is missing', 'a,,c\n1,2,3\n', {}, ['a', 'field2', 'c']],
  ])('%s', async (_, text, reading, expected) => {
    expect(await names(text, reading)).toEqual(expected);
  });

  test('comments and rows above the header are no data', async () => {
    const { rows, columns } = await profiled('t\na,b\n#x\n1,2\n\n3,4', {
      dialect: { headerRows: [2], commentChar: '#' },
    });
    expect(rows).toEqual({ count: 2, exact: true });
    expect(columns.map(({ type }) => type)).toEqual(['integer', 'integer']);
  });

  test('nullSequence and missing values are nulls', async () => {
    const { columns } = await profiled('a,b\n1,\\N\n-,2\n', {
      dialect: { nullSequence: '\\N' },
      missingValues: ['-'],
    });
    expect(columns.map(({ type, nulls }) => [type, nulls])).toEqual([
      ['integer', 1],
      ['integer', 1],
    ]);
  });

  test('a first row of data counts as such by sight only where somebody asks for it', async () => {
    const text = '1,apple\n2,pear\n';
    expect(await names(text)).toEqual(['1', 'apple']);
    const { columns } = await profiled(text, {}, { bySight: true });
    expect(columns.map(({ name }) => name)).toEqual(['field1', 'field2']);
  });
});

describe('the encoding', () => {
  const utf16 = (text: string, swap: boolean) =>
    Uint8Array.from([...text].flatMap((char) => (swap ? [0, char.charCodeAt(0)] : [char.charCodeAt(0), 0])));

  test.each([
    ['plain letters', new TextEncoder().encode('a,b\n1,2\n'), { name: 'us-ascii', bom: false }],
    ['UTF-8', new TextEncoder().encode('ä,b\n1,2\n'), { name: 'utf-8', bom: false }],
    ['UTF-8 with a mark', new TextEncoder().encode('\ufeffä,b\n1,2\n'), { name: 'utf-8', bom: true }],
    [
      'Latin 1',
      Uint8Array.from([...'caf\u00e9 name,b\n1,2\n'].map((c) => c.charCodeAt(0))),
      { name: 'iso-8859-1', bom: false },
    ],
    [
      'Windows',
      Uint8Array.from([...'price \u0080,b\n1,2\n'].map((c) => c.charCodeAt(0))),
      { name: 'windows-1252', bom: false },
    ],
    [
      'UTF-16 with a mark',
      Uint8Array.from([0xff, 0xfe, ...utf16('a,b\n1,2\n', false)]),
      { name: 'utf-16le', bom: true },
    ],
    ['UTF-16 without', utf16('a,b\n1,2\n', true), { name: 'utf-16be', bom: false }],
  ])('%s', async (_, bytes, encoding) => {
    const fact = await profiled(bytes);
    expect(fact.encoding).toEqual(encoding);
    expect(fact.columns).toHaveLength(2);
    expect(fact.columns[1]).toMatchObject({ name: 'b', type: 'integer' });
  });

  test('the declared one is believed where the bytes do not contradict', async () => {
    const cyrillic = Uint8Array.from([0xe8, 0xec, 0xff, 0x2c, 0x62, 0x0a, 0xc0, 0x2c, 0x32, 0x0a]);
    expect((await profiled(cyrillic)).encoding).toBeUndefined();
    expect(await names(cyrillic, { encoding: 'windows-1251' })).toEqual(['имя', 'b']);
    expect(await names(new TextEncoder().encode('ä,b\n1,2\n'), { encoding: 'no-such' })).toEqual(['ä', 'b']);
    const latin = Uint8Array.from([0x61, 0x61, 0x61, 0xe9, 0x2c, 0x62, 0x0a]);
    expect(await names(latin, { encoding: 'utf-8' })).toEqual(['aaaé', 'b']);
  });
});

test('of a large file only the beginning is read, and its rows are estimated', async () => {
  const row = '12345,abcdefgh,2024-01-31\n';
  const total = 400_000;
  const bytes = new TextEncoder().encode(`id,name,day\n${row.repeat(total)}`);
  let read = 0;
  let pauses = 0;
  const source = memorySource(bytes);
  const fact = await profileTable(
    {
      size: source.size,
      read: (start, end) => {
        read += Math.min(end, source.size) - start;
        return source.read(start, end);
      },
    },
    {
      name: 'large.csv',
      reading: {},
      pause: () => {
        pauses += 1;
        return Promise.resolve();
      },
    },
  );
  expect(read).toBeLessThan(2.2 * 1024 * 1024);
  expect(pauses).toBeGreaterThan(20);
  expect(fact.rows?.exact).toBe(false);
  expect(Math.abs((fact.rows?.count ?? 0) - total) / total).toBeLessThan(0.001);
  expect(fact.columns.map(({ type, basis }) => [type, basis])).toEqual([
    ['integer', 'sample'],
    ['string', 'sample'],
    ['date', 'sample'],
  ]);
});

test('a quote that is never closed, and rows of different lengths, do not keep columns from being known', async () => {
  expect(await names('a,b\n"1,2\n3,4\n')).toEqual(['a', 'b']);
  const { columns } = await profiled('a,b,c\n1\n1,2,3,4,5\n');
  expect(columns.map(({ nulls }) => nulls)).toEqual([0, 1, 1]);
});

test.each([
  ['nothing', '', 'table/corrupt'],
  ['binary data', '\u0001\u0002\u0000\u0003'.repeat(100), 'table/unknown-format'],
  ['a ZIP archive', 'PK\u0003\u0004', 'table/unsupported'],
])('%s is no table', async (_, text, code) => {
  await expect(profiled(text)).rejects.toMatchObject({ code });
});

test('a cancelled look ends as cancelled', async () => {
  const signal = AbortSignal.abort();
  await expect(profiled('a,b\n1,2\n', {}, { signal })).rejects.toMatchObject({ code: 'task/cancelled' });
});
