import type { MetadataDocument } from '../document.ts';
import { mannerIn } from '../edits/manner.ts';
import { type Manner, Verbatim } from '../edits/write-value.ts';

/** A place in a draft that people fill in: the editor stops there. A draft is a plain JSON value with such places. */
export class Stop {
  /** A text gets the quotes of the language; anything else is written as it is typed. */
  readonly kind: 'text' | 'value' | 'list' | 'object';
  /** What stands there at first, selected; with several, the person chooses. */
  readonly shown: readonly string[];
  /** What a text has before the stop. */
  readonly before: string;

  constructor(kind: Stop['kind'], shown: readonly string[] = [], before = '') {
    this.kind = kind;
    this.shown = shown;
    this.before = before;
  }
}

/** Choices are for a glance: a longer list is better completed. */
const MAX_CHOICES = 20;

/** A text that a person fills in. */
export function textStop(...shown: readonly string[]): Stop {
  return new Stop('text', shown.slice(0, MAX_CHOICES));
}

const manners = new WeakMap<MetadataDocument, Manner>();

/** How the author of a document writes, by its beginning: it is asked for with every key that is pressed. */
export function mannerNear(document: MetadataDocument): Manner {
  const beginning = { ...document, text: document.text.slice(0, 16_000) };
  const manner = manners.get(document) ?? mannerIn(beginning, undefined, undefined);
  manners.set(document, manner);
  return manner;
}

/** Marks the place of a stop in a text that is not escaped yet: characters that no text of ours holds. */
const OPEN = '\uE000';
const CLOSE = '\uE001';

/** Writes drafts: hands out stops, and puts them into the finished text in snippet syntax. */
export class Stops {
  private readonly stops: string[] = [];
  private readonly padding: string;

  /** @param isPadded whether the braces of objects have blanks within */
  constructor(isPadded = false) {
    this.padding = isPadded ? ' ' : '';
  }

  /** A draft as a plain value whose stops are written verbatim. */
  plain(draft: unknown, quote: (text: string) => string): unknown {
    if (draft instanceof Stop) {
      return new Verbatim(this.verbatim(draft, quote));
    }
    if (Array.isArray(draft)) {
      return draft.map((each: unknown) => this.plain(each, quote));
    }
    if (typeof draft !== 'object' || draft === null || draft instanceof Verbatim) {
      return draft;
    }
    return Object.fromEntries(Object.entries(draft).map(([key, each]) => [key, this.plain(each, quote)]));
  }

  /** A text with the stops that `plain` handed out, in the snippet syntax of LSP. */
  snippet(text: string): string {
    return text
      .split(/(\uE000\d{1,5}\uE001)/)
      .map((piece) => {
        const index = piece.startsWith(OPEN) ? Number(piece.slice(1, -1)) : -1;
        return this.stops[index] ?? snippetText(piece);
      })
      .join('');
  }

  private verbatim({ kind, shown, before }: Stop, quote: (text: string) => string): string {
    switch (kind) {
      case 'text':
        return before === '' ? this.text(shown, quote) : this.behind(before, quote);
      case 'list':
        return `[${this.next([])}]`;
      case 'object':
        return `{${this.padding}${this.next([])}${this.padding}}`;
      case 'value':
        return this.next(shown);
    }
  }

  /** The quotes stand around the stop where all that may stand in it has the same ones. */
  private text(shown: readonly string[], quote: (text: string) => string): string {
    const quoted = shown.map(quote);
    const isQuoted = (text: string) => text.length > 1 && text.startsWith('"') && text.endsWith('"');
    if (shown.length === 0) {
      return quote('').startsWith('"') && quote('x').startsWith('"') ? `"${this.next([])}"` : this.next([]);
    }
    return quoted.every(isQuoted)
      ? `"${this.next(quoted.map((each) => each.slice(1, -1)))}"`
      : this.next(quoted);
  }

  private behind(before: string, quote: (text: string) => string): string {
    const written = quote(before);
    const hasQuotes = /["']$/.test(written);
    return hasQuotes ? written.slice(0, -1) + this.next([]) + written.slice(-1) : written + this.next([]);
  }

  private next(shown: readonly string[]): string {
    const number = this.stops.length + 1;
    const [first] = shown;
    this.stops.push(
      first === undefined
        ? `$${number}`
        : shown.length === 1
          ? `\${${number}:${snippetText(first)}}`
          : `\${${number}|${shown.map(choiceText).join(',')}|}`,
    );
    return `${OPEN}${number - 1}${CLOSE}`;
  }
}

/** Escapes a text for snippet syntax. */
function snippetText(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

function choiceText(text: string): string {
  return text.replace(/[\\$},|]/g, '\\$&');
}
