/** Whether something from another process has members to look at. */
export function isFields(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

/** Whether it is a whole number from 0 on. */
export function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** All items of a list decoded; undefined when one of them is none, since half a list would be a lie. */
export function listOf<T>(data: unknown, decode: (each: unknown) => T | undefined): T[] | undefined {
  if (!Array.isArray(data)) {
    return undefined;
  }
  const decoded = data.map(decode).filter((each) => each !== undefined);
  return decoded.length === data.length ? decoded : undefined;
}
