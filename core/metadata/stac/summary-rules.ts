import { finding, headOf, keyPlace, shortPlace } from '../finding.ts';
import type { Node } from '../node.ts';
import type { Problem } from '../problem.ts';
import { itemsOf, memberOf, memberValue, type ObjectNode } from '../tree.ts';
import type { StacObject } from './stac-rule.ts';
import { timeOf } from './time.ts';

/** What a collection says of itself is not said of its items again. */
const OF_COLLECTION: readonly string[] = [
  ...['type', 'stac_version', 'stac_extensions', 'id', 'title', 'description', 'keywords', 'license'],
  ...['providers', 'extent', 'links', 'assets', 'item_assets'],
];

/** The type that a field of the core has, for its values in summaries. */
const FIELD_KINDS: Readonly<Record<string, 'string' | 'number'>> = {
  datetime: 'string',
  start_datetime: 'string',
  end_datetime: 'string',
  created: 'string',
  updated: 'string',
  platform: 'string',
  instruments: 'string',
  constellation: 'string',
  mission: 'string',
  gsd: 'number',
};

/** `summaries` tell what values the fields of items have (collection-spec.md, summaries). */
export function* checkSummaries({ document, object }: StacObject): Generator<Problem> {
  const summaries = memberOf(object, 'summaries');
  if (!summaries) {
    const message =
      'A collection should have "summaries", which tell without a look at its items what values their fields have.';
    yield finding(
      'info',
      'stac/missing-summaries',
      { ...headOf(document, object), path: object.path },
      message,
    );
    return;
  }
  const owner = summaries.value;
  for (const { key, value, keyOffset, keyLength } of owner?.kind === 'object' ? owner.members : []) {
    if (owner && OF_COLLECTION.includes(key)) {
      const place = keyPlace(owner, { key, keyOffset, keyLength });
      const message = `"${key}" is a field of the collection itself, which summaries need not repeat.`;
      yield finding('info', 'stac/summary-of-collection-field', place, message);
    } else if (value?.kind === 'array') {
      yield* checkSet(document, key, value.items);
    } else if (value?.kind === 'object') {
      yield* checkRange(document, key, value);
    }
  }
}

type Document = StacObject['document'];

function* checkSet(document: Document, field: string, values: readonly Node[]): Generator<Problem> {
  const seen = new Set<unknown>();
  let isFirst = true;
  for (const node of values) {
    if (node.kind !== 'string' && node.kind !== 'number') {
      continue;
    }
    if (seen.has(node.value) && isFirst) {
      isFirst = false;
      yield finding('warning', 'stac/repeated-summary', node, 'This value stands in the summary already.');
    }
    seen.add(node.value);
  }
  const wrong = values.find((node) => !fits(field, node));
  if (wrong) {
    yield wrongValue(document, field, wrong);
  }
}

/** Of a field that is a list, a summary has what all lists have together; some write lists of lists. */
function fits(field: string, node: Node): boolean {
  const kind = Object.hasOwn(FIELD_KINDS, field) ? FIELD_KINDS[field] : undefined;
  if (kind === undefined || node.kind === kind) {
    return !(field === 'gsd' && node.kind === 'number' && node.value <= 0);
  }
  return (
    field === 'instruments' && itemsOf(node).every((each) => each.kind === 'string') && node.kind === 'array'
  );
}

function wrongValue(document: Document, field: string, node: Node): Problem {
  const wanted = FIELD_KINDS[field] === 'number' ? 'a number above 0' : 'a text';
  const message = `The values of "${field}" are each ${wanted}, in items and so in summaries.`;
  return finding('warning', 'stac/summary-value', shortPlace(document, node), message);
}

/** A range, or a JSON Schema. */
function* checkRange(document: Document, field: string, summary: ObjectNode): Generator<Problem> {
  const [minimum, maximum] = [memberValue(summary, 'minimum'), memberValue(summary, 'maximum')];
  if (!minimum || !maximum) {
    return;
  }
  if (minimum.kind === maximum.kind && isAfter(minimum, maximum)) {
    const message = 'The minimum is greater than the maximum.';
    yield finding('error', 'stac/summary-range-order', minimum, message, {
      related: [{ message: 'The maximum', at: shortPlace(document, maximum) }],
    });
    return;
  }
  const wrong = [minimum, maximum].find((node) => !fits(field, node));
  if (wrong) {
    yield wrongValue(document, field, wrong);
  }
}

/** Texts that are no times have an order of their own, such as grades. */
function isAfter(one: Node, other: Node): boolean {
  if (one.kind === 'number' && other.kind === 'number') {
    return one.value > other.value;
  }
  const [first, second] = [timeOf(one), timeOf(other)];
  return first !== undefined && second !== undefined && first > second;
}
