import { roundToFloat16 } from './float16.ts';

/** A binary format narrower than a double: how it rounds, and how many decimal digits always survive it. */
interface NarrowFloat {
  readonly round: (value: number) => number;
  readonly sureDigits: number;
  readonly mostDigits: number;
  readonly leastNormal: number;
}

const NARROW: Readonly<Record<'float16' | 'float32', NarrowFloat>> = {
  float16: { round: roundToFloat16, sureDigits: 3, mostDigits: 5, leastNormal: 2 ** -14 },
  float32: { round: Math.fround, sureDigits: 6, mostDigits: 9, leastNormal: 2 ** -126 },
};

/**
 * The number with the fewest digits that is the same in 16 or 32 bits: 0.1 stored as a float32 is `0.1`, not
 * `0.10000000149011612`, which only a double would need. NaN and infinities are themselves.
 */
export function shortestFloat(kind: 'float16' | 'float32', value: number): number {
  const { round, sureDigits, mostDigits, leastNormal } = NARROW[kind];
  if (!Number.isFinite(value) || value === 0) {
    return value;
  }
  // A decimal of `sureDigits` that reads as a normal number is what that number rounds to: no need to try fewer.
  const first = Math.abs(value) < leastNormal ? 1 : sureDigits;
  for (let digits = first; digits <= mostDigits; digits += 1) {
    const short = withDigits(value, digits).find((candidate) => round(candidate) === value);
    if (short !== undefined) {
      return short;
    }
  }
  return value;
}

/**
 * The nearest decimal, and the one beyond it: above a power of two there is twice the room of below, so that the
 * nearest can be another float while the next is not.
 */
function withDigits(value: number, digits: number): [number, number] {
  const [mantissa = '', exponent = ''] = value.toExponential(digits - 1).split('e');
  const whole = Number(mantissa.replace('.', ''));
  const scale = Number(exponent) - digits + 1;
  return [Number(`${whole}e${scale}`), Number(`${whole + Math.sign(whole)}e${scale}`)];
}
