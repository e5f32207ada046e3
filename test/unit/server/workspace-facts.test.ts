import { describe, expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { parseMetadata } from '#core/metadata/parse.ts';
import type { FactReaders } from '#core/node/fact-readers.ts';
import { type OpenParts, openParts } from '#server/workspace/facts/open-parts.ts';
import { WorkspaceFacts } from '#server/workspace/facts/workspace-facts.ts';
import { opened } from './opened.ts';

const PLACE = { folder: '/ws', root: '/ws' };
const QUIET = new AbortController().signal;
const HASH = 'a'.repeat(64);

/** A disk of texts that tells what was asked of it. */
function disk(texts: Record<string, string>) {
  const asked: string[] = [];
  const textOf = (file: string) => texts[file.slice('/ws/'.length)] ?? '';
  const readers: FactReaders = {
    locate: ({ paths }) => {
      asked.push(`locate ${paths.join(' ')}`);
      return Promise.resolve(
        new Map(
          paths.map((path) => {
            const text = texts[path];
            return [
              path,
              text === undefined
                ? { fact: { kind: 'missing' } }
                : { fact: { kind: 'file', size: text.length }, at: { file: `/ws/${path}`, modified: 1 } },
            ];
          }),
        ),
      );
    },
    part: (file) => {
      asked.push(`part ${file}`);
      return Promise.resolve(parseMetadata({ name: 'part.json', text: textOf(file) }));
    },
    profile: (file, reading) => {
      asked.push(`profile ${file} ${JSON.stringify(reading)}`);
      const columns = textOf(file)
        .split(',')
        .map((name) => ({ name, type: 'string', samples: [], basis: 'all' }) as const);
      return Promise.resolve({ format: 'csv', bytes: textOf(file).length, columns });
    },
    hash: (file, algorithm) => {
      asked.push(`${algorithm} ${file}`);
      return Promise.resolve(HASH);
    },
    list: ({ folder }) => {
      asked.push(`list ${folder}`);
      return Promise.resolve(Object.entries(texts).map(([path, text]) => ({ path, size: text.length })));
    },
  };
  return { texts, readers, asked };
}

/** Facts over a disk; `settled` waits until nothing is looked up any more. */
function factsOver(
  { readers }: { readers: FactReaders },
  options: {
    open?: () => OpenParts;
    watched?: boolean;
    clock?: { now: number };
    failed?: (error: unknown) => void;
  } = {},
) {
  const told: string[] = [];
  let wake = (): void => undefined;
  const facts = new WorkspaceFacts({
    readers,
    openParts: options.open ?? (() => ({ at: () => undefined })),
    news: (uri) => {
      told.push(uri);
      wake();
    },
    failed:
      options.failed ??
      ((error) => {
        throw error;
      }),
    isWatched: () => options.watched ?? true,
    now: () => options.clock?.now ?? 0,
  });
  const news = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
    });
  return { facts, told, news };
}

function packageOf(resource: Record<string, unknown>, name = 'datapackage.json') {
  return opened(name, JSON.stringify({ resources: [{ name: 'a', ...resource }] }));
}

test('what stands where is known at once, what is in files after the news', async () => {
  const { facts, told, news } = factsOver(disk({ 'a.csv': 'id,name' }));
  const document = packageOf({ path: 'a.csv', hash: `sha256:${HASH}` });
  const toldOf = news();
  const first = await facts.around(document, PLACE, QUIET);
  expect(first.file('a.csv')).toEqual({ kind: 'file', size: 7 });
  expect([first.data('a.csv'), first.hash('a.csv', 'sha256'), first.files()]).toEqual([
    undefined,
    undefined,
    [],
  ]);
  await toldOf;
  const second = await facts.around(document, PLACE, QUIET);
  expect(second.data('a.csv')?.columns.map(({ name }) => name)).toEqual(['id', 'name']);
  expect(second.hash('a.csv', 'sha256')).toBe(HASH);
  expect(second.files()).toEqual([{ path: 'a.csv', size: 7 }]);
  expect(told).toEqual([document.uri]);
});

