import { insertMember, replaceText, replaceWith } from '../../edits.ts';
import { proposedFix, safeFix } from '../../finding.ts';
import type { Node } from '../../node.ts';
import type { Fix } from '../../problem.ts';
import { writtenTime } from '../../stac/graph/items-extent.ts';
import { timeOf } from '../../stac/time.ts';
import { memberOf, memberValue, nodeAtPath, type ObjectNode, textOf } from '../../tree.ts';
import type { Subject } from '../subject.ts';
import { objectAround } from './object-around.ts';

/** `datetime: null` without a range: the missing end of it, or the moment that the id of the item names. */
export function nullTimeFixes(subject: Subject): readonly Fix[] {
  const { document, owner } = subject;
  const node = memberValue(owner, 'datetime');
  if (owner?.kind !== 'object' || !node) {
    return [];
  }
  const [start, end] = [memberOf(owner, 'start_datetime'), memberOf(owner, 'end_datetime')];
  const known = textOf((start ?? end)?.value);
  const missing = start ? 'end_datetime' : 'start_datetime';
  if (known !== undefined) {
    const after = start ?? memberOf(owner, 'datetime');
    return proposedFix(
      `Add "${missing}" with the same time`,
      insertMember(document, owner, missing, known, { after }),
    );
  }
  const time = timeInId(subject);
  return time === undefined
    ? []
    : proposedFix(`Change to "${time}", by the id`, replaceWith(document, node, time));
}

/** One moment for a range: its start, or its middle. */
export function nominalTimeFixes({ document, owner }: Subject): readonly Fix[] {
  const node = memberValue(owner, 'datetime');
  const [from, to] = ['start_datetime', 'end_datetime'].map((key) => timeOf(memberValue(owner, key)));
  if (!node || from === undefined || to === undefined || from > to) {
    return [];
  }
  return [
    { what: 'the start', time: from },
    { what: 'the middle', time: Math.round((from + to) / 2_000) * 1_000 },
  ].flatMap(({ what, time }) =>
    proposedFix(`Take ${what} of the range`, replaceWith(document, node, writtenTime(time))),
  );
}

/** A moment that is not in its range: the end of the range that it is nearest to. */
export function timeInRangeFixes({ document, owner }: Subject): readonly Fix[] {
  const node = memberValue(owner, 'datetime');
  const [at, from] = [timeOf(node), timeOf(memberValue(owner, 'start_datetime'))];
  const key = at !== undefined && from !== undefined && at < from ? 'start_datetime' : 'end_datetime';
  const bound = textOf(memberValue(owner, key));
  return node && bound !== undefined
    ? proposedFix(`Change to "${bound}"`, replaceText(document, node, bound))
    : [];
}

/** What `datetime` is where it is missing: null beside a range, or else the moment that the id names. */
export function missingTimeFixes(subject: Subject, properties: ObjectNode): readonly Fix[] {
  const { document } = subject;
  const hasRange = ['start_datetime', 'end_datetime'].every((key) => memberOf(properties, key));
  if (hasRange) {
    return safeFix(
      'Add "datetime": null beside the range',
      insertMember(document, properties, 'datetime', null, { first: true }),
    );
  }
  const time = timeInId(subject);
  return time === undefined
    ? []
    : proposedFix(
        `Add "datetime": "${time}", by the id`,
        insertMember(document, properties, 'datetime', time, { first: true }),
      );
}

/** `20240501`, `2024-05-01`, and these with `T120000` behind. */
const DATE =
  /(?<!\d)((?:19|20)\d{2})(-?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?:[T_-]?([01]\d|2[0-3]):?([0-5]\d):?([0-5]\d))?(?!\d)/i;

/** The first moment that the id of an item names. */
export function timeInId(subject: Pick<Subject, 'document' | 'problem'>): string | undefined {
  const id: Node | undefined = nodeAtPath(objectAround(subject)?.object, ['id']);
  return timeInName(textOf(id) ?? '');
}

/** The first moment that a name holds, as many names of scenes do: at the start of the day where that is all. */
export function timeInName(name: string): string | undefined {
  const [, year, , month, day, hours = '00', minutes = '00', seconds = '00'] =
    DATE.exec(name.slice(0, 500)) ?? [];
  const text = `${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`;
  const time = Date.parse(text);
  return Number.isNaN(time) || writtenTime(time) !== text ? undefined : text;
}
