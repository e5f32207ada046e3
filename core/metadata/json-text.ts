import { finding, type Place, visible } from './finding.ts';
import { type JsonError, type JsonFault, JsonReader, type JsonTree } from './json-reader.ts';
import { MAX_NESTING, MAX_VALUES } from './nesting.ts';
import type { Node } from './node.ts';
import type { Problem } from './problem.ts';
import { keepMarks, type ReadText, ReusableItems } from './reuse.ts';

/** A tree as far as the text gives one, and what is wrong with the text. */
export interface ParsedText {
  readonly root?: Node;
  readonly problems: readonly Problem[];
  /** For reading the next version of the text. */
  readonly read?: ReadText;
}

/** Reads JSON (RFC 8259, no comments, no trailing commas) as far as it goes. */
export function parseJson(text: string): ParsedText {
  return runToEnd(readJson(text, undefined));
}

/** Runs a task that stops now and then without a pause. */
export function runToEnd<Result>(steps: Generator<undefined, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) {
      return step.value;
    }
  }
}

/** Reads JSON in steps; of an older version of the text, what stands unchanged in this one is taken over. */
export function* readJson(text: string, before: ReadText | undefined): Generator<undefined, ParsedText> {
  const reusable = before && ReusableItems.between(before, text);
  let tree = yield* new JsonReader(text, reusable).read();
  if (tree.stop && reusable) {
    tree = yield* new JsonReader(text).read(); // the count of values may have been too high
  }
  if (before && tree.root && !reusable) {
    keepMarks(before, text, tree.root);
  }
  return parsed(text, tree, reusable ? before.generation + 1 : 0);
}

function parsed(
  text: string,
  { root, errors, repeated, stop, values }: JsonTree,
  generation: number,
): ParsedText {
  if (stop) {
    return { problems: ['tooDeepAt' in stop ? tooDeep(stop.tooDeepAt) : tooManyValues('json')] };
  }
  const causes = errors.filter((error, index) => !isEcho(text, error, errors[index - 1]));
  const problems = [...causes.map((error) => syntaxProblem(text, error)), ...repeated];
  return { ...(root && { root, read: { text, root, problems, values, generation } }), problems };
}

/**
 * Whether something is missing only because of what stands right before: a name or a value where that is no JSON, a
 * colon or a comma where it is a text without an end.
 */
function isEcho(text: string, { error, offset }: JsonError, last: JsonError | undefined): boolean {
  const follows: readonly JsonFault[] =
    last?.error === 'symbol' ? ['name', 'value'] : last?.error === 'open text' ? ['colon', 'comma'] : [];
  return (
    last !== undefined &&
    follows.includes(error) &&
    text.slice(last.offset + last.length, offset).trim() === ''
  );
}

/** The finding about a text that nests deeper than anything we look at. */
export function tooDeep(offset: number): Problem {
  return finding(
    'error',
    'metadata/too-deep',
    { offset, length: 1, path: [] },
    `Objects and arrays nest deeper than ${MAX_NESTING} levels here. The file was not checked; flatten it.`,
  );
}

/** The finding about a text of more values than we keep in memory. */
export function tooManyValues(language: keyof typeof MAX_VALUES): Problem {
  return finding(
    'error',
    'metadata/too-large',
    { offset: 0, length: 1, path: [] },
    `The file was not checked: it holds more than ${MAX_VALUES[language].toLocaleString('en')} values. Move data out of it.`,
  );
}

/** What each error means to the person who wrote the text. */
const MESSAGES: Readonly<Record<JsonFault, string>> = {
  symbol: 'This is not JSON. A value is "text" in double quotes, a number, true, false, null, [ … ] or { … }',
  name: 'Expected the name of a property in double quotes',
  value: 'Expected a value: "text", a number, true, false, null, [ … ] or { … }',
  colon: 'Expected a colon between the name of a property and its value',
  comma: 'Expected a comma between two entries',
  'close object': 'Expected "}" to close the object',
  'close array': 'Expected "]" to close the array',
  'end of file': 'Expected the end of the file: JSON is one value',
  comment: 'JSON has no comments: remove this one',
  'open text': 'This text has no double quote at its end, on the same line',
  'open number': 'This number ends too early',
  unicode: 'Expected four hexadecimal digits after \\u',
  escape: 'Expected one of " \\ / b f n r t u after a backslash',
  control: 'A control character in a text has to be written as \\u and four hexadecimal digits',
};

function syntaxProblem(text: string, error: JsonError): Problem {
  const place = visible(text, error.offset, error.length);
  const comma = trailingComma(text, error);
  if (comma !== undefined) {
    return finding(
      'error',
      'metadata/syntax',
      { offset: comma, length: 1, path: [] },
      'JSON has no comma before a closing bracket: remove it.',
      { fixes: [{ title: 'Remove the comma', edits: [{ offset: comma, length: 1, text: '' }], safe: true }] },
    );
  }
  if (text.trim() === '') {
    return finding('error', 'metadata/syntax', place, 'The file is empty: expected a JSON object { … }.');
  }
  const name = error.error === 'colon' ? nameAlone(text, error.offset) : undefined;
  if (name) {
    return finding('error', 'metadata/syntax', name, 'A colon and a value have to follow this name.');
  }
  const found =
    error.error === 'open text' ? '' : text.slice(error.offset, error.offset + Math.min(error.length, 30));
  const message = MESSAGES[error.error];
  return finding('error', 'metadata/syntax', place, `${message}${found.trim() ? `; found ${found}` : ''}.`);
}

/** The name before an offset where its object ends or goes on, as it does while somebody types the name. */
function nameAlone(text: string, offset: number): Place | undefined {
  const end = lastVisible(text, offset);
  const start = text.charAt(end) === '"' ? text.lastIndexOf('"', end - 1) : -1;
  return start >= 0 && /^[},]?$/.test(text.charAt(offset))
    ? { offset: start, length: end + 1 - start, path: [] }
    : undefined;
}

/** The offset of a comma right before the closing bracket that an error is about. */
function trailingComma(text: string, { error, offset }: JsonError): number | undefined {
  if ((error !== 'name' && error !== 'value') || !/[\]}]/.test(text.charAt(offset))) {
    return undefined;
  }
  const before = lastVisible(text, offset);
  return text.charAt(before) === ',' ? before : undefined;
}

/** The offset of the last character before an offset that is no blank; -1 where there is none. */
function lastVisible(text: string, offset: number): number {
  let before = offset - 1;
  while (before >= 0 && ' \t\r\n'.includes(text.charAt(before))) {
    before--;
  }
  return before;
}
