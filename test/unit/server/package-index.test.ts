import { describe, expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { parseMetadata } from '#core/metadata/parse.ts';
import { WorkspaceFolders } from '#server/workspace/folders.ts';
import { OpenDocuments } from '#server/workspace/open-documents.ts';
import { PackageIndex } from '#server/workspace/package-index.ts';

const packageWith = (schema: string) =>
  `{ "resources": [{ "name": "a", "path": "a.csv", "schema": ${JSON.stringify(schema)} }] }`;
const SCHEMA = '{ "fields": [{ "name": "id", "type": "integer" }] }';

/** A workspace `/ws` in memory, and an index of it. */
function workspace(files: Record<string, string>) {
  const state = { trusted: true, watched: true, broken: false, now: 0, searches: 0, reads: [] as string[] };
  const live = new Map<string, TextDocument>();
  const texts = { get: (uri: string) => live.get(uri), keys: () => [...live.keys()] };
  const folders = new WorkspaceFolders();
  folders.add('file:///ws');
  const index = new PackageIndex({
    files: {
      find: async function* () {
        state.searches++;
        yield* Object.keys(files).filter((path) => path.endsWith('datapackage.json'));
      },
      read: async ({ folder, name }) => {
        const path = `${folder}/${name}`;
        state.reads.push(path);
        if (state.broken) {
          throw new Error('disk on fire');
        }
        const text = files[path];
        return text === undefined ? undefined : parseMetadata({ name, text });
      },
    },
    texts,
    documents: new OpenDocuments(texts),
    folders,
    mayLook: () => state.trusted,
    isWatched: () => state.watched,
    showing: (search) => search(() => undefined),
    searched: () => undefined,
    now: () => state.now,
  });
  let version = 0;
  const open = (uri: string, text: string) =>
    live.set(uri, TextDocument.create(uri, 'json', ++version, text));
  return { index, state, files, open, close: (uri: string) => live.delete(uri) };
}

/** Files or folders that came or went, as a client tells of them. */
const touched = (...paths: string[]) => paths.map((path) => ({ uri: `file://${path}`, isOther: true }));

const fieldsOf = (index: PackageIndex, file: string) =>
  index.names.names(file)?.schemas.flatMap(({ fields }) => fields.map(({ name }) => name));

describe('what is open', () => {
  test('counts before what is on disk, as long as it is open', async () => {
    const { index, open, close } = workspace({
      '/ws/datapackage.json': packageWith('s.json'),
      '/ws/s.json': SCHEMA,
    });
    open('file:///ws/s.json', SCHEMA.replace('id', 'key'));
    await index.lookEverywhere();
    expect(fieldsOf(index, 'file:///ws/s.json')).toEqual(['key']);
    close('file:///ws/s.json');
    await index.lookEverywhere();
    expect(fieldsOf(index, 'file:///ws/s.json')).toEqual(['id']);
  });

  test('is a schema when a package says so, whatever it looks like', async () => {
    const { index, open } = workspace({ '/ws/datapackage.json': packageWith('s.json') });
    open('file:///ws/s.json', '{ "fields": [{ "name": "id" }] }');
    await index.lookEverywhere();
    expect(fieldsOf(index, 'file:///ws/s.json')).toEqual(['id']);
    expect([...index.names.usersOf('file:///ws/s.json')]).toEqual(['file:///ws/datapackage.json']);
  });

  test('tells at once which schema a package uses now', async () => {
    const { index, open } = workspace({ '/ws/s.json': SCHEMA, '/ws/t.json': SCHEMA });
    open('file:///ws/datapackage.json', packageWith('s.json'));
    await index.lookFrom('file:///ws/datapackage.json');
    open('file:///ws/datapackage.json', packageWith('t.json'));
    await index.lookFrom('file:///ws/datapackage.json');
    expect([...index.names.usersOf('file:///ws/s.json')]).toEqual([]);
    expect([...index.names.usersOf('file:///ws/t.json')]).toEqual(['file:///ws/datapackage.json']);
  });

  test('is named by the client as it likes', async () => {
    const { index, open } = workspace({});
    open('file:///ws/a%20b/datapackage.json', packageWith('s.json'));
    open('file:///ws/c%3A/datapackage.json', packageWith('s.json'));
    index.look();
    expect(index.names.files().map((file) => index.uriOf(file))).toEqual([
      'file:///ws/a%20b/datapackage.json',
      'file:///ws/c%3A/datapackage.json',
    ]);
  });
});

describe('the workspace', () => {
  test('is searched once, when somebody needs it, and files are read once', async () => {
    const { index, state } = workspace({
      '/ws/datapackage.json': packageWith('s.json'),
      '/ws/s.json': SCHEMA,
    });
    expect(state.searches).toBe(0);
    await Promise.all([index.lookEverywhere(), index.lookEverywhere()]);
    await index.lookEverywhere();
    expect(state.searches).toBe(1);
    expect(state.reads).toEqual(['/ws/datapackage.json', '/ws/s.json']);
  });

  test('is not searched for what one package leads to', async () => {
    const { index, state, open } = workspace({
      '/ws/x/datapackage.json': packageWith('s.json'),
      '/ws/s.json': SCHEMA,
    });
    open('file:///ws/datapackage.json', packageWith('s.json'));
    await index.lookFrom('file:///ws/datapackage.json');
    expect(state.reads).toEqual(['/ws/s.json']);
    expect(state.searches).toBe(0);
  });

  test('is not touched as long as it is not trusted', async () => {
    const { index, state, open } = workspace({
      '/ws/datapackage.json': packageWith('s.json'),
      '/ws/s.json': SCHEMA,
    });
    state.trusted = false;
    open('file:///ws/other.datapackage.json', packageWith('s.json'));
    await index.lookEverywhere();
    expect(state.reads).toEqual([]);
    expect(index.names.files()).toEqual(['file:///ws/other.datapackage.json']);
    state.trusted = true;
    index.clear();
    await index.lookEverywhere();
    expect(index.names.files()).toHaveLength(3);
  });

  test('outside of its folders nothing is read', async () => {
    const { index, state, open } = workspace({ '/elsewhere/s.json': SCHEMA });
    open('file:///elsewhere/datapackage.json', packageWith('s.json'));
    await index.lookFrom('file:///elsewhere/datapackage.json');
    expect(state.reads).toEqual([]);
  });

  test('a change is followed: what comes, goes, and is another one now', async () => {
    const { index, files } = workspace({ '/ws/datapackage.json': packageWith('s.json') });
    await index.lookEverywhere();
    expect(index.names.files()).toEqual(['file:///ws/datapackage.json']);
    files['/ws/s.json'] = SCHEMA;
    files['/ws/b/datapackage.json'] = packageWith('t.json');
    index.changed(touched('/ws/s.json', '/ws/b/datapackage.json', '/ws/unrelated.json'));
    await index.lookEverywhere();
    expect(index.names.files()).toEqual([
      'file:///ws/datapackage.json',
      'file:///ws/b/datapackage.json',
      'file:///ws/s.json',
    ]);
    delete files['/ws/b/datapackage.json'];
    files['/ws/s.json'] = SCHEMA.replace('id', 'key');
    index.changed(touched('/ws/s.json', '/ws/b/datapackage.json'));
    await index.lookEverywhere();
    expect(index.names.files()).toEqual(['file:///ws/datapackage.json', 'file:///ws/s.json']);
    expect(fieldsOf(index, 'file:///ws/s.json')).toEqual(['key']);
  });

  test('a folder that goes takes its packages and schemas with it, and brings them where it comes', async () => {
    const { index, files, state } = workspace({
      '/ws/a/datapackage.json': packageWith('s.json'),
      '/ws/a/s.json': SCHEMA,
      '/ws/ab/datapackage.json': packageWith('../a/s.json'),
    });
    await index.lookEverywhere();
    expect(index.names.files()).toHaveLength(3);
    const kept = state.reads.length;
    for (const name of ['datapackage.json', 's.json']) {
      files[`/ws/b/${name}`] = files[`/ws/a/${name}`] ?? '';
      delete files[`/ws/a/${name}`];
    }
    expect(index.changed(touched('/ws/a', '/ws/b/'))).toBe(true);
    await index.lookEverywhere();
    expect(index.names.files().sort()).toEqual([
      'file:///ws/ab/datapackage.json',
      'file:///ws/b/datapackage.json',
      'file:///ws/b/s.json',
    ]);
    expect(state.reads.slice(kept)).not.toContain('/ws/ab/datapackage.json');
  });

  test('a file or folder that has nothing to do with packages leaves them alone', async () => {
    const { index, state } = workspace({ '/ws/a/datapackage.json': packageWith('s.json') });
    await index.lookEverywhere();
    expect(index.changed(touched('/ws/a/people.csv', '/ws/b', '/w'))).toBe(false);
    expect(index.changed([{ uri: 'file:///ws/a', isOther: false }])).toBe(false);
    expect(index.packages()).toEqual(['file:///ws/a/datapackage.json']);
    await index.lookEverywhere();
    expect(state.reads).toEqual(['/ws/a/datapackage.json', '/ws/a/s.json']);
  });

  test('is searched again after a while where nobody tells of changes', async () => {
    const { index, state, files } = workspace({});
    state.watched = false;
    await index.lookEverywhere();
    files['/ws/datapackage.json'] = packageWith('s.json');
    state.now = 60_000;
    await index.lookEverywhere();
    expect(index.names.files()).toEqual(['file:///ws/datapackage.json']);
  });

  test('a search that fails is tried again by the next one who needs it', async () => {
    const { index, state } = workspace({ '/ws/datapackage.json': packageWith('s.json') });
    state.broken = true;
    await expect(index.lookEverywhere()).rejects.toThrow('disk on fire');
    state.broken = false;
    await index.lookEverywhere();
    expect(index.names.files()).toEqual(['file:///ws/datapackage.json']);
  });
});
