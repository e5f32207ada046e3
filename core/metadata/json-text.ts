import { type Node as JsonNode, type ParseError, parseTree } from 'jsonc-parser';
import type { PathSegment } from '#core/base/json-pointer.ts';
import { finding, visible } from './finding.ts';
import { MAX_NESTING, MAX_VALUES, whyTooComplex } from './nesting.ts';
import type { Member, Node } from './node.ts';
import type { Problem } from './problem.ts';
import { duplicateKeys } from './repeated-keys.ts';

/** A tree as far as the text gives one, and what is wrong with the text. */
export interface ParsedText {
  readonly root?: Node;
  readonly problems: readonly Problem[];
}

/** One slip yields a cascade of errors: only the first of them help. */
const MAX_SYNTAX_PROBLEMS = 20;

/** Reads JSON (RFC 8259, no comments, no trailing commas) as far as it goes. */
export function parseJson(text: string): ParsedText {
  const complex = whyTooComplex(text);
  if (complex) {
    return { problems: ['tooDeepAt' in complex ? tooDeep(complex.tooDeepAt) : tooManyValues('json')] };
  }
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: false, disallowComments: true });
  const root = tree && toNode(tree, []);
  const syntax = errors.slice(0, MAX_SYNTAX_PROBLEMS).map((error) => syntaxProblem(text, error));
  return { ...(root && { root }), problems: [...syntax, ...(root ? duplicateKeys(root) : [])] };
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

function toNode(json: JsonNode, path: readonly PathSegment[]): Node | undefined {
  const base = { offset: json.offset, length: json.length, path };
  switch (json.type) {
    case 'object':
      return {
        ...base,
        kind: 'object',
        members: (json.children ?? []).flatMap((each) => toMember(each, path)),
      };
    case 'array':
      return {
        ...base,
        kind: 'array',
        items: (json.children ?? []).flatMap((each, index) => toNode(each, [...path, index]) ?? []),
      };
    case 'string':
      return { ...base, kind: 'string', value: String(json.value) };
    case 'number':
      return { ...base, kind: 'number', value: Number(json.value) };
    case 'boolean':
      return { ...base, kind: 'boolean', value: json.value === true };
    case 'null':
      return { ...base, kind: 'null' };
    case 'property':
      return undefined;
  }
}

function toMember(property: JsonNode, path: readonly PathSegment[]): Member[] {
  const [key, value] = property.children ?? [];
  if (!key) {
    return [];
  }
  const name = String(key.value);
  const node = value && toNode(value, [...path, name]);
  return [{ key: name, keyOffset: key.offset, keyLength: key.length, ...(node && { value: node }) }];
}

/** What each error number of jsonc-parser (its `ParseErrorCode`) means to the person who wrote the text. */
const MESSAGES: Readonly<Record<number, string>> = {
  1: 'This is not JSON. A value is "text" in double quotes, a number, true, false, null, [ … ] or { … }',
  2: 'This is not a number as JSON writes it: no leading zeros, no leading "+", a digit on both sides of the point',
  3: 'Expected the name of a property in double quotes',
  4: 'Expected a value: "text", a number, true, false, null, [ … ] or { … }',
  5: 'Expected a colon between the name of a property and its value',
  6: 'Expected a comma between two entries',
  7: 'Expected "}" to close the object',
  8: 'Expected "]" to close the array',
  9: 'Expected the end of the file: JSON is one value',
  10: 'JSON has no comments: remove this one',
  11: 'Expected "*/" to close the comment, and JSON has no comments: remove it',
  12: 'Expected a double quote that closes the text on the same line',
  13: 'This number ends too early',
  14: 'Expected four hexadecimal digits after \\u',
  15: 'Expected one of " \\ / b f n r t u after a backslash',
  16: 'A control character in a text has to be written as \\u and four hexadecimal digits',
};

function syntaxProblem(text: string, error: ParseError): Problem {
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
  const found = text.slice(error.offset, error.offset + Math.min(error.length, 30));
  const message = MESSAGES[error.error] ?? 'This is not JSON';
  return finding('error', 'metadata/syntax', place, `${message}${found.trim() ? `; found ${found}` : ''}.`);
}

/** The offset of a comma right before the closing bracket that an error is about. */
function trailingComma(text: string, { error, offset }: ParseError): number | undefined {
  if ((error !== 3 && error !== 4) || !/[\]}]/.test(text.charAt(offset))) {
    return undefined;
  }
  let before = offset - 1;
  while (before >= 0 && ' \t\r\n'.includes(text.charAt(before))) {
    before--;
  }
  return text.charAt(before) === ',' ? before : undefined;
}
