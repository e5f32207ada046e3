import { expect, test } from 'vitest';
import { fixesOf } from '#core/metadata/actions/more-fixes.ts';
import { offersAt } from '#core/metadata/actions/offers.ts';
import { checkMetadata } from '#core/metadata/check.ts';
import { completionsAt } from '#core/metadata/completion.ts';
import type { DataFact } from '#core/metadata/data-fact.ts';
import { filesToMeasure, updateFacts } from '#core/metadata/datapackage/update-facts.ts';
import type { MetadataDocument } from '#core/metadata/document.ts';
import { applyEdits } from '#core/metadata/edits/compose.ts';
import { describeAt } from '#core/metadata/hover.ts';
import { schemaNamesOf } from '#core/metadata/navigation/collect-names.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import { nowhere, type Surroundings } from '#core/metadata/surroundings.ts';
import { itemJson, packageJson, RICH_PACKAGE, RICH_YAML, tableJson } from './samples.ts';

/** A function and an object that every JavaScript object has by these names, unless it is asked for its own. */
const INHERITED = ['constructor', '__proto__'];

const FACT: DataFact = {
  format: 'csv',
  bytes: 12,
  columns: INHERITED.map((name) => ({ name, type: 'string', samples: INHERITED, basis: 'all' })),
  rows: { count: 1, exact: true },
  dialect: { delimiter: ';', quoteChar: '"', lineTerminator: '\n', header: true },
  encoding: { name: 'utf-8', bom: false },
};

const ELSEWHERE = parseMetadata({
  name: 'x.tableschema.json',
  text: '{"constructor": 1, "__proto__": {"fields": []}}',
});

const AROUND: Surroundings = {
  ...nowhere,
  file: () => ({ kind: 'file', size: 12 }),
  document: () => ELSEWHERE,
  data: () => FACT,
  files: () => INHERITED.map((path) => ({ path, size: 12 })),
};

/** A version 1 package with the properties that only this version and its extensions have. */
const OLD_PACKAGE = `{
  "profile": "tabular-data-package",
  "name": "alps",
  "license": "MIT",
  "licenses": [{ "name": "odc-pddl", "path": "LICENSE.md" }, { "id": "MIT" }],
  "contributors": [{ "title": "Ada", "role": "author", "email": "ada@example.org", "path": "https://e.org" }],
  "sources": [{ "title": "Office", "web": "https://e.org" }],
  "homepage": "https://example.org",
  "keywords": ["snow"],
  "image": "logo.png",
  "resources": [
    {
      "name": "stations",
      "profile": "tabular-data-resource",
      "path": ["data/a.csv", "data/b.csv"],
      "encoding": "utf-8",
      "format": "csv",
      "mediatype": "text/csv",
      "compression": "gz",
      "hash": "md5:9f86d081884c7d659a2feaa0c55ad015",
      "dialect": { "delimiter": ";", "caseSensitiveHeader": "true", "lineTerminator": "x" },
      "schema": {
        "fields": [
          { "name": "id", "type": "integer", "constraints": { "enum": ["1"], "minimum": "a" } },
          { "name": "at", "type": "datetime", "format": "fmt:%Y" },
          { "name": "where", "type": "geojson", "format": "topojson" },
          { "name": "mail", "type": "string", "format": "email", "constraints": { "pattern": "a+" } }
        ],
        "missingValues": ["", "-"],
        "primaryKey": "id",
        "foreignKeys": [{ "fields": "id", "reference": { "resource": "", "fields": "id" } }]
      }
    }
  ]
}
`;

const CONFIG = `rules:
  datapackage/missing-file: off
ignore:
  - files: ["a/**"]
    rules: [datapackage/missing-file]
schemas:
  "https://example.org/p.json": profiles/p.json
exclude: ["old/**"]
`;

