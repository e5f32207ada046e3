import { Failure } from '#core/base/failure.ts';

const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\..*)?$/i;
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
// Control characters, line separators, and halves of surrogate pairs, which no file system can write.
const UNWRITABLE = /[\p{Cc}\u2028\u2029]|\p{Cs}/u;
const MAX_SEGMENT_BYTES = 255;
const MAX_BYTES = 4096;

/**
 * Why a name from an artifact may not become a file, or undefined. A name is a relative path with `/` that means
 * the same file on every system: what one of them would read as a way out, a drive, a stream or a device is refused
 * on all.
 */
export function nameObjection(name: string): string | undefined {
  if (name === '') {
    return 'it is empty';
  }
  if (UNWRITABLE.test(name)) {
    return 'it holds control characters';
  }
  if (TURNING.test(name)) {
    return 'it holds characters that turn the direction of text, so it does not read as it is';
  }
  if (name.startsWith('/') || name.includes('\\') || name.includes(':')) {
    return 'it is not a relative path with "/" alone (no "\\", no ":")';
  }
  if (new TextEncoder().encode(name).length > MAX_BYTES) {
    return `it is longer than ${MAX_BYTES} bytes`;
  }
  for (const segment of name.split('/')) {
    const reason = segmentObjection(segment);
    if (reason !== undefined) {
      return reason;
    }
  }
  return undefined;
}

function segmentObjection(segment: string): string | undefined {
  if (segment === '' || segment === '.' || segment === '..') {
    return 'it has a part that is empty, "." or ".."';
  }
  if (/[. ]$/.test(segment)) {
    return 'a part ends in a dot or a space, which Windows drops';
  }
  if (DEVICE.test(segment)) {
    return `"${segment}" names a device on Windows`;
  }
  if (new TextEncoder().encode(segment).length > MAX_SEGMENT_BYTES) {
    return `a part is longer than ${MAX_SEGMENT_BYTES} bytes`;
  }
  return undefined;
}

/**
 * Fails with `file/unsafe-path` for a name that may not become a file, for two names that are one file on some
 * system (other case, other composition of accents), and for a file that is a folder of another.
 */
export function requireSafeNames(names: readonly string[], where: string): void {
  const seen = new Map<string, string>();
  for (const name of names) {
    const reason = nameObjection(name);
    if (reason !== undefined) {
      throw unsafe(name, where, reason);
    }
    const twin = seen.get(foldName(name));
    if (twin !== undefined) {
      throw unsafe(name, where, `on some systems it is the same file as ${JSON.stringify(twin)}`);
    }
    seen.set(foldName(name), name);
  }
  for (const name of names) {
    const folded = foldName(name);
    for (let slash = folded.indexOf('/'); slash >= 0; slash = folded.indexOf('/', slash + 1)) {
      const file = seen.get(folded.slice(0, slash));
      if (file !== undefined) {
        throw unsafe(name, where, `it lies in ${JSON.stringify(file)}, which is a file`);
      }
    }
  }
}

/** Names that are the same file on a file system that ignores case or composes accents. */
function foldName(name: string): string {
  return name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}

const TAKEOVER_FOLDERS: readonly string[] = [
  '.vscode',
  '.git',
  'git~1',
  '.github',
  '.devcontainer',
  '.idea',
  '.husky',
  '.cargo',
];
const TAKEOVER_FILES =
  /^(?:\.envrc|\.npmrc|\.yarnrc(?:\.yml)?|\.gitmodules|\.gitattributes|\.gitconfig|\.devcontainer\.json|\.pre-commit-config\.yaml|\.bashrc|\.profile|\.zshrc|package\.json|.*\.code-workspace)$/i;

/**
 * True for a file that an editor, a shell or a tool obeys when its folder is opened: in a data package it is a way
 * to take a workspace over.
 */
export function takesOverWorkspace(name: string): boolean {
  const segments = name.split('/');
  return (
    segments.some((segment) => TAKEOVER_FOLDERS.includes(segment.toLowerCase())) ||
    TAKEOVER_FILES.test(segments.at(-1) ?? '')
  );
}

function unsafe(name: string, where: string, reason: string): Failure {
  const shown = JSON.stringify(name.length > 200 ? `${name.slice(0, 200)}…` : name);
  return new Failure('file/unsafe-path', `${where} holds a file name that is not safe: ${shown}; ${reason}.`);
}
