/** What an `href` names, as far as its text tells (RFC 3986 section 4.2). Nothing is ever requested for it. */
export type Href =
  /**
   * A file at a relative path: without query and fragment, percent-decoded, `.` and inner `..` taken out. `literal` is
   * the text as a path where that is another one: some programs write the names of files as they are.
   */
  | { readonly kind: 'file'; readonly path: string; readonly literal?: string }
  /** An address that only the network knows, without its fragment. */
  | { readonly kind: 'address'; readonly address: string }
  /** A place that only one machine knows: `file:`, a drive, an absolute path, or directories separated by `\`. */
  | { readonly kind: 'machine' }
  /** Empty, the file itself (`#…`), a template, or a text that nobody should take for a path. */
  | { readonly kind: 'other' };

const LONGEST = 2_000;
const OTHER: Href = { kind: 'other' };

/** What nearly all relative references look like: names that mean nothing but themselves. */
const PLAIN = /^(?:(?:\.\.?|[A-Za-z0-9_][A-Za-z0-9_.-]*)\/)*[A-Za-z0-9_][A-Za-z0-9_.-]*$/;

/** Decides from its text alone what an `href` names. */
export function readHref(text: string): Href {
  if (text.length > LONGEST) {
    return OTHER;
  }
  if (PLAIN.test(text)) {
    return { kind: 'file', path: text.includes('.') ? withoutDots(text) : text };
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (text === '' || /[\u0000-\u001f\u007f{}]/.test(text) || text.startsWith('#') || text.startsWith('?')) {
    return OTHER;
  }
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(text)?.[1]?.toLowerCase();
  if (scheme !== undefined) {
    return scheme === 'file' || scheme.length === 1 ? { kind: 'machine' } : addressOf(text);
  }
  if (text.startsWith('//')) {
    return addressOf(text);
  }
  return text.startsWith('/') || text.includes('\\') ? { kind: 'machine' } : relative(text);
}

function addressOf(text: string): Href {
  const end = text.indexOf('#');
  return { kind: 'address', address: end < 0 ? text : text.slice(0, end) };
}

function relative(text: string): Href {
  const segments: string[] = [];
  for (const segment of text.replace(/[?#].*$/s, '').split('/')) {
    const decoded = decodedSegment(segment);
    if (decoded === undefined) {
      return OTHER;
    }
    segments.push(decoded);
  }
  const path = withoutDots(segments.join('/'));
  const literal = withoutDots(text);
  return path === '' ? OTHER : { kind: 'file', path, ...(literal !== path && { literal }) };
}

/** Undefined for what hides another path: an encoded separator, dots that only show once decoded, a NUL. */
function decodedSegment(segment: string): string | undefined {
  if (!segment.includes('%')) {
    return segment;
  }
  try {
    const decoded = decodeURIComponent(segment);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    return /[\u0000-\u001f\u007f/\\]/.test(decoded) || /^\.{1,2}$/.test(decoded) ? undefined : decoded;
  } catch {
    return segment; // "100%.tif" is a file name
  }
}

/** Takes `.` and what `..` undoes out of a relative path; leading `..` stay. */
function withoutDots(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    const last = segments.at(-1);
    if (segment === '..' && last !== undefined && last !== '..') {
      segments.pop();
    } else if (segment !== '.' && segment !== '') {
      segments.push(segment);
    }
  }
  return segments.join('/');
}

/**
 * The absolute path that a relative one leads to from a file; undefined when it leads above the first folder.
 * @param file an absolute path with `/`
 */
export function resolvePath(file: string, path: string): string | undefined {
  let end = file.lastIndexOf('/');
  let start = 0;
  while (path.startsWith('../', start) || path.slice(start) === '..') {
    if (end <= 0) {
      return undefined;
    }
    end = file.lastIndexOf('/', end - 1);
    start = Math.min(path.length, start + 3);
  }
  return start === path.length
    ? file.slice(0, Math.max(end, 1))
    : `${file.slice(0, end + 1)}${path.slice(start)}`;
}

/** The relative path from a file to another one, both absolute with `/`. */
export function pathTo(from: string, to: string): string {
  const start = from.split('/').slice(0, -1);
  const target = to.split('/');
  let shared = 0;
  while (shared < start.length && shared < target.length - 1 && start[shared] === target[shared]) {
    shared++;
  }
  return [...start.slice(shared).map(() => '..'), ...target.slice(shared)].join('/');
}

/** The same as an `href`: what means something else in an address is escaped, and a path below starts with `./`. */
export function hrefTo(from: string, to: string): string {
  const path = pathTo(from, to)
    .split('/')
    .map((segment) => encodeURIComponent(segment).replace(/%(?:2B|2C|3D|40|24|26|3B)/g, decodeURIComponent))
    .join('/');
  return path.startsWith('../') ? path : `./${path}`;
}
