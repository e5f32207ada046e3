import { finding, shortPlace } from '../finding.ts';
import type { Node } from '../node.ts';
import type { Problem } from '../problem.ts';
import { itemsOf, memberValue, numberOf, type ObjectNode, textOf } from '../tree.ts';
import type { StacObject } from './stac-rule.ts';
import { rangeOf, valueOwners } from './value-rules.ts';

/** Classes and the bits that they stand in (classification extension). */
export function* checkClasses(stac: StacObject): Generator<Problem> {
  for (const owner of valueOwners(stac)) {
    const range = rangeOf(textOf(memberValue(owner, 'data_type')));
    const what = textOf(memberValue(owner, 'data_type')) ?? '';
    yield* checkList(stac, itemsOf(memberValue(owner, 'classification:classes')), range, what);
    for (const field of itemsOf(memberValue(owner, 'classification:bitfields'))) {
      const bits = numberOf(memberValue(field, 'length'));
      const isShort = bits !== undefined && Number.isInteger(bits) && bits > 0 && bits <= 64;
      const limits = isShort ? ([0, 2 ** bits - 1] as const) : undefined;
      yield* checkList(stac, itemsOf(memberValue(field, 'classes')), limits, `${bits} bits`);
    }
    yield* checkOverlap(stac, owner);
  }
}

function* checkList(
  { document }: StacObject,
  classes: readonly Node[],
  range: readonly [number, number] | undefined,
  what: string,
): Generator<Problem> {
  for (const key of ['value', 'name']) {
    const seen = new Map<string | number, Node>();
    for (const each of classes) {
      const node = memberValue(each, key);
      if (node?.kind !== 'number' && node?.kind !== 'string') {
        continue;
      }
      const first = seen.get(node.value);
      if (first) {
        const message = `Another class has the ${key} ${String(node.value).slice(0, 100)}: which one does a cell belong to?`;
        yield finding('warning', 'stac/repeated-class', node, message, {
          related: [{ message: 'The first', at: shortPlace(document, first) }],
        });
      }
      seen.set(node.value, first ?? node);
      if (range && node.kind === 'number' && (node.value < range[0] || node.value > range[1])) {
        const message = `The class ${node.value} cannot occur: ${what} hold values from ${range[0]} to ${range[1]}.`;
        yield finding('warning', 'stac/class-outside-type', node, message);
      }
    }
  }
}

/** Two fields that share a bit cannot both be read. */
function* checkOverlap({ document }: StacObject, owner: ObjectNode): Generator<Problem> {
  const fields = itemsOf(memberValue(owner, 'classification:bitfields')).flatMap((field) => {
    const [offset, length] = ['offset', 'length'].map((key) => numberOf(memberValue(field, key)));
    return offset !== undefined && length !== undefined ? [{ field, offset, end: offset + length }] : [];
  });
  let last: (typeof fields)[number] | undefined;
  for (const each of fields.sort((a, b) => a.offset - b.offset)) {
    const place = memberValue(each.field, 'offset');
    if (last && place && each.offset < last.end) {
      const message = `Bit ${each.offset} belongs to another field already, which ends before bit ${last.end}.`;
      yield finding('warning', 'stac/overlapping-bitfields', place, message, {
        related: [{ message: 'The other field', at: shortPlace(document, last.field) }],
      });
    }
    last = last && last.end > each.end ? last : each;
  }
}
