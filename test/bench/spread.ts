/** The middle one of some measurements, and the least: what others did to the machine only ever adds. */
export function spread(values: readonly number[]): { readonly median: number; readonly min: number } {
  const sorted = values.toSorted((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN, min: sorted[0] ?? Number.NaN };
}
