import { expect, test } from 'vitest';
import { readPersonSettings } from '#core/metadata/config/person-settings.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import { nowhere } from '#core/metadata/surroundings.ts';
import type { FactReaders } from '#core/node/fact-readers.ts';
import { Configurations } from '#server/workspace/configurations.ts';

const QUIET = new AbortController().signal;
const PLACE = { folder: '/ws/a/b', root: '/ws' };
const URI = 'file:///ws/a/b/datapackage.json';

/** A disk of configurations by absolute path, which counts how often it is touched. */
function disk(texts: Record<string, string>) {
  let looks = 0;
  const readers: Pick<FactReaders, 'locate' | 'part'> = {
    locate: ({ folder, paths }) => {
      looks++;
      const located = paths.map((path) => {
        const ups = path.split('../').length - 1;
        const at = folder.split('/').slice(0, folder.split('/').length - ups);
        const file = [...at, path.slice(3 * ups)].join('/');
        const text = texts[file];
        const fact =
          text === undefined
            ? ({ fact: { kind: 'missing' } } as const)
            : ({ fact: { kind: 'file', size: text.length }, at: { file, modified: 1 } } as const);
        return [path, fact] as const;
      });
      return Promise.resolve(new Map(located));
    },
    part: (file) => Promise.resolve(parseMetadata({ name: 'waybill.config.yaml', text: texts[file] ?? '' })),
  };
  return { readers, looks: () => looks };
}

function over({ readers }: ReturnType<typeof disk>, open: Record<string, string> = {}) {
  const parsed = new Map(
    Object.entries(open).map(([file, text]) => [file, parseMetadata({ name: 'waybill.config.yaml', text })]),
  );
  return new Configurations({
    readers,
    openParts: () => ({ at: (file) => parsed.get(file) }),
    isWatched: () => true,
    now: () => 0,
  });
}

const rules = (level: string) => `rules: { datapackage/missing-file: ${level} }`;

test('the nearest configuration up to the workspace folder counts, and only that', async () => {
  const files = disk({
    '/ws/waybill.config.yaml': 'rules: { datapackage/missing-file: info, datapackage/empty-file: off }',
    '/ws/a/waybill.config.json': '{ "rules": { "datapackage/missing-file": "hint" } }',
    '/waybill.config.yaml': rules('off'),
  });
  const { levels } = await over(files).of(URI, PLACE, QUIET);
  expect([...levels]).toEqual([['datapackage/missing-file', 'hint']]);
});

test('nothing above the workspace folder is looked at', async () => {
  const { levels } = await over(disk({ '/waybill.config.yaml': rules('off') })).of(URI, PLACE, QUIET);
  expect(levels.size).toBe(0);
});

test('edits that are not saved count', async () => {
  const files = disk({ '/ws/a/waybill.config.yaml': rules('off') });
  const { levels } = await over(files, { '/ws/a/waybill.config.yaml': rules('info') }).of(URI, PLACE, QUIET);
  expect(levels.get('datapackage/missing-file')).toBe('info');
});

test('a path is seen from the folder of the configuration', async () => {
  const files = disk({ '/ws/a/waybill.config.yaml': 'exclude: ["/b/*.json"]\nschemas: { "**": p.json }' });
  expect(await over(files).of(URI, PLACE, QUIET)).toMatchObject({ excluded: true, schemas: ['../p.json'] });
});

test('around a document that nobody may look around, the person is heard all the same', () => {
  const configurations = over(disk({ '/ws/a/b/waybill.config.yaml': rules('off') }));
  expect(configurations.withoutFiles(URI)).toBe(nowhere);
  configurations.person = readPersonSettings({ rules: { 'datapackage/missing-file': 'error' } });
  const surroundings = configurations.withoutFiles(URI);
  expect(surroundings.configuration?.levels.get('datapackage/missing-file')).toBe('error');
  expect(configurations.withoutFiles(URI)).toBe(surroundings);
});

test('the same object stands for the same configuration, and no disk is touched for it', async () => {
  const files = disk({ '/ws/waybill.config.yaml': rules('off') });
  const configurations = over(files);
  const first = await configurations.of(URI, PLACE, QUIET);
  expect(await configurations.of(URI, PLACE, QUIET)).toBe(first);
  expect(files.looks()).toBe(1);
  configurations.person = readPersonSettings({ rules: { 'datapackage/missing-file': 'error' } });
  const second = await configurations.of(URI, PLACE, QUIET);
  expect(second.levels.get('datapackage/missing-file')).toBe('error');
  configurations.changed();
  await configurations.of(URI, PLACE, QUIET);
  expect(files.looks()).toBe(2);
});

test('exceptions go into the nearest configuration, or a new one at the root of the workspace', async () => {
  const none = over(disk({}));
  none.person = readPersonSettings({ rules: { 'datapackage/missing-file': 'error' } });
  expect((await none.of(URI, PLACE, QUIET)).file).toEqual({
    path: '../../waybill.config.yaml',
    documentPath: 'a/b/datapackage.json',
    settledByPerson: new Set(['datapackage/missing-file']),
  });
  const { file } = await over(disk({ '/ws/a/waybill.config.json': '{}' })).of(URI, PLACE, QUIET);
  expect(file).toMatchObject({
    path: '../waybill.config.json',
    documentPath: 'b/datapackage.json',
    document: { text: '{}' },
  });
});

test('what was looked up for somebody who went away is not kept', async () => {
  const files = disk({ '/ws/waybill.config.yaml': rules('off') });
  const gone = new AbortController();
  const readers: Pick<FactReaders, 'locate' | 'part'> = {
    ...files.readers,
    // The person types on while the disk is slow; what was asked of it comes to nothing.
    part: (file, signal) => {
      const document = files.readers.part(file, signal);
      const isFirst = !gone.signal.aborted;
      gone.abort();
      return isFirst ? Promise.resolve(undefined) : document;
    },
  };
  const configurations = over({ ...files, readers });
  await expect(configurations.of(URI, PLACE, gone.signal)).rejects.toMatchObject({ code: 'task/cancelled' });
  const { levels } = await configurations.of(URI, PLACE, QUIET);
  expect(levels.get('datapackage/missing-file')).toBe('off');
});