test('while nothing changes it is the same object, and nobody asks the disk', async () => {
  const files = disk({ 'a.csv': 'id', 'schema.json': '{ "fields": [] }' });
  const { facts, news } = factsOver(files);
  const document = packageOf({ path: 'a.csv', schema: 'schema.json' });
  const toldOf = news();
  await facts.around(document, PLACE, QUIET);
  await toldOf;
  const known = await facts.around(document, PLACE, QUIET);
  files.asked.length = 0;
  const edited = packageOf({ path: 'a.csv', schema: 'schema.json', title: 'New' });
  expect(await facts.around(edited, PLACE, QUIET)).toBe(known);
  facts.touched(document.uri);
  expect(await facts.around(edited, PLACE, QUIET)).toBe(known);
  expect(files.asked).toEqual(['locate a.csv schema.json']);
});

test('tables that no resource names are looked into as well, so that completion can tell of them', async () => {
  const files = disk({ 'a.csv': 'id', 'b.csv': 'id,name', 'c.md': 'text', '.d.csv': 'x' });
  const { facts, news } = factsOver(files);
  const document = packageOf({ path: 'a.csv' });
  const listed = news();
  await facts.around(document, PLACE, QUIET);
  await listed;
  const found = news();
  await facts.around(document, PLACE, QUIET);
  await found;
  const known = await facts.around(document, PLACE, QUIET);
  expect(known.data('b.csv')?.columns.map(({ name }) => name)).toEqual(['id', 'name']);
  expect(files.asked.filter((each) => each.startsWith('profile')).sort()).toEqual([
    'profile /ws/a.csv {}',
    'profile /ws/b.csv {}',
  ]);
});

test('a path that is being typed is looked up alone', async () => {
  const files = disk({ 'a.csv': 'id', 'b.csv': 'id' });
  const { facts } = factsOver(files);
  await facts.around(packageOf({ path: ['a.csv'] }), PLACE, QUIET);
  const known = await facts.around(packageOf({ path: ['a.csv', 'b.csv'] }), PLACE, QUIET);
  expect(files.asked.filter((each) => each.startsWith('locate'))).toEqual(['locate a.csv', 'locate b.csv']);
  expect(known.file('a.csv').kind).toBe('file');
});

test('a file that changed is looked into again', async () => {
  const files = disk({ 'a.csv': 'id' });
  const { facts, news } = factsOver(files);
  const document = packageOf({ path: 'a.csv' });
  let toldOf = news();
  await facts.around(document, PLACE, QUIET);
  await toldOf;
  files.texts['a.csv'] = 'no'; // of the same size and time
  toldOf = news();
  facts.changed([{ uri: 'file:///ws/a.csv', isOther: false }]);
  facts.touched(document.uri);
  await facts.around(document, PLACE, QUIET);
  await toldOf;
  const known = await facts.around(document, PLACE, QUIET);
  expect(known.data('a.csv')?.columns.map(({ name }) => name)).toEqual(['no']);
});

test('a file that came makes the folder be listed again', async () => {
  const files = disk({ 'a.csv': 'id' });
  const { facts, news } = factsOver(files);
  const document = packageOf({ data: [] });
  let toldOf = news();
  await facts.around(document, PLACE, QUIET);
  await toldOf;
  files.texts['data/b.csv'] = 'id';
  expect(facts.changed([{ uri: 'file:///ws/data/b.csv', isOther: true }])).toEqual([document.uri]);
  toldOf = news();
  await facts.around(document, PLACE, QUIET);
  await toldOf;
  const listed = (await facts.around(document, PLACE, QUIET)).files();
  expect(listed.map(({ path }) => path)).toEqual(['a.csv', 'data/b.csv']);
  expect(facts.changed([{ uri: 'file:///ws/a.csv', isOther: false }])).toEqual([]);
});

test('where no client tells of changes, files are looked at again after a while', async () => {
  const clock = { now: 0 };
  const files = disk({});
  const { facts } = factsOver(files, { watched: false, clock });
  const document = packageOf({ path: 'a.csv' });
  expect((await facts.around(document, PLACE, QUIET)).file('a.csv').kind).toBe('missing');
  files.texts['a.csv'] = 'id';
  expect((await facts.around(document, PLACE, QUIET)).file('a.csv').kind).toBe('missing');
  clock.now = 60_000;
  expect((await facts.around(document, PLACE, QUIET)).file('a.csv').kind).toBe('file');
});

