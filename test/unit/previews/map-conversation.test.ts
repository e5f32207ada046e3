import { expect, test } from 'vitest';
import { MapConversation } from '#client/previews/map-conversation.ts';
import { cancelled } from '#core/base/failure.ts';
import type { MapAsset, MapView } from '#core/metadata/stac/map/map-view.ts';
import type { MapContent, MapStatusesResult } from '#server/protocol/map.ts';
import type { Thumbnail, ToMap } from '#webviews/protocol/map.ts';

const BOX = { west: 0, south: 0, east: 1, north: 1 };
const PICTURE: MapAsset = {
  key: 'small',
  pointer: '/assets/small',
  roles: ['thumbnail'],
  href: 'https://example.com/a.png',
  target: { kind: 'address', address: 'https://example.com/a.png' },
};

function view(parts: Partial<MapView> = {}): MapView {
  const empty = { features: [], extents: [], neighbours: [], notices: [], assets: [], facts: [] };
  return { kind: 'item', title: 'a', ...empty, ...parts };
}

const content =
  (parts: Partial<MapView> = {}, broken?: string) =>
  () =>
    Promise.resolve<MapContent>({ version: 1, view: view(parts), ...(broken !== undefined && { broken }) });

/** A map over answers of a server, each used once. Timers run when the test says so. */
function mapOver(
  contents: (() => Promise<MapContent | null>)[],
  statuses: (MapStatusesResult | null)[] = [],
) {
  const posted: ToMap[] = [];
  const warnings: string[] = [];
  const done: string[] = [];
  const timers = new Set<() => void>();
  const asked: (readonly string[])[] = [];
  const conversation = new MapConversation({
    file: 'a.json',
    sentences: { noStac: 'no STAC', failed: 'failed' },
    content: () => contents.shift()?.() ?? Promise.resolve(null),
    statuses: (files) => {
      asked.push(files);
      return Promise.resolve(statuses.shift() ?? null);
    },
    thumbnail: (asset, mayLoad): Promise<Thumbnail> =>
      Promise.resolve(
        mayLoad
          ? { kind: 'image', key: asset.key, type: 'image/png', bytes: new ArrayBuffer(1) }
          : { kind: 'remote', key: asset.key, host: 'example.com' },
      ),
    showText: async (pointer) => void done.push(`text ${pointer}`),
    openItem: async (file) => void done.push(`item ${file}`),
    openAsset: async ({ key }) => void done.push(`open ${key}`),
    copyAsset: async ({ href }) => void done.push(`copy ${href}`),
    post: (message) => void posted.push(message),
    warn: (message) => void warnings.push(message),
    complain: (error) => void done.push(String(error)),
    later: (_, act) => {
      timers.add(act);
      return () => timers.delete(act);
    },
  });
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  const elapse = () => {
    for (const act of timers) {
      timers.delete(act);
      act();
    }
  };
  const said = () =>
    posted.map((each) =>
      each.type === 'thumbnail'
        ? `thumbnail: ${each.thumbnail.kind}`
        : 'message' in each
          ? `${each.type}: ${each.message}`
          : each.type,
    );
  return { conversation, posted, warnings, done, asked, settled, elapse, said, timers };
}

test('nothing is said before the program runs, then the picture and its thumbnail', async () => {
  const { conversation, settled, said } = mapOver([content()]);
  conversation.refresh();
  await settled();
  expect(said()).toEqual([]);
  conversation.receive({ type: 'ready' });
  await settled();
  expect(said()).toEqual(['map', 'thumbnail: none']);
});

test('many keys are one picture', async () => {
  const { conversation, settled, said, elapse, timers } = mapOver([content(), content(), content()]);
  conversation.receive({ type: 'ready' });
  await settled();
  conversation.changed();
  conversation.changed();
  conversation.changed();
  expect(timers.size).toBe(1);
  elapse();
  await settled();
  expect(said()).toEqual(['map', 'thumbnail: none', 'map']);
});

