import { expect, test } from 'vitest';
import { applyEdits } from '#core/metadata/edits/compose.ts';
import { editsForMove, filesToChange, type Move } from '#core/metadata/stac/graph/moved-hrefs.ts';
import { catalog, catalogueOf, collection, type Files, item, link } from './catalogue.ts';

const FILES: Files = {
  'catalog.json': catalog('all', [
    link('child', 'c/collection.json'),
    link('license', 'https://example.com/l'),
  ]),
  'c/collection.json': collection('c', [link('parent', '../catalog.json'), link('item', './a b.json')]),
  'c/a b.json': item('a', [link('collection', './collection.json#top')], {
    assets: { data: { href: '../data/a.tif' }, remote: { href: 'https://example.com/a.tif' } },
  }),
  'c/other.json': item('other', [link('derived_from', 'a%20b.json')]),
};

/** What changes where, as `file: before → after`. */
function changes(moves: readonly Move[]): string[] {
  const { graph, document } = catalogueOf(FILES);
  return filesToChange(graph, moves).flatMap((file) => {
    const path = file.slice('/w/'.length);
    const { text } = document(path);
    const after = applyEdits(text, editsForMove(document(path), file, moves)).split('\n');
    return text.split('\n').flatMap((line, index) => {
      const [before, now] = [line, after[index] ?? ''].map((each) => /"href": "(.*)"/.exec(each)?.[1]);
      return before === now ? [] : [`${path}: ${before} → ${now}`];
    });
  });
}

test('a file that gets another name', () => {
  expect(changes([{ from: '/w/c/a b.json', to: '/w/c/ä.json' }])).toEqual([
    'c/collection.json: ./a b.json → ./ä.json',
    'c/other.json: a%20b.json → %C3%A4.json',
  ]);
});

test('a file that moves into another folder', () => {
  expect(changes([{ from: '/w/c/a b.json', to: '/w/d/e/a.json' }])).toEqual([
    'c/collection.json: ./a b.json → ../d/e/a.json',
    'c/a b.json: ../data/a.tif → ../../data/a.tif',
    'c/a b.json: ./collection.json#top → ../../c/collection.json#top',
    'c/other.json: a%20b.json → ../d/e/a.json',
  ]);
});

test('a folder that moves with what is in it', () => {
  expect(changes([{ from: '/w/c', to: '/w/x/c' }])).toEqual([
    'catalog.json: c/collection.json → x/c/collection.json',
    'c/collection.json: ../catalog.json → ../../catalog.json',
    'c/a b.json: ../data/a.tif → ../../data/a.tif',
  ]);
});

test('the file of an asset', () => {
  expect(changes([{ from: '/w/data/a.tif', to: '/w/c/a.tif' }])).toEqual([
    'c/a b.json: ../data/a.tif → ./a.tif',
  ]);
});

test('what nobody refers to changes nothing', () => {
  expect(changes([{ from: '/w/notes', to: '/w/c/notes' }])).toEqual([]);
});
