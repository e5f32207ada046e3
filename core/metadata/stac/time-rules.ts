import { finding, keyPlace, type Place } from '../finding.ts';
import type { Member } from '../node.ts';
import type { Problem } from '../problem.ts';
import { memberOf, memberValue, type ObjectNode, textOf } from '../tree.ts';
import { fieldOwners, type StacObject } from './stac-rule.ts';
import { timeOf } from './time.ts';

/** Clocks differ, and some data are named by the end of their day. */
const DAY = 24 * 60 * 60 * 1_000;

/** `datetime` may only be null when the item has a start and an end (item-spec.md, `datetime`). */
export function* checkNullTime({ object }: StacObject): Generator<Problem> {
  const properties = memberValue(object, 'properties');
  const datetime = memberOf(properties, 'datetime');
  if (datetime?.value?.kind !== 'null' || !properties) {
    return;
  }
  const place = datetime.value.length > 0 ? datetime.value : keyPlace(properties, datetime);
  const missing = ['start_datetime', 'end_datetime'].filter((key) => !memberOf(properties, key));
  if (missing.length > 0) {
    const names = missing.map((key) => `"${key}"`).join(' and ');
    const message = `"datetime" may only be null together with "start_datetime" and "end_datetime": add ${names}, or a time.`;
    yield finding('error', 'stac/null-datetime', place, message);
    return;
  }
  const message =
    'Many programs search by "datetime" only and do not find an item where it is null: if one moment can stand for the range, give it.';
  yield finding('info', 'stac/no-nominal-datetime', place, message);
}

/** Times of an object are in order (common-metadata.md, Date and Time). */
export function* checkTimes(stac: StacObject): Generator<Problem> {
  for (const { owner } of fieldOwners(stac)) {
    yield* checkRange(owner);
    yield* checkChanges(owner);
  }
}

function* checkRange(owner: ObjectNode): Generator<Problem> {
  const [start, end, datetime] = ['start_datetime', 'end_datetime', 'datetime'].map((key) =>
    memberOf(owner, key),
  );
  const [from, to, at] = [timeOf(start?.value), timeOf(end?.value), timeOf(datetime?.value)];
  if (start && end && from !== undefined && to !== undefined && from > to) {
    const message = `"start_datetime" is after "end_datetime": ${textOf(start.value)} and ${textOf(end.value)}.`;
    yield finding('error', 'stac/time-range-order', placeOf(owner, start), message, {
      related: [{ message: 'The end', at: placeOf(owner, end) }],
    });
    return;
  }
  const bound =
    at === undefined
      ? undefined
      : from !== undefined && at < from
        ? start
        : to !== undefined && at > to
          ? end
          : undefined;
  if (datetime && bound) {
    const message = `"datetime" is not between "start_datetime" and "end_datetime": it is ${bound === start ? 'before' : 'after'} ${textOf(bound.value)}.`;
    yield finding('warning', 'stac/datetime-outside-range', placeOf(owner, datetime), message, {
      related: [{ message: bound === start ? 'The start' : 'The end', at: placeOf(owner, bound) }],
    });
  }
}

/** `updated` is when the metadata, or the file, was changed last. */
function* checkChanges(owner: ObjectNode): Generator<Problem> {
  const [created, updated] = [memberOf(owner, 'created'), memberOf(owner, 'updated')];
  const [first, last] = [timeOf(created?.value), timeOf(updated?.value)];
  if (created && updated && first !== undefined && last !== undefined && last < first) {
    const message = `"updated" is before "created": ${textOf(updated.value)} and ${textOf(created.value)}.`;
    yield finding('warning', 'stac/updated-before-created', placeOf(owner, updated), message, {
      related: [{ message: 'The creation', at: placeOf(owner, created) }],
    });
  }
}

/** What was taken lies in the past; a forecast says so with the extension of that name. */
export function* checkFuture({ object, surroundings }: StacObject): Generator<Problem> {
  const properties = memberValue(object, 'properties');
  if (properties?.kind !== 'object' || !surroundings.now) {
    return;
  }
  const latest = surroundings.now() + DAY;
  const isForecast = properties.members.some(({ key }) => /^(?:forecast|cmip6|cube):/.test(key));
  for (const key of ['datetime', 'created', 'updated']) {
    const member = memberOf(properties, key);
    const time = timeOf(member?.value);
    if (member && time !== undefined && time > latest && !(isForecast && key === 'datetime')) {
      const message = `"${key}" is in the future: ${textOf(member.value)}.`;
      yield finding('warning', 'stac/future-time', placeOf(properties, member), message);
    }
  }
}

function placeOf(owner: ObjectNode, member: Member): Place {
  return member.value ?? keyPlace(owner, member);
}
