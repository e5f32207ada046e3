import { type Moment, momentOf } from './moment.ts';

const ZONE = '(Z|[+-](?:0\\d|1[0-4]):[0-5]\\d)?';
const YEAR = '(-?(?:[1-9]\\d{3,8}|0\\d{3}))';

const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const TIME = /^(\d\d):(\d\d):(\d\d)$/;
const ZONED_TIME = new RegExp(`^(\\d\\d):(\\d\\d):(\\d\\d)(?:\\.(\\d+))?${ZONE}$`);
const DATE_TIME = new RegExp(`^${YEAR}-(\\d\\d)-(\\d\\d)T(\\d\\d):(\\d\\d):(\\d\\d)(?:\\.(\\d+))?${ZONE}$`);
const YEAR_MONTH = new RegExp(`^${YEAR}-(\\d\\d)${ZONE}$`);
const ONLY_YEAR = new RegExp(`^${YEAR}${ZONE}$`);

/** Longer texts are not matched at all. */
const MAX_LENGTH = 1_000;

function match(pattern: RegExp, text: string): RegExpExecArray | undefined {
  return text.length > MAX_LENGTH ? undefined : (pattern.exec(text) ?? undefined);
}

/** `yyyy-mm-dd` and nothing else (Table Schema, date). */
export function readDate(text: string): Moment | undefined {
  const found = match(DATE, text);
  return found && momentOf({ year: Number(found[1]), month: Number(found[2]), day: Number(found[3]) });
}

/** `hh:mm:ss` and nothing else (Table Schema 2.0, time). */
export function readTime(text: string): Moment | undefined {
  const found = match(TIME, text);
  return found && momentOf({ hour: Number(found[1]), minute: Number(found[2]), second: Number(found[3]) });
}

/** A time of ISO 8601, also with a fraction and a time zone (Table Schema 1.0, time). */
export function readZonedTime(text: string): Moment | undefined {
  const found = match(ZONED_TIME, text);
  return (
    found &&
    momentOf({
      hour: Number(found[1]),
      minute: Number(found[2]),
      second: Number(found[3]),
      fraction: found[4] ?? '',
      offset: offsetOf(found[5]),
    })
  );
}

/** `dateTime` of XML Schema. */
export function readDateTime(text: string): Moment | undefined {
  const found = match(DATE_TIME, text);
  return (
    found &&
    momentOf({
      year: Number(found[1]),
      month: Number(found[2]),
      day: Number(found[3]),
      hour: Number(found[4]),
      minute: Number(found[5]),
      second: Number(found[6]),
      fraction: found[7] ?? '',
      offset: offsetOf(found[8]),
    })
  );
}

/** `gYearMonth` of XML Schema. */
export function readYearMonth(text: string): Moment | undefined {
  const found = match(YEAR_MONTH, text);
  return found && momentOf({ year: Number(found[1]), month: Number(found[2]), offset: offsetOf(found[3]) });
}

/** `gYear` of XML Schema. */
export function readYear(text: string): Moment | undefined {
  const found = match(ONLY_YEAR, text);
  return found && momentOf({ year: Number(found[1]), offset: offsetOf(found[2]) });
}

/** Minutes of `Z`, `+05:30` or `-0800`; undefined for no text. */
export function offsetOf(zone: string | undefined): number | undefined {
  if (zone === undefined) {
    return undefined;
  }
  if (/^z$/i.test(zone)) {
    return 0;
  }
  const digits = zone.replace(/\D/g, '').padEnd(4, '0');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2, 4));
  return zone.startsWith('-') ? -minutes + 0 : minutes;
}
