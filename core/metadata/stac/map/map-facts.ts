import type { Node } from '../../node.ts';
import { itemsOf, memberValue, numberOf, type ObjectNode, oneOrMany, textOf } from '../../tree.ts';

type Facts = { readonly label: string; readonly value: string }[];

/** Longer texts belong into the text editor. */
const LONGEST = 300;

/** What an item is about: who it is, when, from what. */
export function itemFacts(item: ObjectNode): Facts {
  const properties = memberValue(item, 'properties');
  const text = (key: string) => textList(memberValue(properties, key));
  const number = (key: string, unit: string) => {
    const value = numberOf(memberValue(properties, key));
    return value === undefined ? undefined : `${value}${unit}`;
  };
  return known([
    ['Id', textOf(memberValue(item, 'id'))],
    ['Time', timeText(properties)],
    ['Collection', textOf(memberValue(item, 'collection'))],
    ['Platform', text('platform')],
    ['Instruments', text('instruments')],
    ['Ground sample distance', number('gsd', ' m')],
    ['Cloud cover', number('eo:cloud_cover', ' %')],
    ['STAC version', textOf(memberValue(item, 'stac_version'))],
  ]);
}

/** What a collection or a catalogue is about. */
export function collectionFacts(object: ObjectNode): Facts {
  const intervals = itemsOf(memberValue(memberValue(memberValue(object, 'extent'), 'temporal'), 'interval'));
  const [start, end] = itemsOf(intervals[0]);
  const isOpen = start?.kind === 'null' && end?.kind === 'null';
  return known([
    ['Id', textOf(memberValue(object, 'id'))],
    ['Time', intervals.length > 0 && !isOpen ? rangeText(start, end) : undefined],
    ['Licence', textOf(memberValue(object, 'license'))],
    ['Keywords', textList(memberValue(object, 'keywords'))],
    ['STAC version', textOf(memberValue(object, 'stac_version'))],
  ]);
}

function timeText(properties: Node | undefined): string | undefined {
  const [start, end] = [memberValue(properties, 'start_datetime'), memberValue(properties, 'end_datetime')];
  return textOf(memberValue(properties, 'datetime')) ?? (start || end ? rangeText(start, end) : undefined);
}

function rangeText(start: Node | undefined, end: Node | undefined): string {
  return `${textOf(start) ?? 'open'} to ${textOf(end) ?? 'open'}`;
}

function textList(node: Node | undefined): string | undefined {
  const texts = oneOrMany(node).flatMap((each) => textOf(each) ?? []);
  return texts.length > 0 ? texts.join(', ') : undefined;
}

function known(facts: readonly (readonly [string, string | undefined])[]): Facts {
  return facts.flatMap(([label, value]) =>
    value === undefined || value === ''
      ? []
      : [{ label, value: value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value }],
  );
}
