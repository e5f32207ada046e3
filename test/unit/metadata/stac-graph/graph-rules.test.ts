import { describe, expect, test } from 'vitest';
import type { MetadataDocument } from '#core/metadata/document.ts';
import { applyEdits } from '#core/metadata/edits/compose.ts';
import type { Problem } from '#core/metadata/problem.ts';
import { GRAPH_RULES } from '#core/metadata/stac/graph/graph-rules.ts';
import { scopeOf } from '#core/metadata/stac/stac-object.ts';
import type { FileFact, Surroundings } from '#core/metadata/surroundings.ts';
import { catalog, catalogueOf, collection, type Files, item, link } from './catalogue.ts';

function problemsOf(document: MetadataDocument, surroundings: Surroundings): Problem[] {
  const scope = scopeOf(document.kind);
  if (document.root?.kind !== 'object' || !scope) {
    throw new Error(`no STAC object: ${document.name}`);
  }
  const object = {
    document,
    object: document.root,
    scope,
    version: '1.1.0',
    surroundings,
    isFile: true,
  } as const;
  return GRAPH_RULES.flatMap((rule) => [...rule(object)]);
}

interface Options {
  readonly isComplete?: boolean;
  readonly facts?: Readonly<Record<string, FileFact>>;
  readonly hashes?: Readonly<Record<string, string>>;
}

/** What is found in one file of a catalogue: the code and the text that it is shown at. */
function found(files: Files, path: string, { isComplete = true, facts = {}, hashes = {} }: Options = {}) {
  const catalogue = catalogueOf(files, { isComplete });
  const document = catalogue.document(path);
  const surroundings = {
    ...catalogue.around(path, facts),
    hash: (file: string, algorithm: string) => hashes[`${algorithm} ${file}`],
  };
  return problemsOf(document, surroundings).map((problem) => ({
    ...problem,
    at: document.text.slice(problem.offset, problem.offset + problem.length),
    fixed: problem.fixes?.map(({ edits }) => applyEdits(document.text, edits)),
  }));
}

/** The same, short. */
function codes(files: Files, path: string, options?: Options): string[] {
  return found(files, path, options).map(({ code, at }) => `${code} ${at}`);
}

const UP = [link('root', '../catalog.json'), link('parent', '../catalog.json')];
const OF_COLLECTION = [
  link('root', '../catalog.json'),
  link('parent', './collection.json'),
  link('collection', './collection.json'),
];
/** A catalogue in which all is well. */
const SOUND: Files = {
  'catalog.json': catalog('all', [link('root', './catalog.json'), link('child', './c/collection.json')]),
  'c/collection.json': collection('c', [...UP, link('item', './one.json'), link('item', './two.json')]),
  'c/one.json': item('one', OF_COLLECTION, { collection: 'c' }),
  'c/two.json': item('two', OF_COLLECTION, { collection: 'c' }),
};

test.each(Object.keys(SOUND))('nothing is wrong with %s of a sound catalogue', (path) => {
  expect(codes(SOUND, path)).toEqual([]);
});

test('nothing is judged of a file that lies nowhere', () => {
  const { document } = catalogueOf({ 'a.json': item('a', [link('parent', './gone.json')]) });
  const unknown: Surroundings = {
    file: () => ({ kind: 'unknown' }),
    document: () => undefined,
    data: () => undefined,
    hash: () => undefined,
    files: () => [],
  };
  expect(problemsOf(document('a.json'), unknown)).toEqual([]);
});

