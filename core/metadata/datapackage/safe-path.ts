/** What a "URL or Path" of a descriptor is (glossary, URL or Path). */
export type PathVerdict =
  | { readonly kind: 'local' }
  | { readonly kind: 'remote' }
  | { readonly kind: 'unsafe'; readonly reason: string; readonly suggestion?: string };

const REMOTE: Readonly<Record<string, readonly string[]>> = {
  '1.0': ['http', 'https'],
  '2.0': ['http', 'https', 'ftp', 'ftps'],
};

/** Schemes without "//" that a program may follow; `a:b.csv` on the other hand is a file name. */
const KNOWN_SCHEMES = [
  ...['file', 'data', 'javascript', 'vbscript', 'blob', 'about', 'mailto', 'urn'],
  // `http:a.csv` is relative to some and absolute to others.
  ...['http', 'https', 'ftp', 'ftps'],
];

/** How often a path is percent-decoded to see what a server may make of it. */
const DECODINGS = 3;

/** What nearly all paths look like: nothing in them means anything but the names of directories and a file. */
const PLAIN = /^(?:[A-Za-z0-9_-][A-Za-z0-9_.-]*\/)*[A-Za-z0-9_-][A-Za-z0-9_.-]*$/;

/**
 * Decides whether a "URL or Path" may be followed from its text alone: a path has to stay below the descriptor on
 * every system, whoever decodes it. What a symbolic link does is up to `locateFiles`.
 * @param version of the Data Package standard; 1.0 allows hidden names and knows fewer schemes.
 */
export function judgePath(text: string, version: string): PathVerdict {
  if (PLAIN.test(text)) {
    return { kind: 'local' };
  }
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):(\/\/)?/.exec(text);
  if (scheme?.[1] && (scheme[2] || KNOWN_SCHEMES.includes(scheme[1].toLowerCase()))) {
    const schemes = REMOTE[version] ?? REMOTE['2.0'] ?? [];
    if (!scheme[2] || !schemes.includes(scheme[1].toLowerCase())) {
      return unsafe(`addresses have to start with ${schemes.map((each) => `${each}://`).join(', ')}`);
    }
    return /^[^/?#\s]/.test(text.slice(scheme[0].length))
      ? { kind: 'remote' }
      : unsafe(`${scheme[0]} has to be followed by the name of a host`);
  }
  if (text === '') {
    return unsafe('it is empty');
  }
  let decoded = text;
  for (let round = 0; round <= DECODINGS; round++) {
    const reason = whyUnsafe(decoded, version);
    if (reason !== undefined) {
      const suggestion = round === 0 ? withoutDotSegments(text, version) : undefined;
      return unsafe(round === 0 ? reason : `${reason} once it is percent-decoded`, suggestion);
    }
    const next = decodePercent(decoded);
    if (next === decoded) {
      break;
    }
    decoded = next;
  }
  return { kind: 'local' };
}

function unsafe(reason: string, suggestion?: string): PathVerdict {
  return { kind: 'unsafe', reason, ...(suggestion !== undefined && { suggestion }) };
}

function whyUnsafe(path: string, version: string): string | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(path)) {
    return 'it holds a control character';
  }
  if (path.includes('\\')) {
    return 'it holds a backslash; directories are separated by "/"';
  }
  if (path.startsWith('/')) {
    return 'it is absolute; it has to be relative to the descriptor';
  }
  if (/^[A-Za-z]:/.test(path)) {
    return 'it starts with a drive letter; it has to be relative to the descriptor';
  }
  if (path.startsWith('~')) {
    return 'it starts with "~", which means a home directory';
  }
  const segments = path.split('/');
  if (segments.includes('..')) {
    return 'it leaves the directory of the descriptor by ".."';
  }
  if (segments[0] === '.') {
    return 'it starts with "./"; it is relative to the descriptor anyway';
  }
  if (segments.includes('.') && version !== '1.0') {
    return 'it holds a "." that means nothing';
  }
  const hidden = version === '1.0' ? undefined : segments.find((segment) => segment.startsWith('.'));
  if (hidden !== undefined || segments[0]?.startsWith('.')) {
    return `"${hidden ?? segments[0]}" is hidden by its leading "."`;
  }
  return undefined;
}

/** `./a.csv` → `a.csv`, when that is all that is wrong with it. */
function withoutDotSegments(path: string, version: string): string | undefined {
  const cleaned = path
    .split('/')
    .filter((segment) => segment !== '.')
    .join('/');
  return cleaned !== path && cleaned !== '' && whyUnsafe(cleaned, version) === undefined
    ? cleaned
    : undefined;
}

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // "100%.csv" is a file name
  }
}
