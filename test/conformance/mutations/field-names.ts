import type { Draft } from './draft.ts';

/** The names of the fields of the first schema, when there are as many. */
export function names(draft: Draft, count: number): string[] | undefined {
  const all = draft.fields().flatMap(({ value: { name } }) => (typeof name === 'string' ? [name] : []));
  return new Set(all).size === all.length && all.length >= count ? all.slice(0, count) : undefined;
}
