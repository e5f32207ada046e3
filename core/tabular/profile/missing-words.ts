import type { ColumnCounts } from './column-counts.ts';
import { inferField } from './infer-field.ts';

/** What people and programs write where a value is missing. */
const WORDS =
  /^(?:n\.?\/?a\.?|#n\/a|nan|null|nil|none|missing|unknown|undefined|not available|no data|nd|na\(\)|-{1,3}|\u2013|\.{1,3}|\?|\*|\\n|<na>|-9{3,5}(?:\.0+)?)$/i;

/**
 * Words that stand for missing values in columns whose other values are numbers, dates and the like. In a column of
 * text nobody can tell: "None" may be a name.
 */
export function missingWords(
  columns: readonly { readonly name: string; readonly column: ColumnCounts }[],
): string[] {
  const found = new Set<string>();
  for (const { name, column } of columns) {
    const { almost } = inferField(name, column.counts);
    if (almost?.except.every((text) => WORDS.test(text))) {
      for (const text of almost.except) {
        found.add(text);
      }
    }
  }
  return [...found];
}

/** Takes words out of the values of a column. */
export function withoutWords({ counts, nulls }: ColumnCounts, words: readonly string[]): ColumnCounts {
  const left = new Map(counts);
  let missing = nulls;
  for (const word of words) {
    missing += left.get(word) ?? 0;
    left.delete(word);
  }
  return { counts: left, nulls: missing };
}
