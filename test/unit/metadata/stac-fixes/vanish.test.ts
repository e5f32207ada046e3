import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { withFixes, withSafeFixes } from '#core/metadata/actions/more-fixes.ts';
import { checkMetadata } from '#core/metadata/check.ts';
import { applyEdits, inOrder } from '#core/metadata/edits/compose.ts';
import type { Fix, Problem } from '#core/metadata/problem.ts';
import { plainValue } from '#core/metadata/tree.ts';
import { catalog, catalogueOf, collection, type Files, item, link } from '../stac-graph/catalogue.ts';

/** A fix with an object that it mends. */
interface Row {
  readonly code: string;
  /** What the title of the fix begins with. */
  readonly fix: string;
  readonly object: object;
  /** What the object holds afterwards, among other things. */
  readonly after: object;
  /** The name of its file, `a` unless told otherwise, without the extension. */
  readonly name?: string;
  /** Other objects and files of the workspace. */
  readonly others?: Files;
  /** "Fix all" takes it. */
  readonly safe?: true;
}

const EO = 'https://stac-extensions.github.io/eo';
const RASTER = 'https://stac-extensions.github.io/raster';
const PROJECTION = 'https://stac-extensions.github.io/projection';
const TIMES = { start_datetime: '2024-01-01T00:00:00Z', end_datetime: '2024-01-03T00:00:00Z' };

function withProperties(properties: object, more: object = {}): object {
  return item('a', [], { properties, ...more });
}

function withAssets(assets: object, more: object = {}): object {
  return item('a', [], { assets, ...more });
}

function extent(boxes: readonly object[], intervals: readonly object[]): object {
  return { extent: { spatial: { bbox: boxes }, temporal: { interval: intervals } } };
}

function placed(root: string): Files {
  return { 'catalog.json': catalog('root', [link('root', './catalog.json'), link('item', root)]) };
}

const ALWAYS = [['2020-01-01T00:00:00Z', null]];
const WORLD = [[-180, -90, 180, 90]];

