import { expect, test } from 'vitest';
import { nowhere, type Surroundings } from '#core/metadata/surroundings.ts';
import { provideDocumentLinks } from '#server/features/document-links.ts';
import { opened } from './opened.ts';

const everywhere: Surroundings = { ...nowhere, file: () => ({ kind: 'file', size: 1 }) };

/** Each link as `text → target`. */
function links(name: string, text: string, surroundings: Surroundings = everywhere): string[] {
  const document = opened(name, text);
  return provideDocumentLinks(document, surroundings, { tooltips: false }).map(
    ({ range, target }) => `${document.text.getText(range)} → ${target}`,
  );
}

test('files and addresses are links, in the order of the text', () => {
  const text = `$schema: https://datapackage.org/profiles/2.0/datapackage.json
image: media/logo.png
resources:
  - name: a
    path: "data/a b.csv"
    schema: 's.json'
    sources: [{path: http://example.org/x}]
`;
  expect(links('datapackage.yaml', text)).toEqual([
    'https://datapackage.org/profiles/2.0/datapackage.json → https://datapackage.org/profiles/2.0/datapackage.json',
    'media/logo.png → file:///ws/media/logo.png',
    'data/a b.csv → file:///ws/data/a%20b.csv',
    's.json → file:///ws/s.json',
    'http://example.org/x → http://example.org/x',
  ]);
});

test('what is unsafe, missing, or no address is no link', () => {
  const text = `{ "homepage": "javascript:alert(1)", "title": "see http://example.org", "id": "http://a b", "resources": [
    { "name": "a", "path": "../a.csv" }, { "name": "b", "path": "/etc/passwd" }, { "name": "c", "path": "file:///etc/passwd" }] }`;
  expect(links('datapackage.json', text)).toEqual([]);
  expect(links('datapackage.json', '{ "resources": [{ "path": "a.csv" }] }', nowhere)).toEqual([]);
});

test('an address with escaped slashes is a link to what it means', () => {
  expect(links('datapackage.json', '{ "homepage": "https:\\/\\/example.org\\/a" }')).toEqual([
    'https:\\/\\/example.org\\/a → https://example.org/a',
  ]);
});

test('STAC has links, too', () => {
  const text =
    '{ "stac_version": "1.1.0", "type": "Catalog", "links": [{ "href": "https://example.org/c" }] }';
  expect(links('catalog.json', text)).toEqual(['https://example.org/c → https://example.org/c']);
});

test('a client that shows them gets tooltips', () => {
  const document = opened('datapackage.json', '{ "resources": [{ "path": "a.csv" }] }');
  expect(provideDocumentLinks(document, everywhere, { tooltips: true })).toMatchObject([
    { tooltip: 'Open the data file a.csv' },
  ]);
});
