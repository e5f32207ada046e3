import { type CastField, compileField } from '#core/tableschema/cast.ts';
import type { ColumnFact, FoundField } from '#core/tableschema/data-fact.ts';
import { FIELD_TYPES } from '#core/tableschema/field-type.ts';
import { looksTyped } from '../text/cell-look.ts';
import { candidatesFor, type FieldCandidate } from './field-candidates.ts';

/** Longer values are not kept as examples. */
export const LONGEST_EXAMPLE = 1_000;

const MAX_COUNTEREXAMPLES = 24;
/** A column of one type but for more odd values than this is text. */
const MAX_ODD = 8;
/** Values that decide whether a column of text may be of a type but for a few. */
const TRIED = 200;

/** What the texts of a column are, for its fact. */
export type InferredField = Pick<
  ColumnFact,
  keyof FoundField | 'otherFormats' | 'counterexamples' | 'almost'
>;

/**
 * The narrowest type and format that all texts of a column are of, with how often each occurs. Missing values have to
 * be left out before; a column without any value is of type `any`.
 */
export function inferField(name: string, counts: ReadonlyMap<string, number>): InferredField {
  const steps = inferInSteps(name, counts);
  for (;;) {
    const { done, value } = steps.next();
    if (done) {
      return value;
    }
  }
}

/** Values looked at between two steps: about a millisecond of work. */
export const VALUES_PER_STEP = 500;

/** The same in steps, for whoever has to let others have their turn. */
export function* inferInSteps(
  name: string,
  counts: ReadonlyMap<string, number>,
): Generator<undefined, InferredField> {
  if (counts.size === 0) {
    return { type: 'any' };
  }
  const examples = new Set<string>();
  const note = (text: string) => {
    if (examples.size < MAX_COUNTEREXAMPLES && text.length <= LONGEST_EXAMPLE) {
      examples.add(text);
    }
  };
  let alive = candidatesFor(name);
  let casts = baseCasts();
  let looked = 0;
  for (const text of counts.keys()) {
    if (++looked % VALUES_PER_STEP === 0) {
      yield;
    }
    const left = alive.length === 0 ? alive : alive.filter((each) => each.fits(text));
    const leftCasts = casts.length === 0 ? casts : casts.filter((cast) => cast.text(text) !== undefined);
    if (left.length < alive.length || leftCasts.length < casts.length) {
      note(text);
      alive = left;
      casts = leftCasts;
    }
    if (alive.length === 0 && casts.length === 0) {
      break;
    }
  }
  const [best, ...others] = alive.filter(({ field }) => isWitnessed(field, counts));
  if (!best) {
    const almost = almostField(name, counts);
    return { type: 'string', counterexamples: [...examples], ...(almost && { almost }) };
  }
  const otherFormats = others.flatMap(({ field }) =>
    field.type === best.field.type && field.format !== undefined && best.field.type !== 'string'
      ? field.format
      : [],
  );
  return {
    ...best.field,
    ...(otherFormats.length > 0 && { otherFormats }),
    counterexamples: [...examples],
  };
}

/** Words that only mean something by their opposite need it: a column of nothing but "no" is text. */
function isWitnessed({ trueValues, falseValues }: FoundField, counts: ReadonlyMap<string, number>): boolean {
  return [trueValues, falseValues].every((values) => !values || values.some((value) => counts.has(value)));
}

function baseCasts(): readonly CastField[] {
  bases ??= FIELD_TYPES.filter((type) => type !== 'string' && type !== 'any' && type !== 'list').map((type) =>
    compileField({ type }, '2.0'),
  );
  return bases;
}

let bases: readonly CastField[] | undefined;

/** The type that nearly all texts are of, and those that are not; undefined when these are too many. */
function almostField(name: string, counts: ReadonlyMap<string, number>): ColumnFact['almost'] | undefined {
  const tried = [...counts.keys()].slice(0, TRIED);
  const typed = tried.filter((text) => looksTyped(text));
  if (tried.length < 3 || typed.length < tried.length / 2) {
    return undefined;
  }
  const candidates = candidatesFor(name).filter((each) => typed.slice(0, 5).some((text) => each.fits(text)));
  for (const candidate of candidates) {
    const except = oddValues(candidate, counts);
    if (except && isWitnessed(candidate.field, counts)) {
      return { ...candidate.field, except };
    }
  }
  return undefined;
}

function oddValues(
  { fits }: FieldCandidate,
  counts: ReadonlyMap<string, number>,
): readonly string[] | undefined {
  const odd: string[] = [];
  let fitting = 0;
  for (const text of counts.keys()) {
    if (fits(text)) {
      fitting += 1;
    } else if (odd.push(text) > MAX_ODD || text.length > LONGEST_EXAMPLE) {
      return undefined;
    }
  }
  return fitting >= 2 && fitting > odd.length ? odd : undefined;
}
