/** True for a path that names something elsewhere: a URL. */
export function isRemote(path: string): boolean {
  // A single letter before the colon is a drive, not a scheme.
  return /^[a-z][a-z0-9+.-]+:/i.test(path) || path.startsWith('//');
}

/**
 * The path that `path` means in the folder of the file `from`, both relative to the package: `./a/../b.csv` in
 * `sub/datapackage.json` is `sub/b.csv`. Undefined when it leads out of the package or is absolute.
 */
export function resolvePath(from: string, path: string): string | undefined {
  if (path.startsWith('/') || path.startsWith('\\') || /^[a-z]:/i.test(path)) {
    return undefined;
  }
  const segments = from.split('/').slice(0, -1);
  for (const segment of path.split('/')) {
    if (segment === '..') {
      if (segments.pop() === undefined) {
        return undefined;
      }
    } else if (segment !== '' && segment !== '.') {
      segments.push(segment);
    }
  }
  return segments.join('/');
}
