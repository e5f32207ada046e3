import type { MetadataDocument } from '../../document.ts';
import type { Node } from '../../node.ts';
import { itemsOf, memberValue, numberOf, oneOrMany, textOf } from '../../tree.ts';
import { declaredExtensions, scopeOf } from '../stac-object.ts';
import { timeOf } from '../time.ts';
import { readHref } from './href.ts';
import {
  firstLinks,
  type LinkSummary,
  type PlainValue,
  type StacSummary,
  type TextPlace,
  type TimeRange,
} from './summary.ts';

/** Of one object no more than these are kept; a catalogue may list very many items. */
const MOST = { links: 50_000, extensions: 50, assets: 200, values: 60, list: 20, boxes: 200 };
/** Longer texts are no names, relations or values that anybody compares; an `href` may be longer. */
const LONGEST = { text: 300, href: 2_000 };

/**
 * Makes texts that do not keep the document alive that they stand in; each that comes again is kept once. One for all
 * objects of an index.
 */
export class OwnTexts {
  private readonly known = new Map<string, string>();

  of(text: string): string {
    const known = this.known.get(text);
    if (known !== undefined) {
      return known;
    }
    const own: unknown = JSON.parse(JSON.stringify(text));
    const copy = typeof own === 'string' ? own : text;
    if (copy.length <= 100 && this.known.size < 20_000) {
      this.known.set(copy, copy);
    }
    return copy;
  }
}

/** What others may need to know of a document; undefined for all but items, collections and catalogues. */
export function summarize(document: MetadataDocument, texts: OwnTexts): StacSummary | undefined {
  const { root, kind } = document;
  const scope = scopeOf(kind);
  if (!scope || root?.kind !== 'object') {
    return undefined;
  }
  const place = (node: Node | undefined) => placeOf(node, texts);
  const properties = memberValue(root, 'properties');
  const allLinks = itemsOf(memberValue(root, 'links'));
  const links = allLinks.slice(0, MOST.links).flatMap((link) => linkSummary(link, texts) ?? []);
  const version = textOf(memberValue(root, 'stac_version'));
  const id = place(memberValue(root, 'id'));
  const title = place(memberValue(scope === 'item' ? properties : root, 'title'));
  const collection = scope === 'item' ? place(memberValue(root, 'collection')) : undefined;
  const time = scope === 'item' ? timeRange(properties) : undefined;
  const bbox = scope === 'item' ? numbersOf(memberValue(root, 'bbox')) : undefined;
  return {
    kind: scope,
    ...(version !== undefined && { version: texts.of(version.slice(0, LONGEST.text)) }),
    ...(id && { id }),
    ...(title && { title }),
    ...(collection && { collection }),
    links,
    firstLinks: firstLinks(links),
    hasMoreLinks: allLinks.length > MOST.links,
    ...(bbox && { bbox }),
    ...(time && { time }),
    ...(scope === 'collection' && extentOf(memberValue(root, 'extent'))),
    extensions: declaredExtensions(root)
      .slice(0, MOST.extensions)
      .map((each) => texts.of(each.slice(0, LONGEST.text))),
    assets: keysOf(memberValue(root, 'assets'), texts),
    assetFiles: filesOf(memberValue(root, 'assets'), texts),
    values: valuesOf(properties, texts),
  };
}

function placeOf(node: Node | undefined, texts: OwnTexts): TextPlace | undefined {
  return node?.kind === 'string' && node.value.length <= LONGEST.text
    ? { value: texts.of(node.value), offset: node.offset, length: node.length }
    : undefined;
}

function linkSummary(link: Node, texts: OwnTexts): LinkSummary | undefined {
  const rel = textOf(memberValue(link, 'rel'));
  const href = memberValue(link, 'href');
  if (
    rel === undefined ||
    rel.length > LONGEST.text ||
    href?.kind !== 'string' ||
    href.value.length > LONGEST.href
  ) {
    return undefined;
  }
  const own = texts.of(href.value);
  const type = textOf(memberValue(link, 'type'));
  const title = placeOf(memberValue(link, 'title'), texts);
  return {
    rel: texts.of(rel),
    href: { value: own, offset: href.offset, length: href.length },
    leads: readHref(own),
    ...(type !== undefined && type.length <= LONGEST.text && { type: texts.of(type) }),
    ...(title && { title }),
  };
}

/** `datetime`, or the range that stands for it (item-spec.md, Properties Object). */
function timeRange(properties: Node | undefined): TimeRange | undefined {
  const [at, start, end] = ['datetime', 'start_datetime', 'end_datetime'].map((key) =>
    timeOf(memberValue(properties, key)),
  );
  const from = start ?? at;
  const to = end ?? at;
  return from === undefined && to === undefined ? undefined : rangeOf(from, to);
}

function rangeOf(from: number | undefined, to: number | undefined): TimeRange {
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

function numbersOf(node: Node | undefined): readonly number[] | undefined {
  const items = itemsOf(node);
  const numbers =
    items.length === 4 || items.length === 6 ? items.flatMap((item) => numberOf(item) ?? []) : [];
  return numbers.length > 0 && numbers.length === items.length ? numbers : undefined;
}

function extentOf(extent: Node | undefined): Pick<StacSummary, 'boxes' | 'intervals'> {
  const boxes = itemsOf(memberValue(memberValue(extent, 'spatial'), 'bbox'));
  const intervals = itemsOf(memberValue(memberValue(extent, 'temporal'), 'interval'));
  return {
    boxes: boxes
      .slice(0, MOST.boxes)
      .flatMap((box) => [numbersOf(box) ?? []].filter(({ length }) => length > 0)),
    intervals: intervals.slice(0, MOST.boxes).map((interval) => {
      const [start, end] = itemsOf(interval);
      return rangeOf(timeOf(start), timeOf(end));
    }),
  };
}

function keysOf(node: Node | undefined, texts: OwnTexts): readonly string[] {
  const members = node?.kind === 'object' ? node.members : [];
  return members.slice(0, MOST.assets).map(({ key }) => texts.of(key.slice(0, LONGEST.text)));
}

function filesOf(node: Node | undefined, texts: OwnTexts): readonly string[] {
  const members = node?.kind === 'object' ? node.members : [];
  return members.slice(0, MOST.assets).flatMap(({ value }) => {
    const leads = readHref(textOf(memberValue(value, 'href')) ?? '');
    return leads.kind === 'file' ? [texts.of(leads.path)] : [];
  });
}

function valuesOf(properties: Node | undefined, texts: OwnTexts): ReadonlyMap<string, PlainValue> {
  const values = new Map<string, PlainValue>();
  for (const { key, value } of properties?.kind === 'object' ? properties.members : []) {
    const plain = plainOf(value, texts);
    if (plain !== undefined && values.size < MOST.values && key.length <= LONGEST.text) {
      values.set(texts.of(key), plain);
    }
  }
  return values;
}

function plainOf(node: Node | undefined, texts: OwnTexts): PlainValue | undefined {
  if (node?.kind !== 'array') {
    return scalarOf(node, texts);
  }
  const items =
    node.items.length <= MOST.list ? oneOrMany(node).flatMap((item) => scalarOf(item, texts) ?? []) : [];
  return items.length > 0 && items.length === node.items.length ? items : undefined;
}

function scalarOf(node: Node | undefined, texts: OwnTexts): string | number | boolean | undefined {
  if (node?.kind === 'string') {
    return node.value.length <= LONGEST.text ? texts.of(node.value) : undefined;
  }
  return node?.kind === 'number' || node?.kind === 'boolean' ? node.value : undefined;
}
