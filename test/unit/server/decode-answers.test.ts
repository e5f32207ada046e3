import { expect, test } from 'vitest';
import { decodeFormContent, decodeFormEditsResult, decodeFormRange } from '#server/protocol/decode-form.ts';
import { decodeCheckDescriptorResult } from '#server/protocol/decode-tasks.ts';

const RANGE = { start: { line: 0, character: 2 }, end: { line: 1, character: 0 } };

test('the answers of the server are taken as they are', () => {
  const problem = { pointer: '/name', severity: 'error', message: 'Wrong.' };
  const content = { version: 3, value: { name: 'a' }, problems: [problem], files: ['a.csv'] };
  expect(decodeFormContent(content)).toEqual(content);
  const { value: _, ...withoutValue } = content;
  expect(decodeFormContent(withoutValue)).toEqual(withoutValue);
  const edits = { edits: [{ range: RANGE, newText: 'b' }] };
  expect(decodeFormEditsResult(edits)).toEqual(edits);
  expect(decodeFormEditsResult({ refused: 'No.' })).toEqual({ refused: 'No.' });
  expect(decodeFormRange(RANGE)).toEqual(RANGE);
  const checked = { errors: [{ message: 'Wrong.', ...RANGE }] };
  expect(decodeCheckDescriptorResult(checked)).toEqual(checked);
});

test('what is half an answer is none', () => {
  for (const other of [undefined, null, 'x', [], {}, { edits: {} }, { errors: 'none' }, { version: '1' }]) {
    expect(decodeFormContent(other)).toBeUndefined();
    expect(decodeFormEditsResult(other)).toBeUndefined();
    expect(decodeFormRange(other)).toBeUndefined();
    expect(decodeCheckDescriptorResult(other)).toBeUndefined();
  }
  const edit = { range: RANGE, newText: 'b' };
  const backwards = { ...RANGE, start: { line: -1, character: 0 } };
  expect(decodeFormEditsResult({ edits: [edit, { range: RANGE }] })).toBeUndefined();
  expect(decodeFormEditsResult({ edits: [edit, { ...edit, range: backwards }] })).toBeUndefined();
  expect(
    decodeCheckDescriptorResult({ errors: [{ message: 'Wrong.', start: RANGE.start }] }),
  ).toBeUndefined();
  const problem = { pointer: '', severity: 'fatal', message: 'Wrong.' };
  expect(decodeFormContent({ version: 1, problems: [problem], files: [] })).toBeUndefined();
});
