/** Texts that stand for a missing value where nothing else is said (Table Schema, missingValues). */
export const DEFAULT_MISSING_VALUES: readonly string[] = [''];

/** The texts of `missingValues`, which is a list of texts or of objects with a `value`; undefined for anything else. */
export function decodeMissingValues(value: unknown): ReadonlySet<string> | undefined {
  if (!Array.isArray(value)) {
    return undefined;
  }
  return new Set(
    value.flatMap((entry: unknown) => {
      const text = typeof entry === 'object' && entry !== null && 'value' in entry ? entry.value : entry;
      return typeof text === 'string' ? [text] : [];
    }),
  );
}