describe('links to files', () => {
  test('a file that is not there', () => {
    const files = {
      'a.json': item('a', [link('derived_from', './gone.json'), link('license', 'LICENSE.txt')]),
    };
    expect(codes(files, 'a.json', { facts: { 'LICENSE.txt': { kind: 'file', size: 1 } } })).toEqual([
      'stac/broken-link "./gone.json"',
    ]);
  });

  test('a name that differs in its capital letters', () => {
    const files = { 'a.json': item('a', [link('license', './license.txt')]) };
    const facts: Options['facts'] = { 'license.txt': { kind: 'missing', differsInCase: 'LICENSE.txt' } };
    const [problem] = found(files, 'a.json', { facts });
    expect(problem).toMatchObject({ code: 'stac/broken-link', at: '"./license.txt"' });
    expect(problem?.fixed?.[0]).toContain('"./LICENSE.txt"');
  });

  test('a folder where an object is expected', () => {
    const files = { 'a.json': catalog('a', [link('child', './b/'), link('related', './b/')]) };
    expect(codes(files, 'a.json', { facts: { b: { kind: 'directory' } } })).toEqual([
      'stac/broken-link "./b/"',
    ]);
  });

  test.each(['file:///etc/passwd', '/etc/passwd', 'C:/data/catalog.json', '..\\catalog.json'])(
    '%s is of one machine',
    (href) => {
      const files = { 'a.json': item('a', [link('via', href)], { assets: { data: { href } } }) };
      const at = JSON.stringify(href);
      expect(codes(files, 'a.json')).toEqual([`stac/machine-path ${at}`, `stac/machine-path ${at}`]);
    },
  );

  test.each([
    'http://169.254.169.254/latest/meta-data',
    '%2e%2e/%2e%2e/etc/passwd',
    '../../../../../../../../etc/passwd',
    's3://bucket/key',
  ])('%s is not looked for', (href) => {
    const asked: string[] = [];
    const { document, around } = catalogueOf({ 'a.json': item('a', [link('item', href)]) });
    const file: Surroundings['file'] = (path) => {
      asked.push(path);
      return { kind: 'outside' };
    };
    expect(problemsOf(document('a.json'), { ...around('a.json'), file })).toEqual([]);
    expect(asked.filter((path) => !path.startsWith('../'))).toEqual([]);
  });

  test.each([
    ['child', 'one.json', 'stac/link-target-kind'],
    ['collection', 'catalog.json', 'stac/link-target-kind'],
    ['item', 'catalog.json', 'stac/link-target-kind'],
    ['derived_from', 'one.json', undefined],
  ])('a link with rel %s to %s', (rel, href, code) => {
    const files = {
      'a.json': catalog('a', [link(rel, href)]),
      'catalog.json': catalog('all', []),
      'one.json': item('one', []),
    };
    const of = codes(files, 'a.json').filter((each) => each.startsWith('stac/link-target-kind'));
    expect(of).toEqual(code === undefined ? [] : [`${code} "${href}"`]);
  });

  test('a title that is not that of the target', () => {
    const files = {
      ...SOUND,
      'c/one.json': item(
        'one',
        [...OF_COLLECTION.slice(0, 2), link('collection', './collection.json', { title: 'Old' })],
        { collection: 'c' },
      ),
      'c/collection.json': collection('c', [...UP, link('item', './one.json'), link('item', './two.json')], {
        title: 'New',
      }),
    };
    const [problem, ...others] = found(files, 'c/one.json');
    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      code: 'stac/link-title',
      at: '"Old"',
      related: [{ message: 'The title', file: 'collection.json' }],
    });
    expect(problem?.fixed?.[0]).toContain('"title": "New"');
  });
});

