import { describe, expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { parseMetadata } from '#core/metadata/parse.ts';
import { WorkspaceFolders } from '#server/workspace/folders.ts';
import { OpenDocuments } from '#server/workspace/open-documents.ts';
import { StacIndex } from '#server/workspace/stac/stac-index.ts';

const NEVER = new AbortController().signal;

function object(type: string, id: string, links: readonly (readonly [rel: string, href: string])[]): string {
  const own =
    type === 'Feature'
      ? { geometry: null, properties: {}, assets: {} }
      : { description: id, extent: {}, license: 'MIT' };
  return JSON.stringify({
    type,
    stac_version: '1.1.0',
    id,
    ...own,
    links: links.map(([rel, href]) => ({ rel, href })),
  });
}

/** A workspace `/ws` in memory, and an index of it. */
function workspace(files: Map<string, string>) {
  const state = {
    trusted: true,
    watched: true,
    broken: false,
    now: 0,
    searches: 0,
    reads: [] as string[],
    failures: [] as unknown[],
  };
  const live = new Map<string, TextDocument>();
  const texts = { get: (uri: string) => live.get(uri), keys: () => [...live.keys()] };
  const documents = new OpenDocuments(texts);
  const folders = new WorkspaceFolders();
  folders.add('file:///ws');
  const readFound = (path: string) => {
    state.reads.push(path);
    if (state.broken) {
      return Promise.reject(new Error('disk on fire'));
    }
    const text = files.get(path);
    return Promise.resolve(
      text === undefined ? undefined : parseMetadata({ name: path.slice(path.lastIndexOf('/') + 1), text }),
    );
  };
  const below = async function* (folder: string) {
    yield* [...files.keys()].filter((path) => path.startsWith(`${folder}/`));
  };
  const news: string[] = [];
  let heard: (() => void) | undefined;
  const index = new StacIndex({
    files: {
      find: (root) => {
        state.searches++;
        return below(root);
      },
      findIn: ({ folder, name }) => below(`${folder}/${name}`),
      readFound,
      read: ({ folder, name }) => readFound(`${folder}/${name}`),
    },
    texts,
    documents,
    folders,
    mayLook: () => state.trusted,
    isWatched: () => state.watched,
    showing: (search) => search(() => undefined),
    searched: () => undefined,
    news: (uri) => {
      news.push(uri);
      heard?.();
    },
    failed: (error) => state.failures.push(error),
    now: () => state.now,
  });
  let version = 0;
  const open = (path: string, text = files.get(path) ?? '') => {
    const uri = `file://${path}`;
    live.set(uri, TextDocument.create(uri, 'json', ++version, text));
    const document = documents.get(uri);
    if (!document) {
      throw new Error(`${path} was not taken for metadata.`);
    }
    return index.around(document, NEVER);
  };
  return {
    index,
    state,
    news,
    open,
    close: (path: string) => {
      live.delete(`file://${path}`);
      documents.forget(`file://${path}`);
      index.closed(`file://${path}`);
    },
    told: (uri: string) =>
      new Promise<void>((resolve) => {
        heard = () => news.includes(uri) && resolve();
        heard();
      }),
  };
}

function catalogue(items: number): Map<string, string> {
  const names = Array.from({ length: items }, (_, index) => `i${index}.json`);
  return new Map([
    [
      '/ws/c/collection.json',
      object(
        'Collection',
        'c',
        names.map((name) => ['item', name] as const),
      ),
    ],
    ...names.map(
      (name) => [`/ws/c/${name}`, object('Feature', name, [['collection', './collection.json']])] as const,
    ),
    ['/ws/notes.json', '{ "notes": [] }'],
  ]);
}

describe('what is read', () => {
  test('before the first findings only what a document is linked with, then each file once', async () => {
    const { index, state, open } = workspace(catalogue(100));
    const around = await open('/ws/c/i7.json');
    expect(around.isComplete).toBe(false);
    expect(around.graph.parentOf('/ws/c/i7.json')).toBe('/ws/c/collection.json');
    await index.lookEverywhere();
    expect(index.isComplete).toBe(true);
    expect(index.graph.size).toBe(101);
    // What is open is not read at all.
    expect(state.reads.toSorted()).toEqual(
      [...catalogue(100).keys()].filter((path) => path !== '/ws/c/i7.json').toSorted(),
    );
    await index.lookEverywhere();
    expect(state.searches).toBe(1);
  });

  test('of a collection of 10,000 items the first, and one file when one changes', async () => {
    const files = catalogue(10_000);
    const { index, state, open } = workspace(files);
    await open('/ws/c/collection.json');
    expect(state.reads.length).toBeLessThan(100);
    await index.lookEverywhere();
    expect(index.graph.itemsOf('/ws/c/collection.json')).toHaveLength(10_000);
    state.reads.length = 0;
    files.set('/ws/c/i5.json', object('Feature', 'other', []));
    index.changed([{ uri: 'file:///ws/c/i5.json', isOther: false }]);
    await index.lookEverywhere();
    expect(state.reads).toEqual(['/ws/c/i5.json']);
    expect(index.graph.withId('other')).toEqual(['/ws/c/i5.json']);
  });

  test('nothing while nobody trusts the workspace', async () => {
    const { index, state, open } = workspace(catalogue(3));
    state.trusted = false;
    await open('/ws/c/i1.json');
    await index.lookEverywhere();
    expect(state.reads).toEqual([]);
    expect([...index.graph.files()]).toEqual(['/ws/c/i1.json']);
  });

  test('again where a search failed', async () => {
    const { index, state } = workspace(catalogue(3));
    state.broken = true;
    await expect(index.lookEverywhere()).rejects.toThrow('disk on fire');
    expect(state.failures).toHaveLength(1);
    state.broken = false;
    await index.lookEverywhere();
    expect(index.graph.size).toBe(4);
  });

  test('all again where no client tells of changes, after a while', async () => {
    const { index, state } = workspace(catalogue(3));
    state.watched = false;
    await index.lookEverywhere();
    await index.lookEverywhere();
    expect(state.searches).toBe(1);
    state.now = 60_000;
    await index.lookEverywhere();
    expect(state.searches).toBe(2);
  });
});

describe('what changes', () => {
  test('a folder that comes and goes', async () => {
    const files = catalogue(3);
    const { index } = workspace(files);
    await index.lookEverywhere();
    files.set('/ws/d/e/catalog.json', object('Catalog', 'e', []));
    index.changed([{ uri: 'file:///ws/d', isOther: true }]);
    await index.lookEverywhere();
    expect(index.graph.has('/ws/d/e/catalog.json')).toBe(true);
    for (const path of [...files.keys()].filter((each) => each.startsWith('/ws/c/'))) {
      files.delete(path);
    }
    index.changed([{ uri: 'file:///ws/c', isOther: true }]);
    await index.lookEverywhere();
    expect([...index.graph.files()]).toEqual(['/ws/d/e/catalog.json']);
  });

  test('what is not saved counts as long as it is open', async () => {
    const files = catalogue(3);
    const { index, open, close } = workspace(files);
    await index.lookEverywhere();
    await open('/ws/c/i1.json', object('Feature', 'unsaved', []));
    expect(index.graph.withId('unsaved')).toEqual(['/ws/c/i1.json']);
    index.changed([{ uri: 'file:///ws/c/i1.json', isOther: false }]);
    await index.lookEverywhere();
    expect(index.graph.withId('unsaved')).toEqual(['/ws/c/i1.json']);
    close('/ws/c/i1.json');
    await index.lookEverywhere();
    expect(index.graph.withId('unsaved')).toEqual([]);
    expect(index.graph.get('/ws/c/i1.json')?.id?.value).toBe('i1.json');
  });

  test('is told to open documents that it matters to, which then have other surroundings', async () => {
    const files = catalogue(3);
    const { index, open, told, news } = workspace(files);
    await index.lookEverywhere();
    const now = await open('/ws/c/i1.json');
    await open('/ws/c/i2.json');
    expect(await open('/ws/c/i1.json')).toBe(now);
    news.length = 0;
    await open('/ws/c/i2.json', object('Feature', 'i2.json', [['collection', './gone.json']]));
    await told('file:///ws/c/i1.json');
    expect(await open('/ws/c/i1.json')).not.toBe(now);
  });
});

test('a document of 100,000 links is cut short, and said to be', async () => {
  const links = Array.from(
    { length: 100_000 },
    (_, index) => ['item', `../../${index}/%2e%2e/${index}.json`] as const,
  );
  const { index, open } = workspace(new Map([['/ws/a.json', object('Catalog', 'a', links)]]));
  await open('/ws/a.json');
  expect(index.graph.get('/ws/a.json')?.links).toHaveLength(50_000);
  expect(index.graph.get('/ws/a.json')?.hasMoreLinks).toBe(true);
});
