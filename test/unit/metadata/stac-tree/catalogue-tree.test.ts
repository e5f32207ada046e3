import { describe, expect, test } from 'vitest';
import { CatalogueFilter } from '#core/metadata/stac/catalogue/catalogue-filter.ts';
import type { CatalogueRow } from '#core/metadata/stac/catalogue/catalogue-row.ts';
import { CatalogueTree, listedCounts } from '#core/metadata/stac/catalogue/catalogue-tree.ts';
import { StacGraph } from '#core/metadata/stac/graph/stac-graph.ts';
import { firstLinks, type LinkSummary } from '#core/metadata/stac/graph/summary.ts';
import { catalog, catalogueOf, collection, type Files, item, link } from '../stac-graph/catalogue.ts';

function treeOf(files: Files): CatalogueTree {
  return new CatalogueTree(catalogueOf(files).graph);
}

/** Rows as tests read them: `a/item.json`, `a/item.json (orphan)`, `→ ./gone.json`. */
function shown(rows: readonly CatalogueRow[]): string[] {
  return rows.map((row) =>
    row.kind === 'link'
      ? `→ ${row.link.href.value}`
      : `${row.file.replace('/w/', '')}${row.place === 'listed' ? '' : ` (${row.place})`}`,
  );
}

/** The whole tree, two blanks for each step down; what comes again on the way is not opened. */
function drawn(tree: CatalogueTree): string[] {
  const draw = (rows: readonly CatalogueRow[], above: readonly string[]): string[] =>
    rows.flatMap((row, index) => {
      const line = `${'  '.repeat(above.length)}${shown(rows)[index]}`;
      const isAgain = row.kind === 'link' || above.includes(row.file);
      return isAgain ? [line] : [line, ...draw(tree.rowsOf(row.file), [...above, row.file])];
    });
  return draw(tree.tops(), []);
}

const root = link('root', './catalog.json');

