import { describe, expect, test } from 'vitest';
import { describeAt } from '#core/metadata/hover.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import { StacGraph } from '#core/metadata/stac/graph/stac-graph.ts';
import { OwnTexts, summarize } from '#core/metadata/stac/graph/summarize.ts';
import { nowhere, type Surroundings } from '#core/metadata/surroundings.ts';
import { chosen, item, labels } from './completing.ts';
import { withCursor } from './marks.ts';

/** A catalogue with one collection of three items, as JSON by path. */
const FILES: Readonly<Record<string, object>> = {
  '/w/catalog.json': {
    type: 'Catalog',
    links: [
      { rel: 'root', href: './catalog.json' },
      { rel: 'child', href: './snow/collection.json' },
    ],
  },
  '/w/snow/collection.json': {
    type: 'Collection',
    id: 'snow-cover',
    title: 'Snow cover',
    links: [
      { rel: 'root', href: '../catalog.json' },
      { rel: 'parent', href: '../catalog.json' },
      { rel: 'item', href: './a/a.json' },
      { rel: 'item', href: './b/b.json' },
    ],
  },
  '/w/snow/a/a.json': itemOf('a', ['data', 'thumbnail']),
  '/w/snow/b/b.json': itemOf('b', ['data']),
  '/w/snow/e/e.json': itemOf('e', []),
  '/w/snow/c/c.json': { ...itemOf('c', []), links: [] },
};

function itemOf(id: string, assets: readonly string[]): object {
  return {
    type: 'Feature',
    id,
    properties: { datetime: `2024-05-0${id === 'a' ? 1 : 2}T00:00:00Z`, platform: 'sentinel-2a' },
    links: [{ rel: 'collection', href: '../collection.json' }],
    assets: Object.fromEntries(assets.map((key) => [key, { href: `./${key}.tif` }])),
    collection: 'snow-cover',
  };
}

function among(file: string): Surroundings {
  const graph = new StacGraph();
  const texts = new OwnTexts();
  for (const [path, object] of Object.entries(FILES)) {
    const text = JSON.stringify({ stac_version: '1.1.0', ...object });
    const summary = summarize(parseMetadata({ name: path, text }), texts);
    if (summary) {
      graph.put(path, summary);
    }
  }
  return { ...nowhere, stac: { file, graph, isComplete: true, linesOf: () => undefined } };
}

const inItem = (members: string) => `{ "type": "Feature", "stac_version": "1.1.0", ${members} }`;
const inCollection = (members: string) => `{ "type": "Collection", "stac_version": "1.1.0", ${members} }`;
const A = among('/w/snow/a/a.json');
const C = among('/w/snow/c/c.json');
const SNOW = among('/w/snow/collection.json');

describe('links', () => {
  test.each<[string, string, string, Surroundings, string[]]>([
    [
      'c.json',
      inItem('"links": [{ "rel": "collection", "href": "‸" }]'),
      'a collection',
      C,
      ['../collection.json'],
    ],
    [
      'c.json',
      inItem('"links": [{ "rel": "parent", "href": "‸" }]'),
      'a parent',
      C,
      ['../collection.json', '../../catalog.json'],
    ],
    [
      'collection.json',
      inCollection('"links": [{ "rel": "item", "href": "‸" }]'),
      'an item',
      SNOW,
      ['./c/c.json'],
    ],
  ])('lead to what is nearest and not linked: %s %s %s', (name, text, _, around, first) => {
    expect(labels(name, text, around).slice(0, first.length)).toEqual(first);
  });

  test('are offered as a whole to what the object lacks', () => {
    expect(labels('c.json', inItem('"links": [‸]'), C).slice(0, 3)).toEqual([
      'collection: ../collection.json',
      'parent: ../collection.json',
      'root: ../../catalog.json',
    ]);
    expect(labels('collection.json', inCollection('"links": [‸]'), SNOW)).toContain('item: ./c/c.json');
    expect(labels('collection.json', inCollection('"links": [‸]'), SNOW)).not.toContain('item: ./a/a.json');
  });

  test('have the title of the target', () => {
    expect(
      chosen(
        'c.yaml',
        'stac_version: 1.1.0\ntype: Feature\nlinks:\n  - ‸\n',
        'collection: ../collection.json',
        C,
      ),
    ).toBe(
      'stac_version: 1.1.0\ntype: Feature\nlinks:\n  - rel: collection\n    href: "../collection.json"\n    type: application/json\n    title: Snow cover\n',
    );
  });
});

test('ids of collections, that of the linked one first', () => {
  const { detail } = item('a.json', inItem('"collection": "‸"'), 'snow-cover', A);
  expect(detail).toBe('the collection that the item links to');
  expect(labels('c.json', inItem('"collection": "‸"'), C)).toEqual(['snow-cover']);
});

test('what the items beside have in common, and not what differs', () => {
  const platform = inItem('"properties": { "platform": "‸" }');
  expect(labels('a.json', platform, A)).toEqual(['sentinel-2a']);
  expect(item('a.json', platform, 'sentinel-2a', A).detail).toBe('as 2 items beside it');
  expect(labels('a.json', platform, among('/w/alone.json'))).toEqual([]);
  expect(labels('b.json', inItem('"properties": { "datetime": "‸" }'), SNOW)).not.toContain(
    '2024-05-01T00:00:00Z',
  );
});

test('what the items have goes into the summaries', () => {
  const summaries = (values: string) => inCollection(`"summaries": { "platform": [${values}] }`);
  expect(labels('collection.json', summaries('"‸"'), SNOW)).toEqual(['sentinel-2a']);
  expect(labels('collection.json', summaries('"sentinel-2a", "‸"'), SNOW)).toEqual([]);
});

test('keys of assets that the other items have', () => {
  expect(labels('c.json', inItem('"assets": { ‸ }'), among('/w/snow/b/b.json')).slice(0, 2)).toEqual([
    'data',
    'thumbnail',
  ]);
  expect(labels('collection.json', inCollection('"item_assets": { ‸ }'), SNOW).slice(0, 2)).toEqual([
    'data',
    'thumbnail',
  ]);
  const { detail } = item('collection.json', inCollection('"item_assets": { ‸ }'), 'data', SNOW);
  expect(detail).toBe('asset of 2 items of the collection');
});

test('a new item in the folder of a collection belongs to it', () => {
  const around = among('/w/snow/d/item.json');
  const text = chosen('item.json', '{ ‸ }', 'STAC item', around);
  expect(text).toContain('"href": "../collection.json"');
  expect(text).toContain('"collection": "snow-cover"');
});

test.each([
  [
    inItem('"links": [{ "rel": "collection", "href": "../collec‸tion.json" }]'),
    'The collection `snow-cover`: Snow cover',
  ],
  [inItem('"collection": "snow-‸cover"'), 'Snow cover'],
])('hover tells what is behind: %s', (text, expected) => {
  const { document, offset } = withCursor('a.json', text);
  expect(describeAt(document, offset, A)?.markdown).toContain(expected);
});
