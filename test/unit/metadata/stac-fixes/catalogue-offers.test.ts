import { expect, test } from 'vitest';
import { offersAt } from '#core/metadata/actions/offers.ts';
import { applyEdits } from '#core/metadata/edits/compose.ts';
import { catalog, catalogueOf, collection, type Files, item, link } from '../stac-graph/catalogue.ts';

/** What an offer makes of a file of a catalogue, asked for where a member stands. */
function taken(id: string, name: string, at: string, files: Files) {
  const catalogue = catalogueOf(files);
  const document = catalogue.document(name);
  const offset = document.text.indexOf(at);
  const offer = offersAt(document, offset, catalogue.around(name)).find((each) => each.id === id);
  const change = offer?.change();
  return (
    offer && change && { title: offer.title, value: JSON.parse(applyEdits(document.text, change.edits)) }
  );
}

const ITEM = item('i', [link('root', './catalog.json')], {
  bbox: [9, 50, 10, 51],
  properties: {
    datetime: null,
    start_datetime: '2021-01-01T00:00:00Z',
    end_datetime: '2022-01-01T00:00:00Z',
  },
});

test('links get the titles of what they lead to', () => {
  const files = {
    'catalog.json': catalog('r', [link('item', './i.json'), link('child', './c.json'), link('self', './x')]),
    'i.json': item('i', [], { properties: { title: 'I', datetime: '2024-01-01T00:00:00Z' } }),
    'c.json': collection('c', [], { title: 'C' }),
  };
  expect(taken('stac-link-titles', 'catalog.json', '"links"', files)).toMatchObject({
    title: 'Add the titles of what 2 links lead to',
    value: { links: [{ title: 'I' }, { title: 'C' }, { rel: 'self' }] },
  });
  expect(taken('stac-link-titles', 'catalog.json', '"id"', files)).toBeUndefined();
});

test('what a collection lists is linked with it, and with the root above', () => {
  const files = {
    'catalog.json': catalog('r', [link('root', './catalog.json'), link('child', './c/collection.json')]),
    'c/collection.json': collection('c', [
      link('root', '../catalog.json'),
      link('parent', '../catalog.json'),
      link('item', './i.json'),
    ]),
    'c/i.json': item('i', []),
  };
  expect(taken('stac-links-up', 'c/i.json', '"links"', files)).toMatchObject({
    title: 'Add the links to "r" and "c" (root, parent, collection)',
    value: {
      collection: 'c',
      links: [
        { rel: 'root', href: '../catalog.json', type: 'application/json' },
        { rel: 'parent', href: './collection.json', type: 'application/json' },
        { rel: 'collection', href: './collection.json', type: 'application/json' },
      ],
    },
  });
  expect(taken('stac-links-up', 'c/collection.json', '"links"', files)).toBeUndefined();
});

test('the extent of a collection is that of its items', () => {
  const other = item('j', [link('collection', './collection.json')], {
    bbox: [178, 0, -178, 1],
    properties: { datetime: '2023-01-01T00:00:00Z' },
  });
  const files = {
    'collection.json': collection('c', [link('item', './i.json'), link('item', './j.json')]),
    'i.json': ITEM,
    'j.json': other,
  };
  expect(taken('stac-extent', 'collection.json', '"extent"', files)).toMatchObject({
    title: 'Compute the extent from the 2 items',
    value: {
      extent: {
        spatial: { bbox: [[9, 0, -178, 51]] },
        temporal: { interval: [['2021-01-01T00:00:00Z', '2023-01-01T00:00:00Z']] },
      },
    },
  });
});
