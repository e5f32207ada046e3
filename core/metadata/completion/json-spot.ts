import type { Node } from '../node.ts';

/** An object or a list around the cursor, as far as the text before the cursor tells. */
export type Container = Extract<Node, { kind: 'object' | 'array' }>;

/** What the grammar of JSON expects at the cursor. */
export interface Spot {
  readonly kind: 'key' | 'value';
  /** The key of the member whose value stands here; only in objects. */
  readonly key?: string;
  /** The word under the cursor; empty where none has been begun. */
  readonly start: number;
  readonly end: number;
  /** Where a comma is missing before it. */
  readonly missingComma?: number;
}

/** The objects and lists that hold an offset, the outermost first. */
export function containersAt(text: string, root: Node | undefined, offset: number): Container[] {
  const chain: Container[] = [];
  let node = root;
  while (node && (node.kind === 'object' || node.kind === 'array') && node.offset < offset) {
    const values: readonly (Node | undefined)[] =
      node.kind === 'object' ? node.members.map(({ value }) => value) : node.items;
    // The last one that starts before the cursor; those behind it, in a broken text, may not be in order.
    const next = values.findLast((value) => value !== undefined && value.offset < offset);
    if (offset >= node.offset + node.length && isClosed(text, node, values)) {
      break;
    }
    chain.push(node);
    node = next;
  }
  return chain;
}

/** An object that nobody closed reaches to the end of the text, as does what it is in. */
function isClosed(text: string, { kind, offset, length }: Container, values: readonly (Node | undefined)[]) {
  const end = offset + length;
  const last = values.findLast((value) => value !== undefined);
  return (
    text.charAt(end - 1) === (kind === 'object' ? '}' : ']') &&
    length > 1 &&
    (last === undefined || last.offset + last.length < end)
  );
}

/** What may be written at an offset of the innermost object or list around it. */
export function spotIn(text: string, container: Container, offset: number): Spot | undefined {
  const machine = new Machine(container.kind === 'object');
  for (let at = startBefore(container, offset); ; ) {
    const start = behindBlanks(text, at, offset);
    if (start === undefined) {
      return undefined; // in a comment
    }
    if (start >= offset) {
      return machine.spot(text, offset, offset, offset);
    }
    const character = text.charAt(start);
    if (character === '{' || character === '[') {
      at = endOfBrackets(text, start, offset);
      if (at > offset) {
        return undefined; // in something that the tree does not know
      }
      machine.value(at);
    } else if (character === ',' || character === ':' || character === '}' || character === ']') {
      machine.sign(character);
      at = start + 1;
    } else {
      const isText = character === '"';
      at = isText ? endOfText(text, start, offset) : endOfWord(text, start);
      if (offset <= at) {
        return machine.spot(text, start, at, offset);
      }
      machine.word(isText ? contentOf(text.slice(start, at)) : text.slice(start, at), at);
    }
  }
}

/** The first offset that is no blank and in no comment; undefined when a comment holds the limit. */
function behindBlanks(text: string, from: number, limit: number): number | undefined {
  let at = from;
  for (;;) {
    while (at < limit && ' \t\r\n\uFEFF'.includes(text.charAt(at))) {
      at++;
    }
    const opening = text.slice(at, at + 2);
    if (at >= limit || (opening !== '//' && opening !== '/*')) {
      return at;
    }
    const closing = text.indexOf(opening === '//' ? '\n' : '*/', at + 2);
    at = closing < 0 ? text.length : closing + (opening === '//' ? 0 : 2);
    if (at >= limit) {
      return undefined;
    }
  }
}

function endOfWord(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && !' \t\r\n,:{}[]"'.includes(text.charAt(at))) {
    at++;
  }
  return at;
}

function contentOf(token: string): string {
  try {
    return String(JSON.parse(token));
  } catch {
    return token.slice(1);
  }
}

/** From where the grammar can be followed: the entry before the last one that starts before the cursor. */
function startBefore(container: Container, offset: number): number {
  const starts =
    container.kind === 'object'
      ? container.members.map(({ keyOffset }) => keyOffset)
      : container.items.map((item) => item.offset);
  const last = starts.findLastIndex((start) => start < offset);
  return starts[last - 1] ?? container.offset + 1;
}

/**
 * Where a text token ends. One that is being typed has no closing quote yet, so that the scanner ends it at the end of
 * the line or at the next quote: what follows that quote then tells.
 */
function endOfText(text: string, start: number, offset: number): number {
  const end = behindText(text, start);
  const isClosed = end - start > 1 && text.charAt(end - 1) === '"';
  if (offset <= start || offset > end) {
    return end;
  }
  if (isClosed && offset === end) {
    // A quote before the rest of a word closed the one before it.
    return end + (/^[^\s",:{}[\]]*"(?=\s*[:,}\]])/.exec(text.slice(end, end + 200))?.[0].length ?? 0);
  }
  const following = /^[ \t\r]*(.?)/.exec(text.slice(end, end + 200))?.[1] ?? '';
  if (isClosed && (following === '' || ',:}]"'.includes(following))) {
    return end;
  }
  const rest = /^[^\s"',:{}[\]]*/.exec(text.slice(offset, end))?.[0].length ?? 0;
  return Math.max(offset, start + 1) + rest;
}

/** The offset behind the bracket that closes the one at `start`, or anything above `limit`. */
function endOfBrackets(text: string, start: number, limit: number): number {
  let depth = 0;
  for (let at = start; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      at = behindText(text, at) - 1;
    } else if (code === 0x7b || code === 0x5b) {
      depth++;
    } else if ((code === 0x7d || code === 0x5d) && --depth === 0) {
      return at + 1;
    }
  }
  return limit + 1;
}

/** The offset behind a text that starts with a quote at `start`; an open one ends with its line. */
export function behindText(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x5c) {
      at++;
    } else if (code === 0x22) {
      return at + 1;
    } else if (code === 0x0a) {
      return at;
    }
  }
  return text.length;
}

/** Follows the grammar of the entries of an object or a list. */
class Machine {
  private readonly inObject: boolean;
  private expected: 'key' | 'colon' | 'value' | 'comma';
  private key: string | undefined;
  private previousEnd = -1;

  constructor(inObject: boolean) {
    this.inObject = inObject;
    this.expected = inObject ? 'key' : 'value';
  }

  /** A comma, a colon, or a bracket that closes nothing. */
  sign(character: string): void {
    const afterColon = this.inObject ? 'value' : 'comma';
    this.expected = character === ':' ? afterColon : this.inObject ? 'key' : 'value';
  }

  value(end: number): void {
    this.expected = 'comma';
    this.previousEnd = end;
  }

  word(content: string, end: number): void {
    if (this.inObject && this.expected !== 'value') {
      this.key = content; // also where a comma or a colon is missing before it
      this.expected = 'colon';
    } else {
      this.value(end);
    }
  }

  spot(text: string, start: number, end: number, offset: number): Spot | undefined {
    const isBegun = end > start;
    switch (this.expected) {
      case 'key':
        return { kind: 'key', start, end };
      case 'value':
        return {
          kind: 'value',
          start,
          end,
          ...(this.inObject && this.key !== undefined && { key: this.key }),
        };
      case 'colon':
        return isBegun && text.charAt(start) === '"' ? { kind: 'key', start, end } : undefined;
      case 'comma': {
        const isNewLine = text.slice(this.previousEnd, offset).includes('\n');
        return isBegun || (isNewLine && !/^\s*,/.test(text.slice(offset, offset + 1_000)))
          ? { kind: this.inObject ? 'key' : 'value', start, end, missingComma: this.previousEnd }
          : undefined;
      }
    }
  }
}
