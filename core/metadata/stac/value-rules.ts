import { finding, shortPlace } from '../finding.ts';
import type { Node } from '../node.ts';
import type { Problem } from '../problem.ts';
import { isUnit } from '../terms/units.ts';
import { itemsOf, memberValue, numberOf, type ObjectNode, textOf } from '../tree.ts';
import { shown } from '../wording.ts';
import { fieldOwners, type StacObject } from './stac-rule.ts';

/** What is said of data values fits together (common-metadata.md, Data Values). */
export function* checkValues(stac: StacObject): Generator<Problem> {
  for (const owner of valueOwners(stac)) {
    yield* checkNodata(owner);
    yield* checkStatistics(stac, owner);
    yield* checkUnit(owner);
  }
}

/** Owners of fields, and their bands of either version. */
export function* valueOwners(stac: StacObject): Generator<ObjectNode> {
  for (const { owner } of fieldOwners(stac)) {
    yield owner;
    for (const key of ['bands', 'raster:bands']) {
      for (const band of itemsOf(memberValue(owner, key))) {
        if (band.kind === 'object') {
          yield band;
        }
      }
    }
  }
}

/** The least and greatest value of a type of whole numbers; undefined for others. */
export function rangeOf(dataType: string | undefined): readonly [number, number] | undefined {
  const [, unsigned, digits] = /^(u?)int(8|16|32|64)$/.exec(dataType ?? '') ?? [];
  if (digits === undefined) {
    return undefined;
  }
  const bits = Number(digits);
  return unsigned === 'u' ? [0, 2 ** bits - 1] : [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1];
}

function* checkNodata(owner: ObjectNode): Generator<Problem> {
  const nodata = memberValue(owner, 'nodata');
  const type = textOf(memberValue(owner, 'data_type'));
  const range = rangeOf(type);
  if (!range || !nodata) {
    return;
  }
  const [least, greatest] = range;
  const value = numberOf(nodata);
  const isNamed = ['nan', 'inf', '-inf'].includes(textOf(nodata) ?? '');
  if (isNamed || (value !== undefined && (value < least || value > greatest || !Number.isInteger(value)))) {
    const message = `"nodata" ${isNamed ? `"${textOf(nodata)}"` : value} is no value of ${type}, which has whole numbers from ${least} to ${greatest}.`;
    yield finding('warning', 'stac/nodata-outside-type', nodata, message);
  }
}

function* checkStatistics({ document }: StacObject, owner: ObjectNode): Generator<Problem> {
  const statistics = memberValue(owner, 'statistics');
  const [minimum, maximum, mean, deviation] = ['minimum', 'maximum', 'mean', 'stddev'].map((key) =>
    memberValue(statistics, key),
  );
  const [least, greatest] = [numberOf(minimum), numberOf(maximum)];
  const [middle, spread] = [numberOf(mean), numberOf(deviation)];
  if (minimum && maximum && least !== undefined && greatest !== undefined && least > greatest) {
    const message = `The minimum ${least} is greater than the maximum ${greatest}.`;
    yield finding('error', 'stac/statistics-order', minimum, message, {
      related: [{ message: 'The maximum', at: shortPlace(document, maximum) }],
    });
    return;
  }
  if (mean && middle !== undefined && isOutside(middle, least, greatest)) {
    const message = `The mean ${middle} is not between the minimum ${least ?? '–'} and the maximum ${greatest ?? '–'}.`;
    yield finding('warning', 'stac/statistics-mean', mean, message);
  }
  if (deviation && spread !== undefined && spread < 0) {
    const message = `A standard deviation is not negative, but this one is ${spread}.`;
    yield finding('error', 'stac/negative-deviation', deviation, message);
  }
}

/** Beyond what rounding does. */
function isOutside(middle: number, least: number | undefined, greatest: number | undefined): boolean {
  const slack = 1e-6 * Math.max(1, Math.abs(least ?? 0), Math.abs(greatest ?? 0));
  return (
    (least !== undefined && middle < least - slack) || (greatest !== undefined && middle > greatest + slack)
  );
}

function* checkUnit(owner: ObjectNode): Generator<Problem> {
  const unit: Node | undefined = memberValue(owner, 'unit');
  if (unit?.kind === 'string' && unit.value !== '' && !isUnit(unit.value)) {
    const message = `${shown(unit.value)} is no unit that programs understand: use codes of UCUM, such as "m/s" or "Cel", or names of UDUNITS, such as "meter" or "degC"; "1" for none.`;
    yield finding('info', 'stac/unknown-unit', unit, message);
  }
}
