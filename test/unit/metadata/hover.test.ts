import { expect, test } from 'vitest';
import { describeAt } from '#core/metadata/hover.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import { nowhere } from '#core/metadata/surroundings.ts';
import { marked, withCursor } from './marks.ts';
import { itemJson, packageYaml, tableJson } from './samples.ts';

function hover(name: string, text: string): string | undefined {
  const { document, offset } = withCursor(name, text);
  return describeAt(document, offset, nowhere)?.markdown;
}

test('explains a property on its key, over the range of the key', () => {
  const { text, ranges } = marked('{ «"resources"»: [] }');
  const document = parseMetadata({ name: 'datapackage.json', text });
  expect(describeAt(document, 5, nowhere)).toMatchObject({
    ...ranges[0],
    markdown: expect.stringContaining('**resources**'),
  });
});

test.each([
  [
    'datapackage.json',
    tableJson('{ "fields": [{ "name": "id", "type": "geo‸point" }] }'),
    /\*\*geopoint\*\*/,
  ],
  [
    'datapackage.json',
    tableJson('{ "fields": [{ "name": "id", "ty‸pe": "x" }] }'),
    /Possible: `string`, .*`geojson`/,
  ],
  ['datapackage.json', tableJson('{ "fields": [{ "na‸me": "id" }] }'), /\(text, required\)/],
  ['datapackage.yaml', packageYaml('- name: a\n  form‸at: csv'), /file extension/],
  ['datapackage.yaml', packageYaml('- name: a\n  format: c‸sv'), /file extension/],
  ['i.json', itemJson({ properties: '{ "datet‸ime": null }' }), /common-metadata\.md#date-and-time/],
  ['i.json', itemJson({ assets: '"a": { "hr‸ef": "x" }' }), /\*\*href\*\* \(text, required\)/],
  ['i.json', itemJson({ links: '{ "rel": "sel‸f", "href": "https://example.org" }' }), /This document/],
])('explains what stands in %s at %j', (name, text, expected) => {
  expect(hover(name, text)).toMatch(expected);
});

test.each([
  ['datapackage.json', '{ "my:thing‸": 1 }'],
  ['datapackage.json', '{ "resources": [ ‸ ] }'],
  ['x.json', '{ "name‸": 1 }'],
  ['datapackage.json', '‸'],
])('says nothing in %s at %j', (name, text) => {
  expect(hover(name, text)).toBeUndefined();
});
