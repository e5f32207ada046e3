import { expect, test } from 'vitest';
import {
  idMentions,
  type Mention,
  mentionsOf,
  placeAt,
  titleMentions,
} from '#core/metadata/stac/graph/mentions.ts';
import { catalog, catalogueOf, collection, item, link } from './catalogue.ts';

const FILES = {
  'catalog.json': catalog('all', [link('child', './collection.json', { title: 'Craters' })]),
  'collection.json': collection('c', [link('item', './one.json')], { title: 'Craters' }),
  'one.json': item('one', [link('collection', './collection.json', { title: 'Old title' })], {
    collection: 'c',
  }),
  'two.json': item('two', [link('collection', './collection.json')], { collection: 'd' }),
};

function shown(mentions: Iterable<Mention>): string[] {
  return [...mentions].map(({ file, place, role }) => `${file.slice(3)} ${role} ${place.value}`);
}

test('finds every place that speaks of a collection', () => {
  const { graph } = catalogueOf(FILES);
  expect(shown(mentionsOf(graph, '/w/collection.json'))).toEqual([
    'collection.json own c',
    'catalog.json link ./collection.json',
    'one.json link ./collection.json',
    'two.json link ./collection.json',
    'one.json other c',
  ]);
  expect(shown(idMentions(graph, '/w/collection.json'))).toEqual([
    'collection.json own c',
    'one.json other c',
  ]);
  expect(shown(titleMentions(graph, '/w/collection.json'))).toEqual([
    'collection.json own Craters',
    'catalog.json other Craters',
  ]);
});

test.each([
  ['one.json', '"one"', 'id', '/w/one.json'],
  ['one.json', '"c"', 'id', '/w/collection.json'],
  ['one.json', '"./collection.json"', 'href', '/w/collection.json'],
  ['one.json', '"Old title"', 'title', '/w/collection.json'],
  ['collection.json', '"Craters"', 'title', '/w/collection.json'],
  ['one.json', '"Feature"', undefined, undefined],
])('in %s, %s is a place of an object', (path, text, kind, target) => {
  const { graph, document } = catalogueOf(FILES);
  const at = placeAt(graph, `/w/${path}`, document(path).text.indexOf(text) + 1);
  expect([at?.kind, at?.target]).toEqual([kind, target]);
});