const ROWS: readonly Row[] = [
  // versions and extensions
  {
    code: 'newer-version',
    fix: 'Migrate to STAC 1.1.0',
    object: item('a', [], { stac_version: '1.0.0' }),
    after: { stac_version: '1.1.0' },
  },
  {
    code: 'newer-extension',
    fix: 'Change to projection 2.0.0',
    object: withProperties(
      { datetime: null, ...TIMES, 'proj:epsg': 32632 },
      { stac_extensions: [`${PROJECTION}/v1.1.0/schema.json`] },
    ),
    after: {
      stac_extensions: [`${PROJECTION}/v2.0.0/schema.json`],
      properties: { 'proj:code': 'EPSG:32632' },
    },
  },
  {
    code: 'newer-extension',
    fix: 'Change to eo 2.0.0',
    object: withAssets(
      {
        data: {
          href: 'a.tif',
          'eo:bands': [{ name: 'B1', common_name: 'red' }],
          'raster:bands': [{ scale: 0.1 }],
        },
      },
      { stac_extensions: [`${EO}/v1.1.0/schema.json`, `${RASTER}/v1.1.0/schema.json`] },
    ),
    after: {
      stac_extensions: [`${EO}/v2.0.0/schema.json`, `${RASTER}/v2.0.0/schema.json`],
      assets: { data: { bands: [{ name: 'B1', 'eo:common_name': 'red', 'raster:scale': 0.1 }] } },
    },
  },
  {
    code: 'unknown-extension-version',
    fix: 'Change to eo 2.0.0',
    object: withProperties(
      { datetime: null, ...TIMES, 'eo:cloud_cover': 5 },
      { stac_extensions: [`${EO}/v1.7.0/schema.json`] },
    ),
    after: { stac_extensions: [`${EO}/v2.0.0/schema.json`] },
  },
  {
    code: 'unknown-extension-field',
    fix: 'Move to "bands"',
    object: withAssets(
      { data: { href: 'a.tif', 'eo:bands': [{ name: 'B1', common_name: 'red' }] } },
      { stac_extensions: [`${EO}/v2.0.0/schema.json`] },
    ),
    after: { assets: { data: { bands: [{ name: 'B1', 'eo:common_name': 'red' }] } } },
    safe: true,
  },
  {
    code: 'unknown-extension-field',
    fix: 'Change to "proj:code"',
    object: withProperties(
      { datetime: null, ...TIMES, 'proj:epsg': 4326 },
      { stac_extensions: [`${PROJECTION}/v2.0.0/schema.json`] },
    ),
    after: { properties: { 'proj:code': 'EPSG:4326' } },
    safe: true,
  },
  {
    code: 'deprecated-extension',
    fix: 'Remove the extension, which is in STAC itself',
    object: collection('a', [], {
      stac_extensions: ['https://stac-extensions.github.io/item-assets/v1.0.0/schema.json'],
      item_assets: { data: { title: 'Data', type: 'image/tiff' } },
    }),
    after: { stac_extensions: [] },
    safe: true,
  },
  {
    code: 'bands-twice',
    fix: 'Move into "bands"',
    object: withAssets({
      data: { href: 'a.tif', bands: [{ name: 'B1' }], 'raster:bands': [{ nodata: 0 }] },
    }),
    after: { assets: { data: { bands: [{ name: 'B1', nodata: 0 }] } } },
    safe: true,
  },
  {
    code: 'value-of-all-bands',
    fix: 'Move them out of the bands',
    object: withAssets({
      data: {
        href: 'a.tif',
        bands: [
          { name: 'B1', data_type: 'int8', nodata: 0 },
          { name: 'B2', data_type: 'int8', nodata: 0 },
        ],
      },
    }),
    after: {
      assets: { data: { data_type: 'int8', nodata: 0, bands: [{ name: 'B1' }, { name: 'B2' }] } },
    },
    safe: true,
  },
  {
    code: 'unsupported-version',
    fix: 'Change to 1.1.0',
    object: item('a', [], { stac_version: '1.1.0-beta.1' }),
    after: { stac_version: '1.1.0' },
  },
  // times
  {
    code: 'null-datetime',
    fix: 'Change to "2024-05-01T12:30:15Z"',
    object: item('S2A_20240501T123015_N1', [], { properties: { datetime: null } }),
    after: { properties: { datetime: '2024-05-01T12:30:15Z' } },
  },
  {
    code: 'no-nominal-datetime',
    fix: 'Take the middle',
    object: withProperties({ datetime: null, ...TIMES }),
    after: { properties: { datetime: '2024-01-02T00:00:00Z' } },
  },
  {
    code: 'missing-property',
    fix: 'Add "datetime": null',
    object: withProperties(TIMES),
    after: { properties: { datetime: null } },
    safe: true,
  },
  {
    code: 'datetime-outside-range',
    fix: 'Change to "2024-01-01T00:00:00Z"',
    object: withProperties({ datetime: '2023-01-01T00:00:00Z', ...TIMES }),
    after: { properties: { datetime: '2024-01-01T00:00:00Z' } },
  },
  {
    code: 'time-range-order',
    fix: 'Exchange',
    object: withProperties({
      datetime: null,
      start_datetime: TIMES.end_datetime,
      end_datetime: TIMES.start_datetime,
    }),
    after: { properties: TIMES },
  },
  {
    code: 'updated-before-created',
    fix: 'Exchange',
    object: withProperties({
      datetime: '2023-01-01T00:00:00Z',
      created: '2024-01-02T00:00:00Z',
      updated: '2024-01-01T00:00:00Z',
    }),
    after: { properties: { created: '2024-01-01T00:00:00Z', updated: '2024-01-02T00:00:00Z' } },
  },
  // extents and summaries
  {
    code: 'extent-first-box',
    fix: 'Let it cover the others',
    object: collection(
      'a',
      [],
      extent(
        [
          [0, 0, 1, 1],
          [1, 1, 2, 2],
          [175, -5, -175, 5],
        ],
        ALWAYS,
      ),
    ),
    after: {
      extent: {
        spatial: {
          bbox: [
            [0, -5, -175, 5],
            [1, 1, 2, 2],
            [175, -5, -175, 5],
          ],
        },
      },
    },
    safe: true,
  },
  {
    code: 'extent-first-interval',
    fix: 'Let it cover the others',
    object: collection(
      'a',
      [],
      extent(WORLD, [
        ['2020-01-01T00:00:00Z', '2021-01-01T00:00:00Z'],
        ['2019-01-01T00:00:00Z', null],
      ]),
    ),
    after: {
      extent: {
        temporal: {
          interval: [
            ['2019-01-01T00:00:00Z', null],
            ['2019-01-01T00:00:00Z', null],
          ],
        },
      },
    },
    safe: true,
  },
  {
    code: 'interval-order',
    fix: 'Exchange',
    object: collection('a', [], extent(WORLD, [['2021-01-01T00:00:00Z', '2020-01-01T00:00:00Z']])),
    after: { extent: { temporal: { interval: [['2020-01-01T00:00:00Z', '2021-01-01T00:00:00Z']] } } },
  },
  {
    code: 'summary-range-order',
    fix: 'Exchange',
    object: collection('a', [], { summaries: { gsd: { minimum: 30, maximum: 10 } } }),
    after: { summaries: { gsd: { minimum: 10, maximum: 30 } } },
  },
  {
    code: 'repeated-summary',
    fix: 'Remove the second',
    object: collection('a', [], { summaries: { platform: ['a', 'b', 'a'] } }),
    after: { summaries: { platform: ['a', 'b'] } },
    safe: true,
  },
  {
    code: 'summary-of-collection-field',
    fix: 'Remove "license"',
    object: collection('a', [], { summaries: { license: ['MIT'], gsd: [10] } }),
    after: { summaries: { gsd: [10] } },
  },
  {
    code: 'open-interval',
    fix: 'Take the times of the items',
    name: 'collection',
    object: collection('c', [link('item', './i.json')], extent(WORLD, [[null, null]])),
    others: { 'i.json': item('i', [link('collection', './collection.json')], { collection: 'c' }) },
    after: { extent: { temporal: { interval: [['2024-01-01T00:00:00Z', '2024-01-01T00:00:00Z']] } } },
  },
  // assets and values
  {
    code: 'missing-media-type',
    fix: 'Add the media type of 2 assets',
    object: withAssets({ data: { href: 'a.tif' }, table: { href: 'b.parquet' } }),
    after: {
      assets: {
        data: { type: 'image/tiff; application=geotiff' },
        table: { type: 'application/vnd.apache.parquet' },
      },
    },
    safe: true,
  },
  {
    code: 'missing-roles',
    fix: 'Add the role "thumbnail"',
    object: withAssets({ thumbnail: { href: 'a.png', type: 'image/png' } }),
    after: { assets: { thumbnail: { roles: ['thumbnail'] } } },
  },
  {
    code: 'media-type-form',
    fix: 'Change to "image/png"',
    object: withAssets({ thumbnail: { href: 'a.png', type: 'PNG image' } }),
    after: { assets: { thumbnail: { type: 'image/png' } } },
  },
  {
    code: 'item-asset-fields',
    fix: 'Add a title',
    object: collection('a', [], { item_assets: { 'surface-water': { type: 'image/tiff' } } }),
    after: { item_assets: { 'surface-water': { title: 'surface water', type: 'image/tiff' } } },
  },
  {
    code: 'statistics-order',
    fix: 'Exchange',
    object: withAssets({ data: { href: 'a.tif', statistics: { minimum: 9, maximum: 1 } } }),
    after: { assets: { data: { statistics: { minimum: 1, maximum: 9 } } } },
  },
  {
    code: 'negative-deviation',
    fix: 'Change to 2',
    object: withAssets({ data: { href: 'a.tif', statistics: { stddev: -2 } } }),
    after: { assets: { data: { statistics: { stddev: 2 } } } },
  },
  {
    code: 'position-length',
    fix: 'Keep longitude',
    object: item('a', [], {
      geometry: { type: 'Point', coordinates: [10, 50, 3, 4] },
      bbox: [10, 50, 3, 10, 50, 3],
    }),
    after: { geometry: { coordinates: [10, 50, 3] } },
  },
  {
    code: 'deprecated-license',
    fix: 'Change to "GPL-3.0-only"',
    object: collection('a', [], { license: 'GPL-3.0' }),
    after: { license: 'GPL-3.0-only' },
  },
  {
    code: 'reserved-in-id',
    fix: 'Change to "a-b"',
    object: item('a:b', []),
    after: { id: 'a-b' },
  },
  { code: 'item-file-name', fix: 'Change the id to "a"', object: item('b', []), after: { id: 'a' } },
  {
    code: 'missing-property',
    fix: 'Add "links"',
    object: { ...item('a', []), links: undefined },
    after: { links: [] },
    safe: true,
  },
  {
    code: 'missing-property',
    fix: 'Add "extent"',
    object: { ...collection('a', []), extent: undefined },
    after: extent(WORLD, [[null, null]]),
  },
  // links
  {
    code: 'self-file-name',
    fix: 'Change to "https://example.org/c/a',
    object: item('a', [link('self', 'https://example.org/c/b.json')]),
    after: {},
  },
  {
    code: 'link-not-allowed',
    fix: 'Remove the link',
    object: item('a', [link('child', 'https://example.org/b.json', { type: 'application/json' })]),
    after: { links: [] },
  },
  {
    code: 'link-without-type',
    fix: 'Add the media types of all 2 links',
    object: item('a', [link('root', 'https://example.org/c'), link('parent', 'https://example.org/c')]),
    after: { links: [{ type: 'application/json' }, { type: 'application/json' }] },
  },
  {
    code: 'broken-link',
    fix: 'Change to "../c/d.json"',
    object: item('a', [link('derived_from', './d.json')]),
    others: { '../c/d.json': item('d', []) },
    after: { links: [{ href: '../c/d.json' }] },
  },
  {
    code: 'broken-link',
    fix: 'Remove the link',
    object: item('a', [link('derived_from', './d.json'), link('via', 'https://example.org')]),
    after: { links: [{ rel: 'via' }] },
  },
  {
    code: 'link-target-kind',
    fix: 'Change the relation to "item"',
    name: 'catalog',
    object: catalog('c', [link('child', './i.json')]),
    others: { 'i.json': item('i', [link('parent', './catalog.json')]) },
    after: { links: [{ rel: 'item', href: './i.json' }] },
    safe: true,
  },
  {
    code: 'link-cycle',
    fix: 'Remove the link',
    name: 'catalog',
    object: catalog('c', [link('parent', './catalog.json')]),
    after: { links: [] },
  },
  {
    code: 'collection-link',
    fix: 'Add the link to "c"',
    object: item('a', [], { collection: 'c' }),
    others: { 'collection.json': collection('c', [], { title: 'C' }) },
    after: {
      links: [{ rel: 'collection', href: './collection.json', type: 'application/json', title: 'C' }],
    },
    safe: true,
  },
  {
    code: 'missing-property',
    fix: 'Add "collection"',
    object: item('a', [link('collection', './collection.json')]),
    others: { 'collection.json': collection('c', []) },
    after: { collection: 'c' },
    safe: true,
  },
  {
    code: 'one-sided-link',
    fix: 'Remove the link',
    object: item('a', [link('parent', './catalog.json')]),
    others: { 'catalog.json': catalog('c', []) },
    after: { links: [] },
  },
  {
    code: 'orphan',
    fix: 'Add a link to the catalogue "root"',
    object: item('a', [link('root', './catalog.json')]),
    others: placed('./b.json'),
    after: { links: [{ rel: 'root' }, { rel: 'parent', href: './catalog.json' }] },
  },
  {
    code: 'machine-path',
    fix: 'Change to "./b.json"',
    object: item('a', [link('derived_from', 'file:///w/b.json')]),
    others: { 'b.json': item('b', []) },
    after: { links: [{ href: './b.json' }] },
    safe: true,
  },
  {
    code: 'missing-self',
    fix: 'Add "self": "https://example.org/x/a',
    object: item('a', [link('root', 'https://example.org/x/catalog.json')]),
    others: {
      'catalog.json': catalog('c', [
        link('self', 'https://example.org/x/catalog.json'),
        link('root', 'https://example.org/x/catalog.json'),
        link('item', 'https://example.org/x/b.json'),
      ]),
      'b.json': item('b', [
        link('self', 'https://example.org/x/b.json'),
        link('root', 'https://example.org/x/catalog.json'),
        link('parent', 'https://example.org/x/catalog.json'),
      ]),
    },
    after: { links: [{ rel: 'root' }, { rel: 'self' }] },
  },
];

