import { expect, test } from 'vitest';
import { memorySource } from '#core/base/byte-source.ts';
import type { DataFact } from '#core/tableschema/data-fact.ts';
import { profileTable } from '#core/tabular/profile/profile-table.ts';

const DEEP = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;

function profile(name: string, text: string): Promise<DataFact> {
  return profileTable(memorySource(new TextEncoder().encode(text)), { name, reading: {} });
}

test('a line of JSON that nests without end is no row', async () => {
  const { columns } = await profile('x.jsonl', `{"a":1}\n{"a":${DEEP},"b":2}\n`);
  expect(columns.map(({ name }) => name)).toEqual(['a']);
});

test('a JSON document that nests without end is no list of rows', async () => {
  await expect(profile('x.json', `[{"a":1},{"a":${DEEP}}]`)).rejects.toMatchObject({
    code: 'table/unsupported',
  });
});
