/** One step into a JSON value: a member name or an array index. */
export type PathSegment = string | number;

/** Writes a JSON pointer (RFC 6901): `['resources', 0, 'a/b']` → `/resources/0/a~1b`. */
export function formatPointer(path: readonly PathSegment[]): string {
  return path.map((segment) => `/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Reads a JSON pointer into member names; array indexes stay text. */
export function parsePointer(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}