/** Everything that somebody may do at a place of a document. */
function use(document: MetadataDocument, offset: number): void {
  const problems = checkMetadata(document, AROUND);
  for (const problem of problems) {
    for (const { edits } of fixesOf(document, problem, AROUND)) {
      applyEdits(document.text, edits);
    }
  }
  completionsAt(document, offset, AROUND);
  describeAt(document, offset, AROUND);
  schemaNamesOf(document);
  updateFacts(
    document,
    filesToMeasure(document).map((file) => ({ ...file, bytes: 1, hex: 'ff' })),
  );
}

function useOffers(document: MetadataDocument, offset: number): void {
  for (const offer of offersAt(document, offset, AROUND)) {
    offer.change();
  }
}

/** The words of a text, quoted or not: keys and values. */
function words(text: string): { offset: number; length: number }[] {
  return [...text.matchAll(/(?<=")[^"\n]+(?=")|(?<=[\s[{])[\w$][\w$./-]*/g)].map(({ index, 0: word }) => ({
    offset: index,
    length: word.length,
  }));
}

/** What goes wrong when somebody does so. */
function failure(document: MetadataDocument, offset: number, word: string): string[] {
  try {
    use(document, offset);
    if (word === 'constructor') {
      useOffers(document, offset);
    }
    return [];
  } catch (error) {
    return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
  }
}

test.each([
  ['datapackage.json', RICH_PACKAGE],
  ['datapackage.json', OLD_PACKAGE],
  ['datapackage.yaml', RICH_YAML],
  ['item.json', itemJson({ assets: '"a": { "href": "a.tif", "type": "image/tiff", "roles": ["data"] }' })],
  ['waybill.config.yaml', CONFIG],
])('each word of a %s can be one that JavaScript objects have by themselves', (name, text) => {
  const failures = words(text).flatMap(({ offset, length }) =>
    INHERITED.flatMap((word) => {
      const changed = text.slice(0, offset) + word + text.slice(offset + length);
      return failure(parseMetadata({ name, text: changed }), offset, word);
    }),
  );
  expect(new Set(failures)).toEqual(new Set());
});

test.each([
  [
    'true nor false',
    {
      name: 'datapackage.json',
      text: tableJson(
        '{ "fields": [{ "name": "a", "type": "any", "constraints": { "required": "constructor" } }] }',
      ),
    },
    'datapackage/wrong-type',
  ],
  [
    'a number',
    {
      name: 'datapackage.json',
      text: tableJson(
        '{ "fields": [{ "name": "a", "type": "number", "constraints": { "minimum": "constructor" } }] }',
      ),
    },
    'datapackage/constraint-of-other-type',
  ],
  [
    'a compression',
    {
      name: 'datapackage.json',
      text: packageJson('{ "name": "a", "path": "a.csv", "compression": "constructor" }'),
    },
    'datapackage/unknown-compression',
  ],
  [
    'a media type',
    {
      name: 'datapackage.json',
      text: packageJson('{ "name": "a", "path": "a.csv", "mediatype": "__proto__/constructor" }'),
    },
    'datapackage/unregistered-media-type',
  ],
])('such a word is not %s', (_, file, code) => {
  const document = parseMetadata(file);
  const problem = checkMetadata(document, nowhere).find((each) => each.code === code);
  expect(problem && fixesOf(document, problem, nowhere)).toEqual([]);
});

test('such a word is no name of a profile, a type, an algorithm or a word that stands for another', () => {
  const profile = '{ "$schema": "https://datapackage.org/profiles/2.0/constructor.json", "fields": [] }';
  expect(parseMetadata({ name: 'x.json', text: profile }).kind).toBe('unknown');
  const hashed = packageJson('{ "name": "a", "path": "a.csv", "hash": "constructor:00" }');
  expect(filesToMeasure(parseMetadata({ name: 'datapackage.json', text: hashed }))).toEqual([
    { path: 'a.csv', algorithm: 'sha256' },
  ]);
  const typed = '{ "fields": [{ "name": "a", "type": "constructor", "format": "" }] }';
  const document = parseMetadata({ name: 'tableschema.json', text: typed });
  expect(completionsAt(document, typed.indexOf('""') + 1, nowhere).items).toEqual([]);
});
