import { isMainList } from './reuse.ts';

/** One item of the main list of a YAML text, from its dash up to the next one or to the end of the list. */
export interface ItemStretch {
  /** Where the line of the dash starts. */
  readonly start: number;
  readonly end: number;
}

/** A YAML text taken apart at the items of its main list. */
export interface YamlParts {
  readonly items: readonly ItemStretch[];
  /** The blanks before each dash. */
  readonly indent: string;
}

/** Below this many items there is nothing to gain. */
const MIN_ITEMS = 2;

/**
 * Takes a YAML text apart where its lines say plainly what they are: one line `resources:` (or `features:`) without
 * blanks before it, and below it lines that start with a dash, all in the same column; what is further in belongs to
 * the item above. Undefined whenever something might be otherwise: then the text has to be read as a whole.
 *
 * That the parser sees the same items is not left to hope: it ends quoted texts, flow collections and block scalars
 * where a line is not further in than what they are in, whatever is missing. What an item can refer to outside of
 * itself is an anchor, by an alias, and whoever reads an item looks for those.
 */
export function yamlParts(text: string): YamlParts | undefined {
  const list = mainListLine(text);
  if (list === undefined) {
    return undefined;
  }
  const items: ItemStretch[] = [];
  let indent: string | undefined;
  let start = -1;
  let at = list;
  while (at < text.length) {
    const next = nextLine(text, at);
    const depth = blanks(text, at);
    const first = text.charCodeAt(at + depth);
    const isBlank = at + depth >= next || first === LINE_FEED || first === RETURN;
    if (first === TAB) {
      return undefined;
    }
    if (!isBlank && first !== HASH) {
      indent ??= text.slice(at, at + depth);
      if (depth < indent.length || (depth === indent.length && !isDash(text, at + depth))) {
        break;
      }
      if (depth === indent.length) {
        if (start >= 0) {
          items.push({ start, end: at });
        }
        start = at;
      }
    } else if (first === HASH && indent !== undefined && depth <= indent.length) {
      // A comment between items: the parser may count it to either.
      return undefined;
    }
    at = next;
  }
  if (start >= 0) {
    items.push({ start, end: Math.min(at, text.length) });
  }
  return indent === undefined || items.length < MIN_ITEMS || isOtherwise(text, items, at)
    ? undefined
    : { items, indent };
}

const TAB = 0x09;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const BLANK = 0x20;
const HASH = 0x23;
const DASH = 0x2d;

/** Where the line behind `resources:` starts. */
function mainListLine(text: string): number | undefined {
  const found = [...text.matchAll(/^(resources|features):[ ]*(?:#.*)?\r?\n/gm)];
  const [only] = found;
  return only && found.length === 1 && isMainList(only[1] ?? '') ? only.index + only[0].length : undefined;
}

/** Marks of documents, directives, and line breaks of old systems: rare, and they may change what everything means. */
function isOtherwise(text: string, items: readonly ItemStretch[], end: number): boolean {
  const around = `${text.slice(0, items[0]?.start ?? 0)}\n${text.slice(end)}`;
  return /^(?:---|\.\.\.|%)/m.test(around) || /\r(?!\n)/.test(text);
}

function nextLine(text: string, at: number): number {
  const feed = text.indexOf('\n', at);
  return feed < 0 ? text.length : feed + 1;
}

function blanks(text: string, at: number): number {
  let count = 0;
  while (text.charCodeAt(at + count) === BLANK) {
    count++;
  }
  return count;
}

/** A dash that starts an item. */
function isDash(text: string, at: number): boolean {
  const behind = text.charCodeAt(at + 1);
  return (
    text.charCodeAt(at) === DASH &&
    (Number.isNaN(behind) || behind === BLANK || behind === LINE_FEED || behind === RETURN)
  );
}