describe('the tree of a catalogue', () => {
  test('shows catalogues, in them collections, in them items, each in the order of the links', () => {
    const tree = treeOf({
      'catalog.json': catalog('top', [
        root,
        link('item', './lone.json'),
        link('child', './b/collection.json'),
        link('child', './a/collection.json'),
      ]),
      'lone.json': item('lone', [link('root', './catalog.json'), link('parent', './catalog.json')]),
      'a/collection.json': collection('a', [link('parent', '../catalog.json'), link('item', './2.json')]),
      'a/2.json': item('a-2', [link('collection', './collection.json'), link('parent', './collection.json')]),
      'b/collection.json': collection('b', [link('parent', '../catalog.json')]),
    });
    expect(drawn(tree)).toEqual([
      'catalog.json (top)',
      '  b/collection.json',
      '  a/collection.json',
      '    a/2.json',
      '  lone.json',
    ]);
  });

  test('shows links that lead nowhere where they are, and a target that is linked twice once', () => {
    const tree = treeOf({
      'catalog.json': catalog('top', [
        link('item', './gone.json'),
        link('item', './one.json'),
        link('item', 'one.json'),
        link('child', 'https://example.org/catalog.json'),
        link('license', './LICENSE'),
      ]),
      'one.json': item('one', []),
    });
    expect(shown(tree.rowsOf('/w/catalog.json'))).toEqual([
      '→ https://example.org/catalog.json',
      '→ ./gone.json',
      'one.json',
    ]);
  });

  test('shows what a parent does not list, and what names none, where somebody would look for it', () => {
    const tree = treeOf({
      'catalog.json': catalog('top', [root, link('child', './a/collection.json')]),
      'a/collection.json': collection('a', [
        link('root', '../catalog.json'),
        link('parent', '../catalog.json'),
      ]),
      'a/claims.json': item('claims', [link('collection', './collection.json')]),
      'a/alone.json': item('alone', []),
      'a/remote.json': item('remote', [link('parent', 'https://example.org/c.json')]),
      'c/collection.json': collection('c', [link('root', '../catalog.json')]),
      'other/catalog.json': catalog('other', []),
    });
    expect(drawn(tree)).toEqual([
      'catalog.json (top)',
      '  a/collection.json',
      '    a/alone.json (orphan)',
      '    a/claims.json (unlisted)',
      '    a/remote.json (unlisted)',
      '  c/collection.json (orphan)',
      'other/catalog.json (top)',
    ]);
  });

  test('shows an item under each that lists it, and not again under the collection that it names', () => {
    const tree = treeOf({
      'collection.json': collection('c', [link('child', './2024/catalog.json')]),
      '2024/catalog.json': catalog('2024', [link('parent', '../collection.json'), link('item', './1.json')]),
      '2024/1.json': item('1', [link('collection', '../collection.json'), link('parent', './catalog.json')]),
    });
    expect(drawn(tree)).toEqual(['collection.json (top)', '  2024/catalog.json', '    2024/1.json']);
  });

  test('shows items without any catalogue at the top, after catalogues and collections', () => {
    const tree = treeOf({
      'a.json': item('a', []),
      'z/catalog.json': catalog('z', []),
      'y/some.json': collection('y', []),
    });
    expect(shown(tree.tops())).toEqual(['z/catalog.json (top)', 'y/some.json (top)', 'a.json (top)']);
  });

  test('opens a circle at one of its catalogues', () => {
    const tree = treeOf({
      'a/catalog.json': catalog('a', [
        link('parent', '../b/catalog.json'),
        link('child', '../b/catalog.json'),
      ]),
      'b/catalog.json': catalog('b', [
        link('parent', '../a/catalog.json'),
        link('child', '../a/catalog.json'),
        link('item', './1.json'),
      ]),
      'b/1.json': item('1', [link('parent', './catalog.json')]),
      'self.json': catalog('self', [link('parent', './self.json'), link('child', './self.json')]),
    });
    expect(drawn(tree)).toEqual([
      'a/catalog.json (circle)',
      '  b/catalog.json',
      '    a/catalog.json',
      '    b/1.json',
      'self.json (top)',
      '  self.json',
    ]);
    expect(tree.pathTo('/w/b/1.json')).toEqual(['/w/a/catalog.json', '/w/b/catalog.json', '/w/b/1.json']);
  });

  test('knows the way from a top down to an object', () => {
    const tree = treeOf({
      'catalog.json': catalog('top', [link('child', './a/collection.json')]),
      'a/collection.json': collection('a', [link('item', './1.json')]),
      'a/1.json': item('1', []),
      'lone/catalog.json': catalog('lone', []),
    });
    expect(tree.pathTo('/w/a/1.json')).toEqual(['/w/catalog.json', '/w/a/collection.json', '/w/a/1.json']);
    expect(tree.pathTo('/w/lone/catalog.json')).toEqual(['/w/lone/catalog.json']);
  });

  test('counts what an object lists', () => {
    const { graph } = catalogueOf({
      'catalog.json': catalog('top', [
        link('child', './a.json'),
        link('item', './1.json'),
        link('item', './2.json'),
      ]),
    });
    const summary = graph.get('/w/catalog.json');
    expect(summary && listedCounts(summary)).toEqual({ children: 1, items: 2 });
  });

  test('gives thousands of items a place, and the way to the last one', () => {
    const one = catalogueOf({ 'one.json': item('one', [link('parent', './catalog.json')]) }).graph.get(
      '/w/one.json',
    );
    const graph = new StacGraph();
    const links: LinkSummary[] = [];
    for (let index = 0; one && index < 3000; index++) {
      const href = { value: `./${index}.json`, offset: 0, length: 0 };
      links.push({ rel: 'item', href, leads: { kind: 'file', path: `${index}.json` } });
      graph.put(`/w/${index}.json`, one);
    }
    if (one) {
      graph.put('/w/catalog.json', { ...one, kind: 'catalog', links, firstLinks: firstLinks(links) });
    }
    const tree = new CatalogueTree(graph);
    expect(tree.tops()).toHaveLength(1);
    expect(tree.rowsOf('/w/catalog.json')).toHaveLength(3000);
    expect(tree.pathTo('/w/2999.json')).toEqual(['/w/catalog.json', '/w/2999.json']);
  });
});

describe('the filter of a catalogue', () => {
  const tree = treeOf({
    'catalog.json': catalog('top', [
      link('child', './sea/collection.json'),
      link('child', './land/collection.json'),
    ]),
    'sea/collection.json': collection('sea', [link('item', './1.json'), link('item', './gone.json')]),
    'sea/1.json': item('north-sea', [], { properties: { datetime: null, title: 'Storm at Night' } }),
    'land/collection.json': collection('land', [link('item', './2.json')]),
    'land/2.json': item('field', []),
  });

  test('keeps what has all words in its id, title or file, and what is above it', () => {
    const filter = new CatalogueFilter(tree, 'NIGHT  storm');
    expect(filter.count).toBe(1);
    expect(shown(filter.tops())).toEqual(['catalog.json (top)']);
    expect(shown(filter.rowsOf('/w/catalog.json', []))).toEqual(['sea/collection.json']);
    expect(shown(filter.rowsOf('/w/sea/collection.json', ['/w/catalog.json']))).toEqual(['sea/1.json']);
  });

  test('keeps all that is below a match', () => {
    const filter = new CatalogueFilter(tree, 'sea');
    expect(shown(filter.rowsOf('/w/sea/collection.json', ['/w/catalog.json']))).toEqual([
      'sea/1.json',
      '→ ./gone.json',
    ]);
  });

  test('keeps nothing when nothing has the words', () => {
    const filter = new CatalogueFilter(tree, 'moon');
    expect([filter.count, filter.tops()]).toEqual([0, []]);
  });
});
