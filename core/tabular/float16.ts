/** The number that 16 bits of IEEE 754 half precision name. */
export function float16FromBits(bits: number): number {
  const sign = bits >> 15 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) {
    return sign * 2 ** -24 * fraction;
  }
  if (exponent === 0x1f) {
    return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  }
  return sign * 2 ** (exponent - 25) * (1024 + fraction);
}

/** The half-precision number nearest to a number, ties to even; beyond 65,520 infinity. */
export function roundToFloat16(value: number): number {
  const size = Math.abs(value);
  if (!Number.isFinite(value) || size === 0) {
    return value;
  }
  if (size >= 65_520) {
    return Math.sign(value) * Number.POSITIVE_INFINITY;
  }
  const step = 2 ** (Math.max(-14, Math.floor(Math.log2(size))) - 10);
  const steps = Math.floor(size / step);
  const rest = size / step - steps;
  const up = rest > 0.5 || (rest === 0.5 && steps % 2 === 1);
  return Math.sign(value) * (steps + (up ? 1 : 0)) * step;
}