describe('an item and its collection', () => {
  test('the id of another collection', () => {
    const files = { ...SOUND, 'c/one.json': item('one', OF_COLLECTION, { collection: 'd' }) };
    const [problem] = found(files, 'c/one.json');
    expect(problem).toMatchObject({ code: 'stac/collection-id', at: '"d"' });
    expect(problem?.fixed?.[0]).toContain('"collection": "c"');
  });

  test('another version of STAC', () => {
    const files = {
      ...SOUND,
      'c/one.json': item('one', OF_COLLECTION, { collection: 'c', stac_version: '1.0.0' }),
    };
    expect(codes(files, 'c/one.json')).toEqual(['stac/mixed-versions "1.0.0"']);
  });

  test('the same id as another item of the collection, not as one of another collection', () => {
    const files = {
      ...SOUND,
      'c/two.json': item('one', OF_COLLECTION, { collection: 'c' }),
      'd/collection.json': collection('d', [...UP, link('item', './one.json')]),
      'd/one.json': item('one', OF_COLLECTION, { collection: 'd' }),
    };
    expect(codes(files, 'c/one.json')).toEqual(['stac/repeated-item-id "one"']);
    expect(codes(files, 'd/one.json')).toEqual([]);
  });

  test('a collection with the id of another in the catalogue', () => {
    const files = {
      ...SOUND,
      'catalog.json': catalog('all', [
        link('root', './catalog.json'),
        link('child', './c/collection.json'),
        link('child', './d/collection.json'),
      ]),
      'd/collection.json': collection('c', UP),
    };
    expect(codes(files, 'd/collection.json')).toEqual(['stac/repeated-collection-id "c"']);
  });
});

describe('links both ways', () => {
  test('a collection that does not list its item', () => {
    const files = { ...SOUND, 'c/collection.json': collection('c', [...UP, link('item', './two.json')]) };
    expect(codes(files, 'c/one.json')).toEqual(['stac/one-sided-link "./collection.json"']);
    expect(found(files, 'c/one.json')[0]).toMatchObject({
      message: '"c" does not list this item: it needs a link with "rel": "item" to this file.',
    });
  });

  test('a collection whose items an API lists need not link to each', () => {
    const files = {
      ...SOUND,
      'c/collection.json': collection('c', [...UP, link('items', 'https://example.com/c/items')]),
    };
    expect(codes(files, 'c/one.json')).toEqual([]);
  });

  test('an item that does not link back to the collection that lists it', () => {
    const files = { ...SOUND, 'c/one.json': item('one', [link('parent', './collection.json')]) };
    expect(codes(files, 'c/collection.json')).toEqual(['stac/one-sided-link "./one.json"']);
  });

  test('a child that names another parent', () => {
    const files = {
      ...SOUND,
      'other.json': catalog('other', [link('child', './c/collection.json')]),
    };
    expect(found(files, 'other.json')).toMatchObject([
      {
        code: 'stac/one-sided-link',
        at: '"./c/collection.json"',
        message: '"c" is listed here, but names "all" as its parent.',
      },
    ]);
  });

  test('catalogues may stand between a collection and its items', () => {
    const files: Files = {
      'collection.json': collection('c', [link('child', './2024/catalog.json')]),
      '2024/catalog.json': catalog('y', [link('parent', '../collection.json'), link('item', './one.json')]),
      '2024/one.json': item(
        'one',
        [link('parent', './catalog.json'), link('collection', '../collection.json')],
        { collection: 'c' },
      ),
    };
    expect(Object.keys(files).flatMap((path) => codes(files, path))).toEqual([]);
  });

  test('a target that is not known is not judged', () => {
    const files = {
      'one.json': item('one', [link('collection', 'https://example.com/c')], { collection: 'c' }),
    };
    expect(codes(files, 'one.json')).toEqual([]);
  });
});

