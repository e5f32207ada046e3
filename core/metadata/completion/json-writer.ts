import type { MetadataDocument } from '../document.ts';
import { isCollection, writeFlow } from '../edits/write-value.ts';
import type { Layout, Writer, Written } from './cursor.ts';
import { mannerNear, Stop, Stops } from './draft.ts';
import type { Spot } from './json-spot.ts';

/** Writes JSON in the style of a document. */
export function jsonWriter(document: MetadataDocument, spot: Spot): Writer {
  const { text } = document;
  const rest = /^\s*(.?)/s.exec(text.slice(spot.end, spot.end + 1_000))?.[1] ?? '';
  const comma = rest === '' || ',}]:'.includes(rest) ? '' : ',';
  const isQuoted = text.charAt(spot.start) === '"' && spot.end > spot.start;
  const { paddedObjects } = mannerNear(document).style;
  const replace = { offset: spot.start, length: spot.end - spot.start };
  const more =
    spot.missingComma === undefined ? {} : { more: [{ offset: spot.missingComma, length: 0, text: ',' }] };
  const written = (insertText: string, search: string): Written => {
    // Editors compare it with the word as it stands there, with its quote if it has one.
    return { insertText, filterText: isQuoted ? JSON.stringify(search) : search, replace, ...more };
  };
  const entries = (stops: Stops, texts: readonly string[], search: string) =>
    written(stops.snippet(inBrackets(document, spot, texts) + comma), search);
  return {
    key: (name, value, layout) => {
      const stops = new Stops(paddedObjects);
      const pair = `${JSON.stringify(name)}: ${write(document, stops, value, layout)}${comma}`;
      return written(stops.snippet(rest === ':' ? JSON.stringify(name) : pair), name);
    },
    value: (value, search, layout) => {
      // Within quotes someone writes a text; lists and objects take the quotes away, as the person chose them.
      if (isQuoted && !isText(value) && !isContainer(value)) {
        return undefined;
      }
      const stops = new Stops(paddedObjects);
      return entries(stops, [write(document, stops, value, layout)], search);
    },
    items: (values, search, layout) => {
      const stops = new Stops(paddedObjects);
      return entries(
        stops,
        values.map((value) => write(document, stops, value, layout)),
        search,
      );
    },
    members: (members, search, layout) => {
      const stops = new Stops(paddedObjects);
      const pairs = Object.entries(members).map(
        ([key, value]) => `${JSON.stringify(key)}: ${write(document, stops, value, layout)}`,
      );
      return entries(stops, pairs, search);
    },
  };
}

/** Entries one below the other; where the brackets around them stand on one line, that line is broken up. */
function inBrackets(document: MetadataDocument, { start, end }: Spot, texts: readonly string[]): string {
  const { text } = document;
  const joined = texts.join(',\n');
  const isBetween =
    /[[{][ \t]*$/.test(text.slice(Math.max(0, start - 100), start)) &&
    /^[ \t]*[\]}]/.test(text.slice(end, end + 100));
  if (!joined.includes('\n') || !isBetween) {
    return joined;
  }
  const { unit } = mannerNear(document).style;
  return `\n${unit}${joined.replaceAll('\n', `\n${unit}`)}\n`;
}

function isText(value: unknown): boolean {
  return typeof value === 'string' || (value instanceof Stop && value.kind === 'text');
}

function isContainer(value: unknown): boolean {
  return value instanceof Stop ? value.kind === 'list' || value.kind === 'object' : isCollection(value);
}

function write(document: MetadataDocument, stops: Stops, draft: unknown, layout?: Layout): string {
  const value = stops.plain(draft, (text) => JSON.stringify(text));
  const { style, ...manner } = mannerNear(document);
  const isInline = layout === undefined && (style.inlineObjects || !hasFieldsOnLines(document.text));
  const own = { ...style, ...USUAL, inlineObjects: isInline };
  return writeFlow(value, { ...manner, style: own, quotes: '"', oneLine: false, inBrackets: true }, '');
}

/** Whether the author writes fields, which are the most frequent objects, with a line for each member. */
function hasFieldsOnLines(text: string): boolean {
  return /"fields"\s{0,20}:\s{0,20}\[\s{0,40}\{[ \t]{0,20}\r?\n/.test(text.slice(0, 20_000));
}

/** JSON as it is mostly written: short lists on one line. */
const USUAL = {
  lineBreak: '\n',
  minified: false,
  paddedObjects: true,
  paddedLists: false,
  inlineLists: true,
} as const;
