import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { type ByteSource, memorySource } from '#core/base/byte-source.ts';
import { Failure, isFailure } from '#core/base/failure.ts';
import { createDataProcess, type DataProcessOptions } from '#core/node/data-process.ts';
import type { DataProcess } from '#core/node/data-process-api.ts';
import type { TableRules } from '#core/tableschema/table-rules.ts';
import { decodeArrow } from '#core/tabular/arrow-page-reader.ts';

const folder = mkdtempSync(join(tmpdir(), 'waybill-data-process-'));
const running: DataProcess[] = [];
afterEach(() => {
  for (const each of running.splice(0)) {
    each.dispose();
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function start(options: Partial<DataProcessOptions> = {}): DataProcess {
  const entry = join(import.meta.dirname, '../../core/node/data-process-main.ts');
  const started = createDataProcess({ entry, ...options });
  running.push(started);
  return started;
}

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** A data process that does what a test says instead: a program of its own. */
function impostor(name: string, program: string): string {
  return file(`${name}.mjs`, program);
}

const code = (expected: string) => (error: unknown) => isFailure(error) && error.code === expected;
const csv = `id,name\n${Array.from({ length: 3000 }, (_, id) => `${id},row ${id}\n`).join('')}`;
const parquet = new Uint8Array(
  parquetWriteBuffer({
    columnData: [
      { name: 'id', data: Array.from({ length: 3000 }, (_, id) => BigInt(id)), encoding: 'PLAIN' },
    ],
  }),
);

describe('the data process', () => {
  test('opens a file, gives rows as Arrow, counts and hashes', async () => {
    const data = start();
    const path = file('a.csv', csv);
    const table = await data.openTable({ kind: 'file', path });
    expect([table.format, table.numRows, table.columns.map(({ name }) => name)]).toEqual([
      'csv',
      // A file of one sample is counted when it is opened.
      3000,
      ['id', 'name'],
    ]);
    const batch = decodeArrow(await table.readArrow({ start: 2998, end: 4000, columns: [1] }));
    expect(batch).toMatchObject({ start: 2998, numRows: 2, columns: [{ cells: ['row 2998', 'row 2999'] }] });
    expect(await table.count()).toBe(3000);
    expect(table.numRows).toBe(3000);
    expect(await data.hashFile(file('abc', 'abc'))).toEqual({
      digest: 'sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      size: 3,
    });
    table.close();
  });

  test('checks rows: findings come while it reads, then the verdict, and a cancelled check ends', async () => {
    const data = start();
    const rules: TableRules = {
      version: '2.0',
      isCaseSensitive: true,
      reading: { dialect: { delimiter: ',' } },
      schema: {
        fields: [
          { name: 'id', type: 'integer' },
          { name: 'name', type: 'integer' },
        ],
      },
    };
    const path = file('checked.csv', csv.repeat(40));
    const batches: number[] = [];
    const verdict = await data.validateFile(path, {
      rules,
      mostPerCode: 100_000,
      onFindings: (findings) => batches.push(findings.length),
    });
    // The header comes again and again, as a row.
    expect(verdict).toEqual({ rows: 40 * 3001 - 1, totals: { 'data/type-error': 40 * 3001 - 1 + 39 } });
    expect(batches.length).toBeGreaterThan(1);
    expect(batches.reduce((sum, each) => sum + each, 0)).toBe(100_000);
    const controller = new AbortController();
    const stopped = data.validateFile(path, {
      rules,
      mostPerCode: 1,
      onFindings: () => controller.abort(),
      signal: controller.signal,
    });
    await expect(stopped).rejects.toSatisfy(code('task/cancelled'));
    await expect(
      data.validateFile(join(folder, 'none.csv'), { rules, mostPerCode: 1, onFindings: () => {} }),
    ).rejects.toSatisfy(code('file/not-found'));
  });

  test('carries JSON Lines exactly, with values of other kinds and rows counted at once', async () => {
    const lines = `{"n":9007199254740993,"s":"x"}\n{"n":"y"}\n${'{}\n'.repeat(2)}`;
    const table = await start().openTable({ kind: 'file', path: file('i.jsonl', lines) });
    expect([table.format, table.numRows]).toEqual(['jsonl', 4]);
    const batch = decodeArrow(await table.readArrow({ start: 0, end: 3 }));
    expect(batch.columns.map(({ cells }) => cells)).toEqual([
      ['9007199254740993', '"y"', null],
      ['x', null, null],
    ]);
  });

  test('failures keep their code and sentence', async () => {
    const data = start();
    await expect(data.openTable({ kind: 'file', path: join(folder, 'none.csv') })).rejects.toSatisfy(
      code('file/not-found'),
    );
    const half = file('half.parquet', parquet.slice(0, parquet.length / 2));
    await expect(data.openTable({ kind: 'file', path: half })).rejects.toThrow('cut off');
    await expect(data.hashFile(folder)).rejects.toSatisfy(code('file/not-a-file'));
  });

  test('asks its host for the ranges of a remote file that it needs, and no others', async () => {
    const ranges: [number, number][] = [];
    const large = new Uint8Array(
      parquetWriteBuffer({
        columnData: [
          {
            name: 'id',
            data: BigInt64Array.from({ length: 400_000 }, (_, id) => BigInt(id)),
            encoding: 'PLAIN',
          },
        ],
        pageSize: 1 << 30,
        rowGroupSize: 400_000,
      }),
    );
    const memory = memorySource(large);
    const source: ByteSource = {
      size: memory.size,
      read: (from, to) => {
        ranges.push([from, to]);
        return memory.read(from, to);
      },
    };
    const table = await start().openTable({ kind: 'bytes', name: 'remote.parquet', source });
    const batch = decodeArrow(await table.readArrow({ start: 0, end: 2 }));
    expect(batch.columns[0]?.cells).toEqual([0n, 1n]);
    const bytes = ranges.reduce((sum, [from, to]) => sum + to - from, 0);
    expect(large.length).toBeGreaterThan(1_500_000);
    expect(bytes).toBeLessThan(160 * 1024);
    expect(ranges.length).toBeLessThan(8);
  });

  test('a range that the host cannot read fails with the host’s reason', async () => {
    const source: ByteSource = {
      size: 100,
      read: () => Promise.reject(new Failure('registry/unauthorized', 'Sign in to example.org first.')),
    };
    const opening = start().openTable({ kind: 'bytes', name: 'a.parquet', source });
    await expect(opening).rejects.toSatisfy(code('registry/unauthorized'));
    await expect(opening).rejects.toThrow('Sign in to example.org first.');
  });

  test('is cancelled at once, and works on', async () => {
    const data = start();
    const path = file('large.csv', csv.repeat(300));
    const table = await data.openTable({ kind: 'file', path });
    const controller = new AbortController();
    const count = table.count({ signal: controller.signal, onProgress: () => controller.abort() });
    controller.abort();
    await expect(count).rejects.toSatisfy(code('task/cancelled'));
    await expect(table.readArrow({ start: 0, end: 1 }, controller.signal)).rejects.toSatisfy(
      code('task/cancelled'),
    );
    expect(decodeArrow(await table.readArrow({ start: 0, end: 1 })).numRows).toBe(1);
  });
});

describe('when the data process dies', () => {
  test('open questions fail with a sentence, and the same table works again', async () => {
    const log: string[] = [];
    // This one answers the first time and kills itself the second: a file says which time it is.
    const marker = join(folder, 'died-once');
    const entry = impostor(
      'dies-once',
      `import { existsSync, writeFileSync } from 'node:fs';
       if (!existsSync(${JSON.stringify(marker)})) {
         process.on('message', ({ type }) => {
           if (type === 'read') { writeFileSync(${JSON.stringify(marker)}, ''); process.kill(process.pid, 'SIGKILL'); }
         });
       }
       await import(${JSON.stringify(join(import.meta.dirname, '../../core/node/data-process-main.ts'))});`,
    );
    const data = start({ entry, log: (line) => log.push(line) });
    const table = await data.openTable({ kind: 'file', path: file('b.csv', csv) });
    const reading = table.readArrow({ start: 0, end: 1 });
    await expect(reading).rejects.toSatisfy(code('process/died'));
    await expect(reading).rejects.toThrow('while reading rows of b.csv');
    expect(decodeArrow(await table.readArrow({ start: 7, end: 8 })).columns[0]?.cells).toEqual([7n]);
    expect(log).toContain('The data process ended: it ended by itself (SIGKILL).');
  });

  test('a question that is silent for too long ends the process', async () => {
    const entry = impostor('silent', "process.on('message', () => { for (;;); });");
    const opening = start({ entry, requestTimeoutMs: 200 }).openTable({
      kind: 'file',
      path: file('c.csv', csv),
    });
    await expect(opening).rejects.toSatisfy(code('process/died'));
    await expect(opening).rejects.toThrow('took longer than 0.2 seconds');
  });

  test('too much memory ends the process, not its host', async () => {
    const entry = impostor(
      'greedy',
      "const all = []; process.on('message', () => { for (;;) all.push(new Array(1e6).fill(1.5)); });",
    );
    const opening = start({ entry, memoryLimitMb: 40 }).openTable({ kind: 'file', path: file('d.csv', csv) });
    await expect(opening).rejects.toSatisfy(code('process/died'));
  });

  test('a program that is not there is named in the failure', async () => {
    const opening = start({ entry: join(folder, 'nothing.mjs') }).openTable({
      kind: 'file',
      path: file('e.csv', csv),
    });
    await expect(opening).rejects.toSatisfy(code('process/died'));
  });

  test('messages that are not in the protocol are logged and passed over', async () => {
    const log: string[] = [];
    const entry = impostor(
      'babbler',
      `process.send({ type: 'rows', request: 'x' });
       process.send('hello');
       await import(${JSON.stringify(join(import.meta.dirname, '../../core/node/data-process-main.ts'))});`,
    );
    const table = await start({ entry, log: (line) => log.push(line) }).openTable({
      kind: 'file',
      path: file('f.csv', csv),
    });
    expect(table.columns.length).toBe(2);
    expect(log).toContain('The data process said something that is not in the protocol.');
  });

  test('an idle process ends, and the table opens again in the next', async () => {
    const data = start({ idleMs: 1 });
    const table = await data.openTable({ kind: 'file', path: file('g.csv', csv) });
    expect(decodeArrow(await table.readArrow({ start: 1, end: 2 })).columns[0]?.cells).toEqual([1n]);
    expect(await table.count()).toBe(3000);
  });

  test('disposing ends what is open', async () => {
    const data = start();
    const opening = data.openTable({ kind: 'file', path: file('h.csv', csv) });
    data.dispose();
    await expect(opening).rejects.toSatisfy(code('process/died'));
  });
});