describe('the shape of a catalogue', () => {
  test('parents that go round in a circle', () => {
    const files = {
      'a.json': catalog('a', [link('parent', './b.json'), link('child', './b.json')]),
      'b.json': catalog('b', [link('parent', './a.json'), link('child', './a.json')]),
    };
    const [problem] = found(files, 'a.json');
    expect(problem).toMatchObject({
      code: 'stac/link-cycle',
      at: '"./b.json"',
      message: 'The parents go round in a circle: "a" → "b" → "a".',
    });
  });

  test('a child that is above', () => {
    const files = {
      ...SOUND,
      'c/collection.json': collection('c', [
        ...UP,
        link('item', './one.json'),
        link('item', './two.json'),
        link('child', '../catalog.json'),
      ]),
    };
    expect(codes(files, 'c/collection.json')).toContain('stac/link-cycle "../catalog.json"');
  });

  test('another root than that of the parent', () => {
    const files = {
      ...SOUND,
      'c/one.json': item(
        'one',
        [
          link('root', './collection.json'),
          link('parent', './collection.json'),
          link('collection', './collection.json'),
        ],
        { collection: 'c' },
      ),
    };
    const [problem, ...others] = found(files, 'c/one.json');
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ code: 'stac/mixed-root', at: '"./collection.json"' });
    expect(problem?.fixed?.[0]).toContain('"../catalog.json"');
  });

  test('an item that nobody lists', () => {
    const files = { ...SOUND, 'c/three.json': item('three', []) };
    expect(codes(files, 'c/three.json')).toEqual(['stac/orphan "three"']);
    expect(codes(files, 'c/three.json', { isComplete: false })).toEqual([]);
    expect(codes({ 'three.json': item('three', []) }, 'three.json')).toEqual([]);
  });
});

describe('relative and absolute links', () => {
  const at = (path: string) => `https://example.com/${path}`;

  test('an absolute link among relative ones', () => {
    const files = {
      ...SOUND,
      'catalog.json': catalog('all', [
        link('root', './catalog.json'),
        link('self', at('catalog.json')),
        link('child', './c/collection.json'),
      ]),
      'c/one.json': item('one', [link('root', at('catalog.json')), ...OF_COLLECTION.slice(1)], {
        collection: 'c',
      }),
    };
    const [problem, ...others] = found(files, 'c/one.json');
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ code: 'stac/mixed-links', at: '"https://example.com/catalog.json"' });
    expect(problem?.fixed?.[0]).toContain('"../catalog.json"');
    expect(codes(files, 'c/two.json')).toEqual([]);
  });

  test('a relative link, and no self, among absolute ones', () => {
    const root = link('root', at('catalog.json'));
    const files = {
      'catalog.json': catalog('all', [
        root,
        link('self', at('catalog.json')),
        link('item', at('a.json')),
        link('item', at('b.json')),
      ]),
      'a.json': item('a', [root, link('self', at('a.json')), link('parent', at('catalog.json'))]),
      'b.json': item('b', [root, link('parent', './catalog.json')]),
    };
    expect(codes(files, 'a.json')).toEqual([]);
    expect(codes(files, 'b.json')).toEqual([
      'stac/mixed-links "./catalog.json"',
      'stac/missing-self "links"',
    ]);
    expect(found(files, 'b.json')[0]?.fixed?.[0]).toContain('"href": "https://example.com/catalog.json"');
  });

  test('an absolute link to the collection is right everywhere', () => {
    const files = {
      ...SOUND,
      'c/one.json': item('one', [...OF_COLLECTION.slice(0, 2), link('collection', at('c/collection.json'))], {
        collection: 'c',
      }),
      'c/collection.json': collection('c', [
        ...UP,
        link('self', at('c/collection.json')),
        link('item', './one.json'),
        link('item', './two.json'),
      ]),
    };
    expect(codes(files, 'c/one.json')).toEqual([]);
  });
});

