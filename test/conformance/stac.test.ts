import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { itemJson } from '#test/unit/metadata/samples.ts';
import {
  Agreement,
  at,
  CORPUS,
  casesOf,
  hasShared,
  isRecord,
  judge,
  mutations,
  readJson,
  SPECS,
  setsOf,
  type Verdict,
} from './metadata-oracle.ts';

const CHECKED_VERSIONS = ['1.0.0', '1.1.0'];

function listing(name: string, verdict: Verdict): string {
  return `${name}: ${verdict.errors.map(({ code, pointer, message }) => `${code} ${pointer} ${message}`).join(' | ')}`;
}

/** Where we are stricter than the schema, with the text that asks for it. */
const STRICTER: readonly { readonly code: string; readonly reason: string }[] = [
  {
    code: 'stac/wrong-form',
    reason: 'dates and times are those of RFC 3339, which the oracle does not check',
  },
  { code: 'stac/bbox-order', reason: 'south ≤ north and low ≤ high (RFC 7946 section 5)' },
  {
    code: 'stac/unclosed-ring',
    reason: 'the first and last positions of a ring are equal (RFC 7946 section 3.1.6)',
  },
];

/** The errors that no deliberate difference explains. */
function unexplained(verdict: Verdict): Verdict {
  const errors = verdict.errors.filter(({ code }) => !STRICTER.some((each) => each.code === code));
  return { ...verdict, errors };
}

/** A text in which extensions whose schemas the oracle did not have are unknown to us, too. */
function asChecked(each: Record<string, unknown>, text: string): string {
  const missing = at(each, 'oracle', 'missingExtensionSchemas');
  return (Array.isArray(missing) ? missing.map(String) : []).reduce(
    (left, address) => left.replaceAll(address, address.replace('stac-extensions.github.io', 'example.org')),
    text,
  );
}

describe.runIf(hasShared)('STAC files of others', () => {
  test.each(hasShared ? setsOf('stac') : [])('no valid object of %s gets an error', (set) => {
    const valid = new Agreement();
    const invalid = new Agreement();
    for (const each of casesOf(set)) {
      const [file, verdict] = [String(each['file']), String(at(each, 'oracle', 'verdict'))];
      if (!CHECKED_VERSIONS.includes(String(at(each, 'oracle', 'stac_version'))) || !file.endsWith('json')) {
        continue;
      }
      const ours = judge(file, asChecked(each, readFileSync(path.join(CORPUS, set, file), 'utf8')));
      if (verdict.startsWith('valid')) {
        const left = unexplained(ours);
        valid.add(left.errors.length === 0, listing(file, left));
      } else if (verdict === 'invalid') {
        const core = at(each, 'oracle', 'coreErrors');
        const isCore = Array.isArray(core) && core.length > 0;
        invalid.add(
          ours.errors.length > 0 === isCore,
          `${file}: core errors ${JSON.stringify(core).slice(0, 300)}; ours ${listing('', ours)}`,
        );
      }
    }
    console.log(`${set}: valid ones agree ${valid}, invalid ones agree ${invalid}`, invalid.differences);
    expect(valid.differences).toEqual([]);
  });

  test('the examples of 1.1.0-beta.1 hold as 1.1.0, from which they differ only by the version', () => {
    const set = 'stac/stac-spec-1.1.0-beta.1';
    const differences = casesOf(set).flatMap((each) => {
      const text = readFileSync(path.join(CORPUS, set, String(each['file'])), 'utf8');
      const ours = judge(String(each['file']), text.replaceAll('1.1.0-beta.1', '1.1.0'));
      return ours.errors.length > 0 ? [listing(String(each['file']), ours)] : [];
    });
    expect(differences).toEqual([]);
  });
});

/** The official schema of an item, its formats not checked. */
function officialItem(version: string) {
  const ajv = new Ajv({
    strict: false,
    validateSchema: false,
    validateFormats: false,
    logger: false,
    code: { optimize: false },
  });
  const folder = path.join(SPECS, 'stac/core', `v${version}`, 'item-spec/json-schema');
  for (const name of [
    'common',
    'basics',
    'bands',
    'datetime',
    'data-values',
    'instrument',
    'licensing',
    'provider',
    'item',
  ]) {
    try {
      const schema = readJson(folder, `${name}.json`);
      if (isRecord(schema)) {
        // Some `$id`s are wrong: the address of the file counts.
        ajv.addSchema({
          ...schema,
          $id: `https://schemas.stacspec.org/v${version}/item-spec/json-schema/${name}.json`,
        });
      }
    } catch {
      /* 1.0.0 has fewer of them */
    }
  }
  for (const name of ['Feature', 'Geometry']) {
    const schema = readJson(SPECS, 'stac/geojson', `${name}.json`);
    if (isRecord(schema)) {
      ajv.addSchema({ ...schema, $id: `https://geojson.org/schema/${name}.json` });
    }
  }
  const validate = ajv.getSchema(`https://schemas.stacspec.org/v${version}/item-spec/json-schema/item.json`);
  if (!validate) {
    throw new Error('the schema of the item is not there');
  }
  return (value: unknown) => validate(value) === true;
}

/** Where we are not as strict yet, by the pointer of the change. */
const LAXER: readonly { readonly pointer: RegExp; readonly reason: string }[] = [
  { pointer: /^\/properties\/(?:license|bands)/, reason: 'Q9 and Q10: the official schema is wrong there' },
];

const FULL_ITEM = itemJson({
  properties: `{ "datetime": "2024-05-01T12:00:00Z", "start_datetime": "2024-05-01T12:00:00Z", "end_datetime": "2024-05-01T13:00:00Z",
    "title": "A", "description": "B", "keywords": ["k"], "gsd": 10, "instruments": ["i"], "platform": "p",
    "providers": [{ "name": "n", "roles": ["host"], "url": "https://example.org" }] }`,
  links:
    '{ "rel": "collection", "href": "c.json", "type": "application/json", "title": "C" }, { "rel": "self", "href": "https://example.org/a.json" }',
  assets:
    '"data": { "href": "a.tif", "type": "image/tiff", "roles": ["data"], "title": "D", "nodata": "nan", "data_type": "int8", "unit": "m", "statistics": { "mean": 1, "valid_percent": 3 } }',
  more: '"collection": "c", "stac_extensions": ["https://example.org/schema.json"]',
});

describe.runIf(hasShared)('items with one change', () => {
  test.each(CHECKED_VERSIONS)('are judged as the official schema of %s judges them', (version) => {
    const official = officialItem(version);
    const text = FULL_ITEM.replace('"1.1.0"', `"${version}"`);
    const valid = new Agreement();
    const invalid = new Agreement();
    expect(official(JSON.parse(text))).toBe(true);
    for (const { change, value } of mutations(JSON.parse(text))) {
      const ours = judge('item.json', JSON.stringify(value));
      if (ours.kind !== 'stac-item' || ours.version !== version) {
        continue; // another kind or version by this change
      }
      if (official(value)) {
        const left = unexplained(ours);
        valid.add(left.errors.length === 0, listing(change, left));
      } else {
        const known = LAXER.some(({ pointer }) => pointer.test(change));
        invalid.add(ours.errors.length > 0 || known, change);
      }
    }
    console.log(`changed items of ${version}: valid ones agree ${valid}, invalid ones agree ${invalid}`);
    expect(valid.differences).toEqual([]);
    expect(invalid.differences).toEqual([]);
  });
});