test('a look that an edit took away is repeated, and is no trouble', async () => {
  const { conversation, settled, said, warnings } = mapOver([() => Promise.reject(cancelled()), content()]);
  conversation.receive({ type: 'ready' });
  await settled();
  expect(said()).toEqual(['map', 'thumbnail: none']);
  expect(warnings).toEqual([]);
});

test('a text that cannot be read, one that is no STAC, and a bug are told', async () => {
  const { conversation, posted, settled, said, warnings } = mapOver([
    content({}, 'Line 3: a comma'),
    () => Promise.resolve({ version: 2, broken: 'Line 1: nothing' }),
    () => Promise.resolve({ version: 3 }),
    () => Promise.resolve({ version: 3, view: { kind: 'item' } }),
    () => Promise.reject(new TypeError('a bug')),
  ]);
  conversation.receive({ type: 'ready' });
  await settled();
  expect(posted[0]).toMatchObject({ type: 'map', broken: 'Line 3: a comma' });
  for (let round = 0; round < 4; round++) {
    conversation.refresh();
    await settled();
  }
  expect(said().slice(2)).toEqual([
    'unreadable: Line 1: nothing',
    'unreadable: no STAC',
    'unreadable: no STAC',
    'unreadable: failed',
  ]);
  expect(warnings).toEqual(['The map: a bug']);
});

test('states are asked in portions, each file once until it changes', async () => {
  const files = Array.from({ length: 130 }, (_, index) => `/w/${index}.json`);
  const neighbours = files.map((file) => ({ file, name: file, kind: 'item' as const, box: BOX }));
  const fine = (count: number) => ({ statuses: Array.from({ length: count }, () => 'fine') });
  const { conversation, settled, asked, posted } = mapOver(
    [content({ neighbours }), content({ neighbours }), content({ neighbours })],
    [fine(100), fine(30), { statuses: ['error'] }],
  );
  conversation.receive({ type: 'ready' });
  await settled();
  expect(asked.map(({ length }) => length)).toEqual([100, 30]);
  conversation.refresh();
  await settled();
  expect(asked).toHaveLength(2);
  conversation.othersChanged(['/w/7.json', '/elsewhere.json']);
  await settled();
  expect(asked[2]).toEqual(['/w/7.json']);
  expect(posted.at(-1)).toEqual({ type: 'statuses', statuses: [{ file: '/w/7.json', status: 'error' }] });
});

test('another machine is asked for the thumbnail only when a person says so', async () => {
  const parts = { assets: [PICTURE], thumbnail: 0 };
  const { conversation, settled, said } = mapOver([content(parts), content(parts)]);
  conversation.receive({ type: 'ready' });
  await settled();
  conversation.refresh();
  await settled();
  expect(said()).toEqual(['map', 'thumbnail: remote', 'map']);
  conversation.receive({ type: 'load-thumbnail' });
  await settled();
  expect(said().at(-1)).toBe('thumbnail: image');
});

test('only what the picture names is opened', async () => {
  const neighbours = [{ file: '/w/b.json', name: 'b', kind: 'item' as const, box: BOX }];
  const { conversation, settled, done, warnings } = mapOver([content({ neighbours, assets: [PICTURE] })]);
  conversation.receive({ type: 'ready' });
  await settled();
  for (const message of [
    { type: 'open-item', file: '/w/b.json' },
    { type: 'open-item', file: '/etc/passwd' },
    { type: 'open-asset', key: 'small' },
    { type: 'copy-asset', key: 'small' },
    { type: 'open-asset', key: 'other' },
    { type: 'show-text', pointer: '/geometry' },
    { type: 'format-disk' },
  ]) {
    conversation.receive(message);
  }
  await settled();
  expect(done).toEqual(['item /w/b.json', 'open small', 'copy https://example.com/a.png', 'text /geometry']);
  expect(warnings).toEqual(['The map sent a message that it should not.']);
});