/** Findings that come with a fix, which is not the end of what is to be done: another file has to be changed too. */
const FOLLOWS: readonly string[] = ['stac/one-sided-link'];

function look(name: string, text: string, others: Files = {}) {
  const catalogue = catalogueOf({ [name]: text, ...others });
  const surroundings = catalogue.around(name);
  const document = catalogue.document(name);
  return {
    document,
    surroundings,
    problems: withFixes(document, checkMetadata(document, surroundings), surroundings),
  };
}

/** YAML as people write it. */
function commented(object: object): string {
  const [first = '', ...rest] = stringify(object).split('\n');
  return ['# top', `${first} # behind`, '', '# between', ...rest.slice(0, -1), '# below', ''].join('\n');
}

function commentsOf(text: string): string[] {
  return text.match(/# (?:top|behind|between|below)$/gm) ?? [];
}

function countOf(problems: readonly Problem[], { code, message }: Problem): number {
  return problems.filter((problem) => problem.code === code && problem.message === message).length;
}

function errorsOf(problems: readonly Problem[]): string[] {
  return problems.filter(({ severity }) => severity === 'error').map(({ code }) => code);
}

/** Applies a fix and tells what there is afterwards, once it is sure that it did no harm. */
function mended(row: Row, name: string, text: string) {
  const before = look(name, text, row.others);
  const code = `stac/${row.code}`;
  const [found] = before.problems.flatMap((problem) =>
    problem.code === code
      ? (problem.fixes ?? []).flatMap((fix: Fix) => (fix.title.startsWith(row.fix) ? [{ problem, fix }] : []))
      : [],
  );
  if (!found) {
    const seen = before.problems.map(
      (problem) =>
        `${problem.code} (${problem.message}): ${(problem.fixes ?? []).map(({ title }) => title).join(' | ')}`,
    );
    throw new Error(`no fix "${row.fix}" of ${code} in\n${text}\n${seen.join('\n')}`);
  }
  let end = 0;
  for (const { offset, length } of inOrder(found.fix.edits)) {
    expect(offset, 'edits overlap').toBeGreaterThanOrEqual(end);
    end = offset + length;
  }
  const result = applyEdits(text, found.fix.edits);
  const after = look(name, result, row.others);
  expect(countOf(after.problems, found.problem), `still there:\n${result}`).toBe(
    countOf(before.problems, found.problem) - 1,
  );
  const fresh = errorsOf(after.problems).filter(
    (each) => !errorsOf(before.problems).includes(each) && !FOLLOWS.includes(each),
  );
  expect(fresh, `new errors:\n${result}`).toEqual([]);
  expect(commentsOf(result)).toEqual(commentsOf(text));
  expect(found.fix.safe).toBe(row.safe === true);
  const { fixes: _, ...bare } = found.problem;
  const safe = withSafeFixes(before.document, [bare], before.surroundings);
  const offered = (safe[0]?.fixes ?? []).some((fix) => fix.safe && fix.title === found.fix.title);
  expect(offered, '"fix all" takes what is safe').toBe(row.safe === true);
  return { result, edits: found.fix.edits, value: after.document.root && plainValue(after.document.root) };
}

describe.each(ROWS)('$fix (stac/$code)', (row) => {
  const name = row.name ?? 'a';

  test('mends it in JSON and touches no other line', () => {
    const json = `${JSON.stringify(row.object, null, 2)}\n`;
    const { value, result, edits } = mended(row, `${name}.json`, json);
    expect(value).toMatchObject(row.after);
    const touched = edits.flatMap(({ offset, length }) => json.slice(offset, offset + length).split('\n'));
    const kept = json.split('\n').filter((line) => result.includes(line)).length;
    expect(kept).toBeGreaterThanOrEqual(json.split('\n').length - touched.length);
  });

  test('does the same in YAML with comments', () => {
    const inYaml = <Value>(value: Value): Value =>
      JSON.parse(JSON.stringify(value).replaceAll(`/${name}.json`, `/${name}.yaml`));
    const others = inYaml(row.others ?? {});
    const { value } = mended({ ...row, others }, `${name}.yaml`, commented(inYaml(row.object)));
    expect(value).toMatchObject(inYaml(row.after));
  });
});

test('there are at least 15 kinds of fixes here', () => {
  expect(new Set(ROWS.map(({ code }) => code)).size).toBeGreaterThan(15);
});
