import {
  Composer,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  Parser,
  type YAMLError,
} from 'yaml';
import { finding, visible } from './finding.ts';
import { type ParsedText, tooDeep, tooManyValues } from './json-text.ts';
import { MAX_NESTING, MAX_VALUES } from './nesting.ts';
import type { Problem } from './problem.ts';
import { duplicateKeys } from './repeated-keys.ts';
import type { Value } from './values.ts';
import { YamlTree } from './yaml-tree.ts';

const MAX_SYNTAX_PROBLEMS = 20;
/** A "name: value" line is about five lexemes, and they are counted as they come. */
export const MAX_LEXEMES = 5 * MAX_VALUES.yaml;

/** The parser's own words for what went wrong, where ours say more. */
const MESSAGES: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'YAML is indented with blanks, not with tabs',
  MULTIPLE_DOCS: 'A descriptor is one YAML document: remove what follows "---"',
  BAD_ALIAS: 'An alias needs the name of an anchor: *name',
  MULTILINE_IMPLICIT_KEY: 'The name of a property stands on one line, with a colon and a blank behind it',
};

/** The same by what the parser says, where a code of its own stands for several things. */
const SAYINGS: readonly (readonly [said: RegExp, ours: string])[] = [
  [
    /^Nested mappings are not allowed/,
    'There is a second "name: value" on this line: put it on a line of its own, or the value in quotes',
  ],
  [
    /^All (?:mapping|sequence|collection) items must start at the same column/,
    'This line is indented in another way than the ones that it belongs to',
  ],
  [/^Implicit map keys need to be followed by map values/, 'A colon and a value have to follow this name'],
  [/^Missing closing/, 'This text has no quote at its end'],
  [
    /^Unexpected scalar at node end/,
    'This does not belong to the value before it: is a quote or a comma missing?',
  ],
];

/** Reads YAML 1.2 (core schema, and merge keys) as far as it goes. Aliases are resolved. */
export function parseYaml(text: string): ParsedText & { readonly root?: Value } {
  try {
    return parseBounded(text);
  } catch (error) {
    // The parser has states that it calls impossible; hostile text reaches some of them.
    const message = error instanceof Error ? error.message : String(error);
    const place = { offset: 0, length: Math.min(1, text.length), path: [] };
    return {
      problems: [finding('error', 'metadata/syntax', place, `This cannot be read as YAML: ${message}`)],
    };
  }
}

function parseBounded(text: string): ReturnType<typeof parseYaml> {
  const read = readDocuments(text);
  if ('stop' in read) {
    return { problems: [read.stop] };
  }
  const { tree, documents } = read;
  const [first, second] = documents;
  if (!first) {
    return { problems: [empty(text)] };
  }
  const node = rootOf(first, tree);
  const problems = [
    ...documents.flatMap((document) => syntaxProblems(text, document)),
    ...(second ? [severalDocuments(second, text)] : []),
    ...tree.problems,
    ...(node ? duplicateKeys(node) : []),
  ];
  if (!node || (node.kind === 'null' && node.length === 0)) {
    return { problems: problems.length > 0 ? problems : [empty(text)] };
  }
  return { root: node, problems };
}

/** What one piece of YAML holds, when it is the only document in it. */
export interface YamlPiece {
  readonly root: Value;
  readonly problems: readonly Problem[];
  /** What it holds can be known from the piece alone. */
  readonly isClosed: boolean;
  readonly lexemes: number;
}

/** Reads a piece of a text by itself. Undefined where it is not one document, or too deep or too large. */
export function readPiece(text: string): YamlPiece | undefined {
  try {
    const read = readDocuments(text);
    const document = 'stop' in read || read.documents.length !== 1 ? undefined : read.documents[0];
    const root = document && 'tree' in read ? rootOf(document, read.tree) : undefined;
    return document && root && 'tree' in read
      ? {
          root,
          problems: [...syntaxProblems(text, document), ...read.tree.problems, ...duplicateKeys(root)],
          isClosed: !read.tree.hasAliases,
          lexemes: read.lexemes,
        }
      : undefined;
  } catch {
    return undefined;
  }
}

function rootOf(document: Document.Parsed, tree: YamlTree): Value | undefined {
  const contents: unknown = document.contents;
  return isMap(contents) || isSeq(contents) || isScalar(contents) || isAlias(contents)
    ? tree.convert(contents, undefined, '')
    : undefined;
}

type ReadDocuments =
  | { readonly stop: Problem }
  | { readonly tree: YamlTree; readonly documents: Document.Parsed[]; readonly lexemes: number };

function readDocuments(text: string): ReadDocuments {
  const tokens = syntaxTokens(text);
  if (!('all' in tokens)) {
    return { stop: 'tooDeepAt' in tokens ? tooDeep(tokens.tooDeepAt) : tooManyValues('yaml') };
  }
  // `uniqueKeys` compares every key with every other: 100 000 keys would take minutes. We look for repetition.
  const options = {
    prettyErrors: false,
    uniqueKeys: false,
    merge: false,
    version: '1.2',
    schema: 'core',
  } as const;
  const documents = [...new Composer(options).compose(tokens.all, true, text.length)];
  return { tree: new YamlTree(text), documents, lexemes: tokens.lexemes };
}

type Tokens = ReturnType<Parser['next']> extends Generator<infer Token> ? Token[] : never;

/** The concrete syntax, unless it nests too deep: composing it recurses, tokenizing it does not. */
function syntaxTokens(
  text: string,
): { all: Tokens; lexemes: number } | { tooDeepAt: number } | { tooManyValues: true } {
  const parser = new Parser();
  const all: Tokens = [];
  let lexemes = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (++lexemes > MAX_LEXEMES) {
      return { tooManyValues: true };
    }
    all.push(...parser.next(lexeme));
    if (parser.stack.length > MAX_NESTING) {
      return { tooDeepAt: Math.max(0, Math.min(parser.offset, text.length) - 1) };
    }
  }
  all.push(...parser.end());
  return { all, lexemes };
}

function syntaxProblems(text: string, document: Document.Parsed): Problem[] {
  return [
    ...document.errors
      .slice(0, MAX_SYNTAX_PROBLEMS)
      // One slip may break several rules of the grammar at one place.
      .filter(({ pos }, index, errors) => pos[0] !== errors[index - 1]?.pos[0])
      .map((error) => syntaxProblem(text, 'error', error)),
    ...document.warnings
      .slice(0, MAX_SYNTAX_PROBLEMS)
      .map((warning) => syntaxProblem(text, 'warning', warning)),
  ];
}

function syntaxProblem(text: string, severity: 'error' | 'warning', error: YAMLError): Problem {
  const [start, end] = error.pos;
  const place = visible(text, start, end - start);
  const ours = SAYINGS.find(([said]) => said.test(error.message))?.[1] ?? MESSAGES[error.code];
  return finding(severity, 'metadata/syntax', place, `${ours ?? error.message}.`);
}

function severalDocuments(second: Document.Parsed, text: string): Problem {
  const offset = Math.min(second.range[0], text.length);
  const place = { offset, length: Math.min(3, text.length - offset), path: [] };
  return finding('error', 'metadata/syntax', place, `${MESSAGES['MULTIPLE_DOCS']}.`);
}

function empty(text: string): Problem {
  const place = { offset: 0, length: Math.min(1, text.length), path: [] };
  return finding(
    'error',
    'metadata/syntax',
    place,
    'The file is empty: expected properties, each as "name: value".',
  );
}
