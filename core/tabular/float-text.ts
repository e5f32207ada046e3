/**
 * The number with the fewest digits that is the same float32: 0.1 stored in 32 bits is `0.1`, not
 * `0.10000000149011612`, which only a double would need. Not for NaN and infinities.
 */
export function shortestFloat32(value: number): number {
  for (let digits = 6; digits < 9; digits += 1) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) {
      return short;
    }
  }
  return value;
}
