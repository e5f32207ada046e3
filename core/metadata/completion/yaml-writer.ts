import type { MetadataDocument } from '../document.ts';
import {
  isCollection,
  isEmptyCollection,
  type Manner,
  Verbatim,
  writeBlock,
  writeBlockValue,
  writeFlow,
  writeText,
} from '../edits/write-value.ts';
import type { Layout, Writer, Written } from './cursor.ts';
import { mannerNear, Stop, Stops } from './draft.ts';
import type { Word } from './yaml-word.ts';

/** Writes YAML in the style of a document. */
export function yamlWriter(document: MetadataDocument, word: Word): Writer {
  const { text } = document;
  const { start, end, quote, place } = word;
  const needsBlank = place === 'colon' && text.charAt(start - 1) === ':';
  // Editors indent further lines as the first one; behind `- ` the members of an object stand further in.
  const inner = word.column - (word.dashes[0] ?? word.column);
  const scalar = (value: string) => writeText(value, 'yaml', quote === '' ? 'plain' : quote);
  // Editors compare it with the word as it stands there, with its quote if it has one.
  const filter = (search: string) => (quote === '' ? search : scalar(search));
  const written = (insertText: string, search: string): Written => {
    return { insertText, filterText: filter(search), replace: { offset: start, length: end - start } };
  };
  /** Lines below a key: the blank behind its colon goes. */
  const below = (insertText: string, search: string): Written => {
    const blanks = /[ \t]*$/.exec(text.slice(word.lineStart, start))?.[0] ?? '';
    return {
      insertText,
      filterText: blanks + filter(search),
      replace: { offset: start - blanks.length, length: end - start + blanks.length },
    };
  };
  const onLines = (stops: Stops, block: string, search: string) =>
    place === 'colon' ? below(stops.snippet(block), search) : written(stops.snippet(block), search);
  const entries = (values: readonly unknown[], search: string, layout?: Layout) => {
    const stops = new Stops();
    const manner = mannerOf(document, word, layout);
    const plain = values.map((value) => stops.plain(value, scalar));
    if (manner.inBrackets) {
      return written(stops.snippet(plain.map((each) => writeFlow(each, manner, '')).join(', ')), search);
    }
    // Behind a dash the list is there already: further items stand below that dash.
    const column = word.dashes.length > 0 ? (word.dashes.at(-1) ?? 0) - (word.dashes[0] ?? 0) : 0;
    const items = plain.map((each) => writeBlock(each, manner, column + 2));
    return written(stops.snippet(items.join(`\n${' '.repeat(column)}- `)), search);
  };
  return {
    key: (name, value, layout) => {
      const stops = new Stops();
      const rest = word.hasColon ? '' : `:${valueBelow(stops, document, word, value, inner, layout)}`;
      return written(stops.snippet(keyText(name, quote) + rest), name);
    },
    value: (value, search, layout) => {
      const isWord =
        !isCollection(value) || (value instanceof Stop && (value.kind === 'text' || value.kind === 'value'));
      if (
        quote !== '' &&
        isWord &&
        typeof value !== 'string' &&
        !(value instanceof Stop && value.kind === 'text')
      ) {
        return undefined;
      }
      const stops = new Stops();
      const manner = mannerOf(document, word, layout);
      const plain = stops.plain(value, scalar);
      if (!isCollection(plain) || manner.inBrackets || isEmptyCollection(plain)) {
        const flow = writeFlow(plain, { ...manner, quotes: quote === '' ? 'plain' : quote }, '');
        return written((needsBlank ? ' ' : '') + stops.snippet(flow), search);
      }
      return place === 'colon'
        ? onLines(stops, writeBlockValue(plain, manner, inner), search)
        : onLines(stops, writeBlock(plain, onOwnLine(plain, manner), inner), search);
    },
    items: entries,
    members: (members, search, layout) => {
      const stops = new Stops();
      const lines = Object.entries(members).map(
        ([key, value]) => `${keyText(key, '')}:${valueBelow(stops, document, word, value, inner, layout)}`,
      );
      const separator = word.inBrackets ? ', ' : `\n${' '.repeat(inner)}`;
      return written(stops.snippet(lines.join(separator)), search);
    },
  };
}

/** On a line of its own, a list is one with dashes, also for an author who writes short ones in brackets. */
function onOwnLine(plain: unknown, manner: Manner): Manner {
  return Array.isArray(plain) && !plain.some(isCollection)
    ? { ...manner, style: { ...manner.style, inlineLists: false } }
    : manner;
}

function keyText(name: string, quote: Word['quote']): string {
  return writeText(name, 'yaml', quote === '' ? 'plain' : quote);
}

/** What follows the colon of a key. `column` is that of the key, from where the editor indents. */
function valueBelow(
  stops: Stops,
  document: MetadataDocument,
  word: Word,
  value: unknown,
  column: number,
  layout?: Layout,
): string {
  const manner = mannerOf(document, word, layout);
  const { unit } = manner.style;
  if (value instanceof Stop && value.kind === 'object' && !manner.inBrackets) {
    const [stop] = [stops.plain(new Stop('value'), String)];
    return `\n${' '.repeat(column + unit.length)}${stop instanceof Verbatim ? stop.text : ''}`;
  }
  const draft =
    value instanceof Stop && value.kind === 'list' && !manner.inBrackets ? [new Stop('value')] : value;
  const plain = stops.plain(draft, (text) => writeText(text, 'yaml', 'plain'));
  return writeBlockValue(plain, manner, column);
}

function mannerOf(document: MetadataDocument, word: Word, layout?: Layout): Manner {
  const { style, ...manner } = mannerNear(document);
  return {
    ...manner,
    style: {
      ...style,
      lineBreak: '\n',
      inlineObjects: layout === undefined && style.inlineObjects,
    },
    quotes: 'plain',
    oneLine: word.inBrackets,
    inBrackets: word.inBrackets,
  };
}