describe('assets', () => {
  const withAsset = (asset: object) => ({ 'a.json': item('a', [], { assets: { data: asset } }) });
  const there: Options['facts'] = { 'a.tif': { kind: 'file', size: 10 } };
  const digest = 'ab'.repeat(32);

  test('a file that is not there', () => {
    expect(codes(withAsset({ href: './a.tif' }), 'a.json')).toEqual(['stac/missing-asset "./a.tif"']);
    expect(codes(withAsset({ href: './a.tif' }), 'a.json', { facts: there })).toEqual([]);
    expect(
      codes(withAsset({ href: './a.zarr' }), 'a.json', { facts: { 'a.zarr': { kind: 'directory' } } }),
    ).toEqual([]);
  });

  test('another size', () => {
    const [problem] = found(withAsset({ href: 'a.tif', 'file:size': 9 }), 'a.json', { facts: there });
    expect(problem).toMatchObject({ code: 'stac/wrong-file-size', at: '9' });
    expect(problem?.fixed?.[0]).toContain('"file:size": 10');
    expect(codes(withAsset({ href: 'a.tif', 'file:size': 10 }), 'a.json', { facts: there })).toEqual([]);
  });

  test('another checksum', () => {
    const asset = { href: 'a.tif', 'file:checksum': `1220${digest}` };
    const other = { 'sha256 a.tif': 'cd'.repeat(32) };
    const [problem] = found(withAsset(asset), 'a.json', { facts: there, hashes: other });
    expect(problem?.code).toBe('stac/wrong-checksum');
    expect(problem?.fixed?.[0]).toContain(`"1220${'cd'.repeat(32)}"`);
    const same = { 'sha256 a.tif': digest };
    expect(codes(withAsset(asset), 'a.json', { facts: there, hashes: same })).toEqual([]);
    expect(codes(withAsset(asset), 'a.json', { facts: there })).toEqual([]);
  });

  test('a digest without the number of its algorithm, and one that is cut off', () => {
    const [problem] = found(withAsset({ href: 'a.tif', 'file:checksum': digest }), 'a.json', {
      facts: there,
    });
    expect(problem?.code).toBe('stac/checksum-form');
    expect(problem?.fixed?.[0]).toContain(`"1220${digest}"`);
    const cut = withAsset({ href: 'a.tif', 'file:checksum': `1220${digest.slice(2)}` });
    expect(found(cut, 'a.json', { facts: there })).toMatchObject([{ code: 'stac/checksum-form' }]);
  });

  test.each([
    ['sha3-256', `1620${digest}`],
    ['blake2b-256', `a0e40220${digest}`],
    ['md5', `d50110${digest.slice(0, 32)}`],
  ])('a multihash of %s is one', (_, checksum) => {
    expect(
      codes(withAsset({ href: 'a.tif', 'file:checksum': checksum }), 'a.json', { facts: there }),
    ).toEqual([]);
  });
});

