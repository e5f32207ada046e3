import { expect, test } from 'vitest';
import { withFixes } from '#core/metadata/actions/more-fixes.ts';
import { checkMetadata } from '#core/metadata/check.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import { nowhere } from '#core/metadata/surroundings.ts';
import { applyEdits } from './marks.ts';
import { describeNotFound, describeRule } from './twins.ts';

const RESOURCES = '"resources": [{ "name": "a", "path": "a.csv" }]';
const RESOURCES_YAML = 'resources:\n  - name: a\n    path: a.csv\n';

describeRule('datapackage/translated-text', [
  {
    when: 'texts of a package are there in several languages',
    severity: 'info',
    json: `{ «"title"»: { "": "Birds", "de": "Vögel", "pt-BR": "Aves" }, "description": { "": "All", "de": "Alle" }, ${RESOURCES} }`,
    yaml: `«title»:\n  "": Birds\n  de: Vögel\n  pt-BR: Aves\ndescription: {"": All, de: Alle}\n${RESOURCES_YAML}`,
  },
  {
    when: 'keywords and the address of a licence are',
    severity: 'info',
    json: `{ «"keywords"»: { "": ["bird"], "de": ["Vogel"] }, "licenses": [{ "path": { "": "https://e.org/", "de": "https://e.org/de" } }], ${RESOURCES} }`,
    yaml: `«keywords»: {"": [bird], de: [Vogel]}\nlicenses:\n  - path: {"": "https://e.org/", de: "https://e.org/de"}\n${RESOURCES_YAML}`,
  },
  {
    when: 'the title of a field is',
    severity: 'info',
    json: '{ "fields": [{ "name": "a", "type": "string", «"title"»: { "": "A", "de": "Ah" } }] }',
    yaml: 'fields:\n  - name: a\n    type: string\n    «title»: {"": A, de: Ah}\n',
    names: ['a.tableschema.json', 'a.tableschema.yaml'],
  },
]);

describeNotFound('datapackage/translated-text', [
  {
    when: 'there is one language',
    json: `{ "title": "Birds", "languages": ["en"], ${RESOURCES} }`,
    yaml: `title: Birds\nlanguages: [en]\n${RESOURCES_YAML}`,
  },
]);

describeRule('datapackage/wrong-type', [
  {
    when: 'the text itself is not among the translations',
    json: `{ «"title"»: { "en": "Birds", "de": "Vögel" }, ${RESOURCES} }`,
    yaml: `«title»: {en: Birds, de: Vögel}\n${RESOURCES_YAML}`,
  },
  {
    when: 'what is no text has languages',
    json: `{ «"name"»: { "": "birds", "de": "voegel" }, ${RESOURCES} }`,
    yaml: `«name»: {"": birds, de: voegel}\n${RESOURCES_YAML}`,
  },
]);

test.each([
  [
    `{ "licenses": [{ "id": "odc-pddl", "url": "https://e.org/" }], ${RESOURCES} }`,
    'This licence needs "name" or "path". It is written as in a draft of the standard: what was "id" is now "name" and "url" is now "path".',
    '"licenses": [{ "name": "odc-pddl", "path": "https://e.org/" }]',
  ],
  [
    `{ "sources": [{ "name": "World Bank", "web": "https://e.org/" }], ${RESOURCES} }`,
    'This source needs "title". It is written as in a draft of the standard: what was "name" is now "title".',
    '"sources": [{ "title": "World Bank", "path": "https://e.org/" }]',
  ],
  [
    `{ "resources": [{ "name": "a", "path": "a.csv", "schema": { "fields": [{ "id": "year", "type": "year" }] } }] }`,
    'This field needs "name". It is written as in a draft of the standard: what was "id" is now "name".',
    '{ "name": "year", "type": "year" }',
  ],
])('%s says what the drafts called otherwise, and renames it', (text, message, mended) => {
  const document = parseMetadata({ name: 'datapackage.json', text });
  const found = checkMetadata(document, nowhere).filter(({ code }) => code.endsWith('missing-property'));
  expect(found.map((each) => each.message)).toEqual([message]);
  const [problem] = withFixes(document, found, nowhere);
  expect(applyEdits(text, problem?.fixes?.[0]?.edits ?? [])).toContain(mended);
});
