import { expect, test } from 'vitest';
import type { MapView } from '#core/metadata/stac/map/map-view.ts';
import { entriesOf, entryAt } from '#webviews/map/entries.ts';
import { mapCommandForKey } from '#webviews/map/map-keys.ts';
import { fitted, toScreen } from '#webviews/map/viewport.ts';
import { decodeFromMap, decodeToMap } from '#webviews/protocol/decode-map.ts';

const box = (west: number, south: number, east: number, north: number) => ({ west, south, east, north });

const view: MapView = {
  kind: 'items',
  title: 'Items',
  facts: [],
  features: [
    {
      name: 'a',
      pointer: '/features/0',
      status: 'error',
      sentences: [],
      shape: { polygons: [[[0, 0, 4, 0, 4, 4, 0, 0]]], lines: [], points: [] },
    },
    { name: 'nowhere', pointer: '/features/1', status: 'fine', sentences: [] },
    { name: 'b', pointer: '/features/2', status: 'fine', sentences: [], box: box(1, 1, 2, 2) },
  ],
  extents: [],
  neighbours: [{ file: '/w/c.json', name: 'c', kind: 'item', box: box(5, 5, 6, 6) }],
  notices: [],
  assets: [],
};

test('what can be chosen has a place, a state and something to open', () => {
  const entries = entriesOf(view, new Map([['/w/c.json', 'warning']]));
  expect(entries.map(({ name, status, target }) => [name, status, target])).toEqual([
    ['a', 'error', { pointer: '/features/0' }],
    ['b', 'fine', { pointer: '/features/2' }],
    ['c', 'warning', { file: '/w/c.json' }],
  ]);
  expect(entriesOf(view, new Map())[2]?.status).toBe('unknown');
  expect(entriesOf({ ...view, kind: 'item' }, new Map()).map(({ name }) => name)).toEqual(['c']);
});

test('of several things under the pointer the smallest is meant', () => {
  const entries = entriesOf(view, new Map());
  const window = fitted(box(0, 0, 6, 6), 600, 600);
  const at = (longitude: number, latitude: number) => {
    const { x, y } = toScreen(window, longitude, latitude);
    return entryAt(entries, window, x, y);
  };
  expect([at(1.5, 1.5), at(3.5, 3.5), at(5.5, 5.5), at(0.5, 5.5)]).toEqual([1, 0, 2, undefined]);
});

test.each([
  ['ArrowLeft', false, { kind: 'pan', right: 60, down: 0 }],
  ['ArrowDown', true, { kind: 'pan', right: 0, down: -240 }],
  ['+', true, { kind: 'zoom', factor: 1.5 }],
  ['0', false, { kind: 'fit' }],
  ['n', false, { kind: 'select', step: 1 }],
  ['P', true, { kind: 'select', step: -1 }],
  ['Enter', false, { kind: 'open' }],
  ['Tab', false, undefined],
  ['x', false, undefined],
])('%s (Shift: %s) is %j', (key, shiftKey, command) => {
  const plain = { key, shiftKey, ctrlKey: false, metaKey: false, altKey: false };
  expect(mapCommandForKey(plain)).toEqual(command);
  expect(mapCommandForKey({ ...plain, ctrlKey: true })).toBeUndefined();
});

test.each([
  { type: 'ready' },
  { type: 'show-text', pointer: '/geometry' },
  { type: 'open-item', file: '/w/a.json' },
  { type: 'copy-asset', key: 'data' },
  { type: 'load-thumbnail' },
])('the host understands %j and nothing that resembles it', (message) => {
  expect(decodeFromMap(message)).toEqual(message);
  expect(decodeFromMap({ ...message, type: `${message.type}!` })).toBeUndefined();
});

test('messages without what they need are none', () => {
  const wrong = [
    null,
    'ready',
    { type: 'show-text' },
    { type: 'open-item', file: 1 },
    { type: 'open-asset', key: null },
  ];
  expect(wrong.map(decodeFromMap)).toEqual(wrong.map(() => undefined));
  const bad = [
    { type: 'map', view: {} },
    { type: 'unreadable', file: 'a' },
    { type: 'thumbnail', thumbnail: { kind: 'image', key: 'a', type: 'image/png', bytes: [1] } },
    { type: 'statuses' },
  ];
  expect(bad.map(decodeToMap)).toEqual(bad.map(() => undefined));
  expect(decodeToMap({ type: 'statuses', statuses: [{ file: 'a', status: 'error' }, 7] })).toEqual({
    type: 'statuses',
    statuses: [{ file: 'a', status: 'error' }],
  });
});
