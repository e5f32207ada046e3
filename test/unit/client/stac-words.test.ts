import { describe, expect, test } from 'vitest';
import {
  isAgain,
  linkNode,
  objectNode,
  pageNode,
  parentObject,
  pathOf,
  problemNode,
} from '#client/views/stac-node.ts';
import { findingsText, lookOf, timeText } from '#client/views/stac-words.ts';
import type { StacLinkEntry, StacObjectEntry, StacPage } from '#server/protocol/stac-tree.ts';

const say = (message: string, ...values: (string | number)[]) =>
  message.replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)]));
const none = { errors: 0, warnings: 0 };
const day = (text: string) => Date.parse(`${text}T10:00:00Z`);

function entry(name: string, more: Partial<StacObjectEntry> = {}): StacObjectEntry {
  return {
    kind: 'item',
    uri: `file:///w/${name}.json`,
    fileName: `${name}.json`,
    id: name,
    place: 'listed',
    children: 0,
    items: 0,
    hasMore: false,
    findings: none,
    below: none,
    ...more,
  };
}

const top = objectNode(
  undefined,
  entry('catalog', { kind: 'catalog', place: 'top', children: 1, hasMore: true }),
);
const page: StacPage = { from: 250, count: 250, first: 'a', last: 'z', broken: 0, findings: none };
const brokenLink: StacLinkEntry = {
  kind: 'link',
  why: 'missing',
  rel: 'item',
  href: './gone.json',
  uri: 'file:///w/catalog.json',
  line: 3,
  character: 5,
};

describe('nodes', () => {
  test('know the objects above them, past pages', () => {
    const item = objectNode(pageNode(top, page, 1000), entry('one'));
    expect(pathOf(item)).toEqual(['file:///w/catalog.json', 'file:///w/one.json']);
    expect(parentObject(item)).toBe(top);
    expect(parentObject(top)).toBeUndefined();
  });

  test('have an id of their own wherever they stand', () => {
    const nodes = [
      top,
      objectNode(top, entry('one')),
      objectNode(objectNode(undefined, entry('other')), entry('one')),
      linkNode(top, brokenLink, 0),
      linkNode(top, brokenLink, 1),
      pageNode(top, page, 1000),
      problemNode(top, 'No.'),
    ];
    expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
  });

  test('that stand above themselves do not open', () => {
    const again = objectNode(objectNode(top, entry('a', { kind: 'catalog', hasMore: true })), top.entry);
    expect(isAgain(again)).toBe(true);
    expect(lookOf(again, say)).toMatchObject({
      opens: false,
      warns: true,
      description: 'already above: the links go round in a circle · 1 child',
    });
  });
});

describe('what people read and hear', () => {
  test('of an item: title, time and findings', () => {
    const node = objectNode(
      top,
      entry('one', {
        title: 'Etna',
        time: { from: day('2024-07-02'), to: day('2024-07-02') },
        version: '1.1.0',
        findings: { errors: 1, warnings: 2 },
      }),
    );
    expect(lookOf(node, say)).toEqual({
      label: 'Etna',
      description: '2024-07-02',
      tooltip: 'Item: Etna\nID: one\nFile: one.json\nSTAC 1.1.0\n2024-07-02\n1 error, 2 warnings',
      spoken: 'Item Etna, 2024-07-02, 1 error, 2 warnings',
      icon: 'location',
      warns: false,
      context: 'stacItem child',
      opens: false,
      findings: { errors: 1, warnings: 2 },
    });
  });

  test('of a catalogue: how much it lists, how it is linked, and what was found below', () => {
    const node = objectNode(
      undefined,
      entry('catalog', {
        kind: 'catalog',
        place: 'top',
        children: 2,
        items: 10_000,
        hasMore: true,
        style: { kind: 'mixed', relative: 12, absolute: 3 },
        findings: { errors: 1, warnings: 0 },
        below: { errors: 0, warnings: 4 },
      }),
    );
    expect(lookOf(node, say)).toMatchObject({
      label: 'catalog',
      description: '2 children, 10,000 items · mixed links',
      spoken: 'Catalogue catalog, 2 children, 10,000 items, mixed links, 1 error, 4 warnings below',
      context: 'stacCatalog',
      opens: true,
      findings: { errors: 1, warnings: 4 },
    });
    expect(lookOf(node, say).tooltip).toContain(
      'mixed links: 12 relative and 3 absolute links hold it together',
    );
  });

  test.each([
    ['unlisted', 'not listed by its parent'],
    ['orphan', 'orphan: nothing links to it'],
    ['top', 'in no catalogue'],
  ] as const)('of an item that is %s', (place, words) => {
    expect(lookOf(objectNode(top, entry('one', { place })), say).description).toBe(words);
  });

  test.each([
    ['missing', 'broken link: no such file', true],
    ['other', 'broken link: the file is no STAC object', true],
    ['machine', 'broken link: a place on one machine', true],
    ['nowhere', 'broken link: neither a path nor an address', true],
    ['address', 'not in this workspace', false],
    ['outside', 'not looked for outside of the workspace', false],
  ] as const)('of a link that leads nowhere: %s', (why, words, warns) => {
    const look = lookOf(linkNode(top, { ...brokenLink, why }, 0), say);
    expect(look).toMatchObject({ label: './gone.json', description: words, warns, context: 'stacLink' });
    expect(look.spoken).toBe(`Link to ./gone.json, ${words}`);
  });

  test('of a page: the first and the last, where they stand, and what is wrong among them', () => {
    expect(lookOf(pageNode(top, { ...page, broken: 2 }, 10_000), say)).toMatchObject({
      label: 'a … z',
      description: '251–500 of 10,000 · 2 broken links',
      spoken: '251–500 of 10,000, a … z, 2 broken links',
      opens: true,
      warns: true,
    });
  });

  test('of times: a day, a range, an open end', () => {
    const [from, to] = [day('2024-01-01'), day('2024-06-30')];
    expect([
      timeText({ from, to: from }),
      timeText({ from, to }),
      timeText({ from }),
      timeText({ to }),
      timeText({}),
      timeText({ from: 1e300 }),
      timeText(undefined),
    ]).toEqual(['2024-01-01', '2024-01-01 – 2024-06-30', '2024-01-01 – ..', '.. – 2024-06-30', '', '', '']);
  });

  test('of findings', () => {
    expect(findingsText({ errors: 2, warnings: 1 }, say)).toBe('2 errors, 1 warning');
    expect(findingsText(none, say)).toBe('');
  });
});
