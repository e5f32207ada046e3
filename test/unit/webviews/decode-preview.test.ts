import { describe, expect, test } from 'vitest';
import { decodeFromPreview, decodeToPreview } from '#webviews/protocol/decode-preview.ts';
import type { FromPreview, ToPreview } from '#webviews/protocol/preview.ts';

const read = { type: 'read', request: 3, start: 128, end: 256, columns: [0, 4] } as const;

describe('messages of the preview', () => {
  const good: FromPreview[] = [
    { type: 'ready' },
    { type: 'retry' },
    { type: 'copy', text: 'a\tb' },
    read,
    { ...read, start: 1_999_999_872, end: 2_000_000_000 },
  ];
  test.each(good)('$type is read as it was sent', (message) => {
    expect(decodeFromPreview(structuredClone(message))).toEqual(message);
  });

  test('members that nobody asked for do not come through', () => {
    expect(decodeFromPreview({ type: 'ready', path: '/etc/passwd' })).toEqual({ type: 'ready' });
  });

  const hostile: [string, unknown][] = [
    ['nothing', undefined],
    ['null', null],
    ['text', 'ready'],
    ['a list', [{ type: 'ready' }]],
    ['no type', {}],
    ['an unknown type', { type: 'eval', code: '1' }],
    ['a type that is inherited by every object', { type: 'constructor' }],
    ['a negative row', { ...read, start: -1 }],
    ['a fraction of a row', { ...read, start: 0.5 }],
    ['a row that is no number', { ...read, start: '0' }],
    ['a row beyond exact integers', { ...read, start: 2 ** 53, end: 2 ** 53 + 2 }],
    ['NaN', { ...read, end: Number.NaN }],
    ['an endless window', { ...read, end: Number.POSITIVE_INFINITY }],
    ['an empty window', { ...read, end: 128 }],
    ['a window that runs backwards', { ...read, end: 0 }],
    ['more rows than one read may bring', { ...read, start: 0, end: 1025 }],
    ['no columns', { ...read, columns: [] }],
    ['columns that are no list', { ...read, columns: { length: 1, 0: 0 } }],
    ['the same column twice', { ...read, columns: [1, 1] }],
    ['a negative column', { ...read, columns: [-1] }],
    ['more columns than one read may bring', { ...read, columns: Array.from({ length: 65 }, (_, i) => i) }],
    ['a request without number', { ...read, request: undefined }],
    ['text to copy that is none', { type: 'copy', text: { toString: () => 'x' } }],
    ['more text than a clipboard should hold', { type: 'copy', text: 'x'.repeat(16 * 1024 * 1024 + 1) }],
  ];
  test.each(hostile)('%s is refused', (_, data) => {
    expect(decodeFromPreview(data)).toBeUndefined();
  });

  test('a window of exactly the limits passes', () => {
    const columns = Array.from({ length: 64 }, (_, index) => index);
    expect(decodeFromPreview({ ...read, start: 0, end: 1024, columns })).toMatchObject({
      end: 1024,
      columns,
    });
  });
});

describe('messages to the preview', () => {
  const column = { name: 'id', type: 'int64', nullable: false, numeric: true };
  const good: ToPreview[] = [
    { type: 'opening', title: 'a.csv' },
    { type: 'opened', title: 'a.csv', format: 'CSV', columns: [column] },
    { type: 'opened', title: 'a.csv', format: 'CSV', columns: [], numRows: 0, notice: 'Not verified' },
    { type: 'counting', rowsSoFar: 5 },
    { type: 'counted', numRows: 0 },
    { type: 'count-failed', message: 'no' },
    { type: 'rows', request: 1, start: 0, arrow: new ArrayBuffer(8) },
    { type: 'rows-failed', request: 1, message: 'no' },
    { type: 'failed', message: 'no' },
  ];
  test.each(good)('$type is read as it was sent', (message) => {
    expect(decodeToPreview(message)).toEqual(message);
  });

  const opened = { type: 'opened', title: 'a.csv', format: 'CSV', columns: [column] };
  const bad: [string, unknown][] = [
    ['nothing', undefined],
    ['an unknown type', { type: 'html', html: '<b>' }],
    ['opening without title', { type: 'opening' }],
    ['columns that are no list', { ...opened, columns: 'id' }],
    ['a column without type', { ...opened, columns: [{ ...column, type: undefined }] }],
    ['a column that is null', { ...opened, columns: [null] }],
    ['a negative number of rows', { ...opened, numRows: -1 }],
    ['a notice that is no text', { ...opened, notice: 1 }],
    ['half a row counted', { type: 'counting', rowsSoFar: 0.5 }],
    ['rows as text', { type: 'rows', request: 1, start: 0, arrow: 'ARROW1' }],
    ['rows of no request', { type: 'rows', start: 0, arrow: new ArrayBuffer(8) }],
    ['a failure without message', { type: 'failed' }],
    ['failed rows without message', { type: 'rows-failed', request: 1 }],
  ];
  test.each(bad)('%s is refused', (_, data) => {
    expect(decodeToPreview(data)).toBeUndefined();
  });
});
