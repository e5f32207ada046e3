import { readDuration } from '#core/tableschema/duration.ts';
import { daysIn } from '#core/tableschema/moment.ts';
import { isEmail, isUuid } from '#core/tableschema/string-format.ts';

/**
 * The formats that our schemas and those of other people name. Each takes time in proportion to the text: those of
 * ajv-formats hold patterns
 * that a long hostile text keeps busy for minutes, and know no IRI.
 */
export const FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  'date-time': isDateTime,
  email: isEmail,
  uri: (text) => isIri(text) && !text.includes(' '),
  iri: isIri,
  'iri-reference': hasNoControlCharacter,
  'uri-reference': (text) => hasNoControlCharacter(text) && !text.includes(' '),
  date: (text) => isDateTime(`${text}T00:00:00Z`),
  time: (text) => isDateTime(`2000-01-01T${text}`),
  duration: isDuration,
  uuid: isUuid,
};

/** What a format asks for, to be read after "expected". */
export const FORMAT_WORDS: Readonly<Record<string, string>> = {
  'date-time': 'a date and time as in RFC 3339, such as 2024-05-01T12:00:00Z',
  email: 'an e-mail address',
  uri: 'a full address, such as https://example.org/',
  iri: 'a full address, such as https://example.org/',
  'iri-reference': 'an address or a relative path without control characters',
  'uri-reference': 'an address or a relative path without blanks',
  date: 'a date such as 2024-05-01',
  time: 'a time with its offset, such as 12:00:00Z',
  duration: 'a duration as in ISO 8601, such as PT3H or P1M',
  uuid: 'a UUID',
};

const DATE_TIME =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(?:[Zz]|[+-](\d{2}):?(\d{2}))$/;

/** RFC 3339 appendix A: weeks, or years to seconds. */
function isDuration(text: string): boolean {
  return text.startsWith('P') && (/^P\d+W$/.test(text) || readDuration(text) !== undefined);
}

/** RFC 3339 section 5.6, with the leap second and the blank that its note allows. */
function isDateTime(text: string): boolean {
  const match = DATE_TIME.exec(text);
  if (!match) {
    return false;
  }
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, zoneHour = 0, zoneMinute = 0] = match
    .slice(1)
    .map((digits: string | undefined) => Number(digits ?? 0));
  return (
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysIn(year, month) &&
    hour <= 23 &&
    minute <= 59 &&
    second <= 60 &&
    zoneHour <= 23 &&
    zoneMinute <= 59
  );
}

/**
 * A scheme, a colon, and no control character. RFC 3987 forbids blanks and braces too, but addresses in the wild
 * hold them on purpose (`{z}/{x}/{y}` of web map links), and validators in use let them pass.
 */
function isIri(text: string): boolean {
  return /^[A-Za-z][A-Za-z0-9+.-]*:./.test(text) && hasNoControlCharacter(text);
}

function hasNoControlCharacter(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return !/[\u0000-\u001f\u007f]/.test(text);
}
