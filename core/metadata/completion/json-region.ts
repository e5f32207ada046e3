import { behindText, type Container, type Spot } from './json-spot.ts';
import { type Region, STAND_IN } from './stand-in.ts';

/** A piece of this many UTF-16 code units is read again in about two milliseconds. */
const MAX_LENGTH = 48 * 1024;

/**
 * The largest object or list around the cursor that is quick to read again, with the stand-in for the word under the
 * cursor. What is typed there often breaks the text behind it: read with the stand-in, it is whole.
 */
export function regionAround(text: string, chain: readonly Container[], spot: Spot): Region | undefined {
  const near = chain.filter(({ offset }) => spot.start - offset < MAX_LENGTH);
  const ends = endsOf(text, near, spot.end);
  const index = near.findIndex(({ offset }, depth) => {
    const end = ends.ends[depth];
    return end !== undefined && end - offset <= MAX_LENGTH;
  });
  const container = near[index];
  if (!container) {
    return undefined;
  }
  const end = ends.ends[index] ?? text.length;
  let behind = '';
  let from = spot.end;
  for (const { at, bracket } of ends.missing.filter((each) => each.at < end)) {
    behind += text.slice(from, at) + bracket;
    from = at;
  }
  const before = text.slice(container.offset, spot.start);
  const hasColon = /^\s*:/.test(text.slice(spot.end, spot.end + 1_000));
  const word = `${spot.missingComma === undefined ? '' : ','}"${STAND_IN}"${spot.kind === 'key' && !hasColon ? ':null,' : ''}`;
  const text_ = before + word + behind + text.slice(from, end);
  return { text: text_, path: container.path, inner: [] };
}

interface Ends {
  /** Behind the bracket that closes each container; undefined where it is too far to look. */
  readonly ends: readonly (number | undefined)[];
  /** Brackets that nobody has typed yet, and where they belong. */
  readonly missing: readonly { readonly at: number; readonly bracket: string }[];
}

/** Looks behind the cursor for where the containers around it end. */
function endsOf(text: string, chain: readonly Container[], from: number): Ends {
  const ends: (number | undefined)[] = chain.map(() => undefined);
  const missing: { at: number; bracket: string }[] = [];
  const open: number[] = chain.map(({ kind }) => (kind === 'object' ? 0x7d : 0x5d));
  const limit = Math.min(text.length, from + MAX_LENGTH);
  for (let at = from; at < limit && open.length > 0; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      at = behindText(text, at) - 1;
    } else if (code === 0x7b || code === 0x5b) {
      open.push(code + 2);
    } else if (code === 0x7d || code === 0x5d) {
      const index = open.lastIndexOf(code);
      while (index >= 0 && open.length > index + 1) {
        const bracket = String.fromCharCode(open.pop() ?? code);
        missing.push({ at, bracket });
        ends[open.length] = open.length < chain.length ? at : undefined;
      }
      if (index >= 0) {
        open.pop();
        if (open.length < chain.length) {
          ends[open.length] = at + 1;
        }
      }
    }
  }
  if (limit === text.length) {
    for (let depth = 0; depth < Math.min(open.length, chain.length); depth++) {
      ends[depth] = text.length;
    }
  }
  return { ends, missing };
}

/** The keys that follow the cursor in the innermost object, however long it is. */
export function keysBehind(text: string, from: number): string[] {
  const keys: string[] = [];
  let depth = 0;
  for (let at = from; at < text.length && depth >= 0; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      const end = behindText(text, at);
      if (depth === 0 && /^\s*:/.test(text.slice(end, end + 100))) {
        keys.push(text.slice(at + 1, end - 1));
      }
      at = end - 1;
    } else if (code === 0x7b || code === 0x5b) {
      depth++;
    } else if (code === 0x7d || code === 0x5d) {
      depth--;
    }
  }
  return keys;
}
