import { daysSince1970 } from './moment.ts';

/** A length of time: months and seconds do not turn into each other. Both have the sign of the duration. */
export interface Duration {
  readonly kind: 'duration';
  readonly months: number;
  readonly seconds: number;
  /** Digits behind the decimal point of the seconds, without zeros at the end. */
  readonly fraction: string;
}

const DURATION =
  /^(-)?P(?:(\d{1,9})Y)?(?:(\d{1,9})M)?(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:\.(\d+))?S)?)?$/;

/** A duration of XML Schema, `PnYnMnDTnHnMnS`, with up to nine digits for each number. */
export function readDuration(text: string): Duration | undefined {
  const found = text.length > 1_000 ? null : DURATION.exec(text);
  if (!found || text.endsWith('P') || text.endsWith('T')) {
    return undefined;
  }
  const [sign, years, months, days, hours, minutes, seconds] = [
    found[1] ? -1 : 1,
    ...found.slice(2, 8).map((part) => Number(part || 0)),
  ];
  const monthCount = (years ?? 0) * 12 + (months ?? 0);
  const secondCount = (days ?? 0) * 86_400 + (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0);
  return {
    kind: 'duration',
    months: sign * monthCount + 0,
    seconds: sign * secondCount + 0,
    fraction: sign < 0 ? negated(found[8]) : (found[8] ?? '').replace(/0+$/, ''),
  };
}

/** A fraction below zero keeps its sign, for it may be all there is. */
function negated(digits: string | undefined): string {
  const fraction = (digits ?? '').replace(/0+$/, '');
  return fraction === '' ? '' : `-${fraction}`;
}

/** The months that durations are added to in order to compare them (XML Schema, order on duration). */
const REFERENCES: readonly (readonly [number, number])[] = [
  [1696, 9],
  [1697, 2],
  [1903, 3],
  [1903, 7],
];

/**
 * Below zero, zero or above; undefined where it depends on the months that are meant (XML Schema, order on
 * duration): `P1M` and `P30D`.
 */
export function compareDurations(a: Duration, b: Duration): number | undefined {
  if (a.months === b.months) {
    return a.seconds !== b.seconds ? a.seconds - b.seconds : fractionOf(a) - fractionOf(b);
  }
  let sign: number | undefined;
  for (const [year, month] of REFERENCES) {
    const days = dayAfter(year, month, a.months) - dayAfter(year, month, b.months);
    const difference = days * 86_400 + a.seconds - b.seconds;
    const here = Math.sign(difference === 0 ? fractionOf(a) - fractionOf(b) : difference);
    if (sign !== undefined && sign !== here) {
      return undefined;
    }
    sign = here;
  }
  return sign;
}

function dayAfter(year: number, month: number, months: number): number {
  const count = month - 1 + months;
  return daysSince1970(year + Math.floor(count / 12), (((count % 12) + 12) % 12) + 1, 1);
}

function fractionOf({ fraction }: Duration): number {
  return fraction === '' ? 0 : Number(fraction.startsWith('-') ? `-0.${fraction.slice(1)}` : `0.${fraction}`);
}

/** A text that is the same for equal durations only. */
export function durationKey({ months, seconds, fraction }: Duration): string {
  return `${months}M${seconds}.${fraction}`;
}
