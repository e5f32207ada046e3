import type { MetadataDocument } from '../document.ts';
import type { Node } from '../node.ts';
import { type Entry, isAlias, isFlow, type Layout } from './layout.ts';
import { lineEnd, startsLine } from './lines.ts';
import { styleOf } from './style.ts';
import type { Manner, Quotes } from './write-value.ts';

/** How many neighbours are looked at to see how they are written. */
const MAX_NEIGHBOURS = 20;

/**
 * How a value is written in an object or a list: in the quotes of its neighbours, and on one line where these (or
 * all around) are. `old` is the value that it takes the place of.
 */
export function mannerIn(
  document: MetadataDocument,
  parent: Node | undefined,
  layout: Layout | undefined,
  old?: Node,
): Manner {
  const style = styleOf(document);
  const entries = (layout?.entries ?? []).slice(0, MAX_NEIGHBOURS);
  const inBrackets = parent !== undefined && isFlow(document, parent);
  return {
    style,
    quotes: document.language === 'json' ? '"' : (firstQuotes(document, entries) ?? 'plain'),
    inBrackets,
    literalTexts: false,
    oneLine: inBrackets && (isOnOneLine(document, parent) || sharesLine(document, layout)),
    shortOnOneLine: inBrackets && areOnOneLine(document, entries, old),
  };
}

/** In YAML, the lines of a value have to be indented deeper than the block around, which only whole lines tell. */
function sharesLine(document: MetadataDocument, layout: Layout | undefined): boolean {
  return (
    document.language === 'yaml' && (layout?.entries ?? []).some(({ start }) => !startsLine(document, start))
  );
}

function isOnOneLine(document: MetadataDocument, { offset, length }: Node): boolean {
  return lineEnd(document, offset) >= offset + length;
}

/** True when there are objects or lists among the neighbours, and each of them is on one line. */
function areOnOneLine(document: MetadataDocument, entries: readonly Entry[], old: Node | undefined): boolean {
  const alike = entries.flatMap(({ value }) => (value && value !== old && isFilled(value) ? [value] : []));
  return alike.length > 0 && alike.every((value) => isOnOneLine(document, value));
}

function isFilled(node: Node): boolean {
  return (node.kind === 'object' ? node.members : node.kind === 'array' ? node.items : []).length > 0;
}

function firstQuotes(document: MetadataDocument, entries: readonly Entry[]): Quotes | undefined {
  for (const { value } of entries) {
    const quotes = value && quotesOf(document, value);
    if (quotes) {
      return quotes;
    }
  }
  return undefined;
}

/** The quotes that a text is written in, `plain` for none; undefined for what is no text. */
export function quotesOf(document: MetadataDocument, node: Node): Quotes | undefined {
  if (node.kind !== 'string' || isAlias(document, node)) {
    return undefined;
  }
  const first = document.text.charAt(node.offset);
  return first === '"' || first === "'" ? first : 'plain';
}
