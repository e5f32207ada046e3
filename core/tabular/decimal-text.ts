/** An unscaled decimal as digits: 150n at scale 2 is `1.50`; a negative scale adds zeros. */
export function formatDecimal(unscaled: bigint, scale: number): string {
  if (scale <= 0) {
    return unscaled === 0n ? '0' : `${unscaled}${'0'.repeat(-scale)}`;
  }
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  const point = digits.length - scale;
  return `${unscaled < 0n ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}`;
}
