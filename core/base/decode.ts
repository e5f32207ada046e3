/** Whether something that came from outside (parsed JSON, a message, a setting) is an object with fields. */
export function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether it is a whole number from 0 on. */
export function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** All items of a list decoded; undefined when one of them is none, since half a list would be a lie. */
export function listOf<T>(value: unknown, decode: (each: unknown) => T | undefined): T[] | undefined {
  if (!Array.isArray(value)) {
    return undefined;
  }
  const decoded = value.map(decode).filter((each) => each !== undefined);
  return decoded.length === value.length ? decoded : undefined;
}
