import { expect, test } from 'vitest';
import { catalogStyle } from '#core/metadata/stac/graph/link-styles.ts';
import { StacGraph } from '#core/metadata/stac/graph/stac-graph.ts';
import { firstLinks, type LinkSummary, type StacSummary } from '#core/metadata/stac/graph/summary.ts';
import { catalog, catalogueOf, collection, item, link } from './catalogue.ts';

const ROOT = link('root', '../catalog.json');
const FILES = {
  'catalog.json': catalog('all', [link('root', './catalog.json'), link('child', './c/collection.json')]),
  'c/collection.json': collection('c', [
    ROOT,
    link('parent', '../catalog.json'),
    link('item', './one.json'),
    link('item', './gone.json'),
  ]),
  'c/one.json': item(
    'one',
    [ROOT, link('parent', './collection.json'), link('collection', './collection.json')],
    {
      collection: 'c',
    },
  ),
  'c/two.json': item('two', [link('collection', './collection.json')], { collection: 'c' }),
  'c/notes.json': { notes: 'no STAC' },
};

test('knows what an object links to and what links to it', () => {
  const { graph } = catalogueOf(FILES);
  expect([...graph.files()]).toEqual([
    '/w/catalog.json',
    '/w/c/collection.json',
    '/w/c/one.json',
    '/w/c/two.json',
  ]);
  expect(graph.itemsOf('/w/c/collection.json')).toEqual(['/w/c/one.json', '/w/c/two.json']);
  expect(graph.childrenOf('/w/catalog.json')).toEqual(['/w/c/collection.json']);
  expect(graph.parentOf('/w/c/two.json')).toBe('/w/c/collection.json');
  expect(graph.ancestorsOf('/w/c/one.json')).toEqual(['/w/c/collection.json', '/w/catalog.json']);
  expect(graph.rootOf('/w/c/two.json')).toBe('/w/catalog.json');
  expect(graph.roots()).toEqual(['/w/catalog.json']);
  expect(graph.listersOf('/w/c/one.json')).toEqual(['/w/c/collection.json']);
  expect([...graph.linksTo('/w/c/collection.json')].map(({ file, link: { rel } }) => [file, rel])).toEqual([
    ['/w/catalog.json', 'child'],
    ['/w/c/one.json', 'parent'],
    ['/w/c/one.json', 'collection'],
    ['/w/c/two.json', 'collection'],
  ]);
});

test('finds an absolute link at the file that says to be found there', () => {
  const at = (path: string) => `https://example.com/${path}`;
  const { graph } = catalogueOf({
    'catalog.json': catalog('all', [link('self', at('catalog.json')), link('item', at('one.json'))]),
    'one.json': item('one', [link('self', at('one.json')), link('parent', at('catalog.json'))]),
  });
  expect(graph.itemsOf('/w/catalog.json')).toEqual(['/w/one.json']);
  expect(graph.parentOf('/w/one.json')).toBe('/w/catalog.json');
});

test('leaves an address alone that two files claim', () => {
  const self = link('self', 'https://example.com/catalog.json');
  const { graph } = catalogueOf({
    'catalog.json': catalog('all', [self]),
    'copy.json': catalog('all', [self]),
    'one.json': item('one', [link('parent', 'https://example.com/catalog.json')]),
  });
  expect(graph.parentOf('/w/one.json')).toBeUndefined();
});

test('follows a change of one file', () => {
  const { graph } = catalogueOf(FILES);
  const moved = catalogueOf({ 'c/two.json': item('two', [link('collection', '../other.json')]) });
  const after = moved.graph.get('/w/c/two.json');
  if (after) {
    graph.put('/w/c/two.json', after);
  }
  expect(graph.itemsOf('/w/c/collection.json')).toEqual(['/w/c/one.json']);
  graph.remove('/w/c/one.json');
  expect(graph.itemsOf('/w/c/collection.json')).toEqual([]);
  expect(graph.withId('one')).toEqual([]);
  expect(graph.stylesOf('/w/catalog.json')).toMatchObject({
    files: 2,
    relative: 6,
    absolute: 0,
    withSelf: 0,
  });
});

test('ends in circles of parents', () => {
  const { graph } = catalogueOf({
    'a.json': catalog('a', [link('parent', './b.json')]),
    'b.json': catalog('b', [link('parent', './c.json')]),
    'c.json': catalog('c', [link('parent', './b.json')]),
  });
  expect(graph.circleOf('/w/b.json')).toEqual(['/w/b.json', '/w/c.json']);
  expect(graph.circleOf('/w/a.json')).toEqual([]);
  expect(graph.ancestorsOf('/w/a.json')).toEqual(['/w/b.json', '/w/c.json']);
});

test.each([
  [{ files: 3, relative: 9, absolute: 0, withSelf: 0 }, false, { kind: 'self-contained' }],
  [{ files: 3, relative: 9, absolute: 0, withSelf: 1 }, true, { kind: 'relative-published' }],
  [{ files: 3, relative: 0, absolute: 9, withSelf: 3 }, true, { kind: 'absolute-published' }],
  [{ files: 3, relative: 8, absolute: 1, withSelf: 1 }, true, { kind: 'mixed', leansTo: 'relative' }],
  [{ files: 3, relative: 0, absolute: 9, withSelf: 2 }, true, { kind: 'mixed', leansTo: 'absolute' }],
])('tells the kind of a catalogue by its links', (counts, rootHasSelf, expected) => {
  expect(catalogStyle(counts, rootHasSelf)).toEqual(expected);
});

test('answers about one of 10,000 items in a few steps, and about all in one pass', () => {
  let resolved = 0;
  const counting = (path: string): LinkSummary['leads'] => ({
    kind: 'file',
    get path() {
      resolved += 1;
      return path;
    },
  });
  const linkTo = (rel: string, path: string): LinkSummary => ({
    rel,
    href: { value: path, offset: 0, length: 0 },
    leads: counting(path),
  });
  const object = (kind: StacSummary['kind'], id: string, links: readonly LinkSummary[]): StacSummary => ({
    kind,
    id: { value: id, offset: 0, length: 0 },
    links,
    firstLinks: firstLinks(links),
    hasMoreLinks: false,
    extensions: [],
    assets: [],
    assetFiles: [],
    values: new Map(),
  });
  const graph = new StacGraph();
  const names = Array.from({ length: 10_000 }, (_, index) => `${index}.json`);
  graph.put(
    '/w/collection.json',
    object(
      'collection',
      'c',
      names.map((name) => linkTo('item', name)),
    ),
  );
  for (const name of names) {
    graph.put(`/w/${name}`, object('item', name, [linkTo('collection', 'collection.json')]));
  }
  resolved = 0;
  graph.put('/w/5.json', object('item', '5.json', [linkTo('collection', 'collection.json')]));
  expect(graph.parentOf('/w/5.json')).toBe('/w/collection.json');
  expect(graph.listersOf('/w/5.json')).toEqual(['/w/collection.json']);
  expect(resolved).toBeLessThan(10);
  expect(graph.itemsOf('/w/collection.json')).toHaveLength(10_000);
  expect(graph.roots()).toEqual(['/w/collection.json']);
  expect(resolved).toBeLessThan(100_000);
});
