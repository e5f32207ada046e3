/** Digits that a decimal may have, before and behind the point; Arrow has 76 at most, Parquet as many as one likes. */
const MOST_DIGITS = 1000;

/** False for a decimal whose digits could not be written out: a file may claim a scale of a billion. */
export function isPossibleDecimal(precision: number, scale: number): boolean {
  return (
    Number.isInteger(precision) &&
    Number.isInteger(scale) &&
    precision >= 0 &&
    precision <= MOST_DIGITS &&
    Math.abs(scale) <= MOST_DIGITS
  );
}

/** The type `decimal(precision, scale)`; throws `RangeError` when its digits could not be written out. */
export function decimalType(
  precision: number,
  scale: number,
): { readonly kind: 'decimal'; readonly precision: number; readonly scale: number } {
  if (!isPossibleDecimal(precision, scale)) {
    throw new RangeError(
      `a decimal of ${precision} digits with ${scale} of them behind the point is not possible (${MOST_DIGITS} at most)`,
    );
  }
  return { kind: 'decimal', precision, scale };
}

/** An unscaled decimal as digits: 150n at scale 2 is `1.50`; a negative scale adds zeros. */
export function formatDecimal(unscaled: bigint, scale: number): string {
  if (scale <= 0) {
    return unscaled === 0n ? '0' : `${unscaled}${'0'.repeat(-scale)}`;
  }
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  const point = digits.length - scale;
  return `${unscaled < 0n ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}`;
}