describe('a dialect in a file of its own', () => {
  const text = '{ "delimiter": ";" }';

  test('decides how the data is read', async () => {
    const files = disk({ 'a.csv': 'id', 'dialect.json': text });
    const { facts, news } = factsOver(files);
    const toldOf = news();
    await facts.around(packageOf({ path: 'a.csv', dialect: 'dialect.json' }), PLACE, QUIET);
    await toldOf;
    expect(files.asked).toContain('profile /ws/a.csv {"dialect":{"delimiter":";"}}');
  });

  test('counts with the edits that nobody has saved, and tells who uses it', async () => {
    const uri = 'file:///ws/dialect.json';
    let live = TextDocument.create(uri, 'json', 1, text);
    const texts = { get: (asked: string) => (asked === uri ? live : undefined), keys: () => [uri] };
    const files = disk({ 'a.csv': 'id', 'dialect.json': text });
    const { facts, news } = factsOver(files, { open: openParts(texts, () => undefined) });
    const document = packageOf({ path: 'a.csv', dialect: 'dialect.json' });
    const toldOf = news();
    await facts.around(document, PLACE, QUIET);
    await toldOf;
    const before = await facts.around(document, PLACE, QUIET);
    expect(await facts.around(document, PLACE, QUIET)).toBe(before);
    expect(facts.documentsWith(uri)).toEqual([document.uri]);
    live = TextDocument.create(uri, 'json', 2, '{ "delimiter": "|" }');
    const after = await facts.around(document, PLACE, QUIET);
    expect(after).not.toBe(before);
    expect(after.document('dialect.json')?.text).toBe('{ "delimiter": "|" }');
    expect(facts.documentsWith('file:///ws/other.json')).toEqual([]);
  });
});

test('a closed document is told nothing any more', async () => {
  let finish = (): void => undefined;
  const files = disk({ 'a.csv': 'id' });
  let given: AbortSignal | undefined;
  files.readers.list = (_, signal) => {
    given = signal;
    return new Promise((resolve) => {
      finish = () => resolve([]);
    });
  };
  const { facts, told } = factsOver(files);
  const document = packageOf({ data: [] });
  await facts.around(document, PLACE, QUIET);
  facts.forget(document.uri);
  expect(given?.aborted).toBe(true);
  finish();
  await Promise.resolve();
  expect(told).toEqual([]);
});

test('a folder is listed for all documents in it, also when the one that asked first is closed', async () => {
  const files = disk({ 'a.csv': 'id' });
  const listed = files.readers.list;
  files.readers.list = async (place, signal) => {
    await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
    return listed(place, signal);
  };
  const { facts, told, news } = factsOver(files);
  const [first, second] = [packageOf({ data: [] }), packageOf({ data: [] }, 'b.datapackage.json')];
  await facts.around(first, PLACE, QUIET);
  await facts.around(second, PLACE, QUIET);
  const toldOf = news();
  facts.forget(first.uri);
  expect((await facts.around(second, PLACE, QUIET)).files()).toEqual([]);
  await toldOf;
  expect(told).toEqual([second.uri]);
  expect((await facts.around(second, PLACE, QUIET)).files()).toEqual([{ path: 'a.csv', size: 2 }]);
});

test('a reader that fails is told of once, and not asked again without end', async () => {
  const files = disk({ 'a.csv': 'id' });
  files.readers.profile = (file) => {
    files.asked.push(`profile ${file}`);
    return Promise.reject(new TypeError('a bug'));
  };
  const failures: unknown[] = [];
  const { facts, news } = factsOver(files, { failed: (error) => failures.push(error) });
  const document = packageOf({ path: 'a.csv' });
  const toldOf = news();
  await facts.around(document, PLACE, QUIET);
  await toldOf;
  expect((await facts.around(document, PLACE, QUIET)).data('a.csv')).toBeUndefined();
  expect(files.asked.filter((each) => each.startsWith('profile'))).toEqual(['profile /ws/a.csv']);
  expect(failures).toEqual([new TypeError('a bug')]);
});

test('of a schema by itself, the data of its tables is known', async () => {
  const { facts, news } = factsOver(disk({ 's.json': '', 'a.csv': 'id,name' }));
  const document = opened('s.json', '{ "fields": [{ "name": "id", "type": "integer" }] }');
  const dialect = { delimiter: ',', quoteChar: '"', header: true, declared: {} };
  const tables = [{ path: 'a.csv', reading: {}, dialect, isCaseSensitive: false }];
  const toldOf = news();
  await facts.around(document, PLACE, QUIET, { tables });
  await toldOf;
  const known = await facts.around(document, PLACE, QUIET, { tables });
  expect(known.data('a.csv')?.columns.map(({ name }) => name)).toEqual(['id', 'name']);
  expect(known.tables).toBe(tables);
  expect(await facts.around(document, PLACE, QUIET, { tables })).toBe(known);
});
