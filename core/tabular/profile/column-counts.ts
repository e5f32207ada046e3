import { compileField, isOrdered } from '#core/tableschema/cast.ts';
import type { ColumnFact } from '#core/tableschema/data-fact.ts';
import { compareLogical, type Logical } from '#core/tableschema/logical.ts';
import { type InferredField, inferInSteps, LONGEST_EXAMPLE, VALUES_PER_STEP } from './infer-field.ts';

const MAX_SAMPLES = 3;

/** The values of one column as they come: how often each occurs, and how many are missing. */
export interface ColumnCounts {
  readonly counts: Map<string, number>;
  nulls: number;
}

export function emptyCounts(): ColumnCounts {
  return { counts: new Map(), nulls: 0 };
}

export function countValue(
  column: ColumnCounts,
  text: string | undefined,
  missing: ReadonlySet<string>,
): void {
  if (text === undefined || missing.has(text)) {
    column.nulls += 1;
  } else {
    column.counts.set(text, (column.counts.get(text) ?? 0) + 1);
  }
}

/** What the counted texts say of a column, in steps of about a millisecond. `isAll` when no row was left out. */
export function* columnFact(
  name: string,
  { counts, nulls }: ColumnCounts,
  isAll: boolean,
): Generator<undefined, ColumnFact> {
  const field = yield* inferInSteps(name, counts);
  const bounds = yield* extremes(field, counts);
  return {
    name,
    ...field,
    nulls,
    ...bounds,
    distinct: { count: counts.size, exact: isAll },
    samples: samplesOf(counts),
    basis: isAll ? 'all' : 'sample',
  };
}

/** The first values that are different from each other and not very long. */
export function samplesOf(counts: ReadonlyMap<string, number>): string[] {
  const samples: string[] = [];
  for (const text of counts.keys()) {
    if (text.length <= LONGEST_EXAMPLE && samples.push(text) === MAX_SAMPLES) {
      break;
    }
  }
  return samples;
}

function* extremes(
  field: InferredField,
  counts: ReadonlyMap<string, number>,
): Generator<undefined, Pick<ColumnFact, 'minimum' | 'maximum'>> {
  if (!isOrdered(field.type)) {
    return {};
  }
  const cast = compileField(field, '2.0');
  let minimum: { text: string; value: Logical } | undefined;
  let maximum: typeof minimum;
  let looked = 0;
  for (const text of counts.keys()) {
    if (++looked % VALUES_PER_STEP === 0) {
      yield;
    }
    const value = cast.text(text);
    if (value === undefined || Number.isNaN(value)) {
      continue;
    }
    if (!minimum || (compareLogical(value, minimum.value) ?? 0) < 0) {
      minimum = { text, value };
    }
    if (!maximum || (compareLogical(value, maximum.value) ?? 0) > 0) {
      maximum = { text, value };
    }
  }
  return minimum && maximum ? { minimum: minimum.text, maximum: maximum.text } : {};
}
