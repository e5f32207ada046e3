import type { Node } from '../node.ts';

/** A time of RFC 3339 in UTC, in milliseconds since 1970; undefined for anything else, which the schema tells. */
export function timeOf(node: Node | undefined): number | undefined {
  if (
    node?.kind !== 'string' ||
    !/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,12})?(?:Z|[+-]00:00)$/i.test(node.value)
  ) {
    return undefined;
  }
  const time = Date.parse(node.value.replace(' ', 'T').toUpperCase());
  return Number.isNaN(time) ? undefined : time;
}