describe('a collection and what its items have', () => {
  const withItems = (more: object, items: readonly object[]): Files => ({
    'collection.json': collection(
      'c',
      items.map((_, index) => link('item', `./${index}.json`)),
      more,
    ),
    ...Object.fromEntries(
      items.map((each, index) => [
        `${index}.json`,
        item(String(index), [link('collection', './collection.json')], { collection: 'c', ...each }),
      ]),
    ),
  });
  const at = (west: number, south: number, east: number, north: number) => ({
    bbox: [west, south, east, north],
  });
  const on = (datetime: string, more: object = {}) => ({ properties: { datetime, ...more } });

  test('an item outside of the bounding box', () => {
    const extent = {
      spatial: { bbox: [[0, 0, 10, 10]] },
      temporal: { interval: [['2020-01-01T00:00:00Z', null]] },
    };
    const files = withItems({ extent }, [at(1, 1, 2, 2), at(5, 5, 12, 8)]);
    const [problem, ...others] = found(files, 'collection.json');
    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      code: 'stac/items-outside-box',
      message: 'The first bounding box covers all items, but "1" (1 of 2) lies outside of it.',
      related: [{ file: '1.json' }],
    });
    expect(problem?.fixed?.[0]?.replaceAll(/\s/g, '')).toContain('"bbox":[[0,0,12,10]]');
  });

  test('a box across the antimeridian covers what lies on both sides', () => {
    const extent = {
      spatial: { bbox: [[170, -20, -170, -10]] },
      temporal: { interval: [['2020-01-01T00:00:00Z', null]] },
    };
    const items = [at(171, -15, 172, -14), at(-175, -15, -172, -14), at(179, -15, -179, -14)];
    expect(codes(withItems({ extent }, items), 'collection.json')).toEqual([]);
    expect(found(withItems({ extent }, [at(0, -15, 1, -14)]), 'collection.json')).toMatchObject([
      { code: 'stac/items-outside-box' },
    ]);
  });

  test('an item outside of the interval', () => {
    const extent = {
      spatial: { bbox: [[-180, -90, 180, 90]] },
      temporal: { interval: [['2020-01-01T00:00:00Z', '2021-01-01T00:00:00Z']] },
    };
    const files = withItems({ extent }, [on('2019-05-01T00:00:00Z'), on('2021-05-01T12:30:00Z')]);
    const [problem] = found(files, 'collection.json');
    expect(problem).toMatchObject({ code: 'stac/items-outside-interval' });
    expect(problem?.fixed?.[0]?.replaceAll(/\s/g, '')).toContain(
      '[["2019-05-01T00:00:00Z","2021-05-01T12:30:00Z"]]',
    );
  });

  test('values that the summaries leave out', () => {
    const summaries = {
      platform: ['a'],
      gsd: { minimum: 10, maximum: 20 },
      'eo:cloud_cover': [{ type: 'number' }],
    };
    const files = withItems({ summaries }, [
      on('2024-01-01T00:00:00Z', { platform: 'a', gsd: 10 }),
      on('2024-01-01T00:00:00Z', { platform: 'b', gsd: 5 }),
    ]);
    const problems = found(files, 'collection.json');
    expect(problems.map(({ code, at: place }) => `${code} ${place}`)).toEqual([
      'stac/summary-without-value "platform"',
      'stac/summary-range "gsd"',
    ]);
    expect(problems[0]?.fixed?.[0]?.replaceAll(/\s/g, '')).toContain('"platform":["a","b"]');
    expect(problems[1]?.fixed?.[0]?.replaceAll(/\s/g, '')).toContain('{"minimum":5,"maximum":20}');
  });

  test('assets that item_assets does not describe, and one that no item has', () => {
    const files = withItems({ item_assets: { data: { title: 'Data' }, extra: { title: 'Extra' } } }, [
      { assets: { data: { href: 'https://example.com/a' }, thumbnail: { href: 'https://example.com/b' } } },
    ]);
    expect(codes(files, 'collection.json')).toEqual([
      'stac/asset-not-in-item-assets "item_assets"',
      'stac/unused-item-asset "extra"',
    ]);
  });
});

describe('catalogues that want to be slow', () => {
  /** How often a summary is asked for while one file is checked. */
  function steps(files: Files, path: string): number {
    const { graph, document, around } = catalogueOf(files);
    let asked = 0;
    const get = graph.get.bind(graph);
    graph.get = (file) => {
      asked += 1;
      return get(file);
    };
    problemsOf(document(path), around(path));
    return asked;
  }
  const names = Array.from({ length: 2_000 }, (_, index) => `${index}.json`);

  test('thousands of items with one id', () => {
    const all = names.map((name) => [name, item('same', [link('collection', './collection.json')])] as const);
    const files = { 'collection.json': collection('c', []), ...Object.fromEntries(all) };
    expect(steps(files, '7.json')).toBeLessThan(2_000);
  });

  test('thousands of links to oneself, to the parent and to what is above', () => {
    const links = ['parent', 'child', 'root', 'item', 'collection'].flatMap((rel) =>
      names.map(() => link(rel, './up.json')),
    );
    const files = {
      'up.json': catalog('up', [link('parent', './top.json'), link('child', './a.json')]),
      'top.json': catalog('top', [link('parent', './a.json')]),
      'a.json': catalog('a', [...links, ...names.map(() => link('child', './a.json'))]),
    };
    expect(steps(files, 'a.json')).toBeLessThan(200_000);
  });
});
