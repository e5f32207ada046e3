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
import { YamlTree } from './yaml-tree.ts';

const MAX_SYNTAX_PROBLEMS = 20;
/** A "name: value" line is about five lexemes, and they are counted as they come. */
const MAX_LEXEMES = 5 * MAX_VALUES.yaml;

/** The parser's own words for what went wrong, where ours say more. */
const MESSAGES: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'YAML is indented with blanks, not with tabs',
  MULTIPLE_DOCS: 'A descriptor is one YAML document: remove what follows "---"',
  BAD_ALIAS: 'An alias needs the name of an anchor: *name',
};

/** Reads YAML 1.2 (core schema, and merge keys) as far as it goes. Aliases are resolved. */
export function parseYaml(text: string): ParsedText {
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

function parseBounded(text: string): ParsedText {
  const tokens = syntaxTokens(text);
  if (!('all' in tokens)) {
    return { problems: ['tooDeepAt' in tokens ? tooDeep(tokens.tooDeepAt) : tooManyValues('yaml')] };
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
  const [first, second] = documents;
  if (!first) {
    return { problems: [empty(text)] };
  }
  const tree = new YamlTree(text);
  const contents: unknown = first.contents;
  const root =
    isMap(contents) || isSeq(contents) || isScalar(contents) || isAlias(contents) ? contents : undefined;
  const node = root && tree.convert(root, undefined, '');
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

type Tokens = ReturnType<Parser['next']> extends Generator<infer Token> ? Token[] : never;

/** The concrete syntax, unless it nests too deep: composing it recurses, tokenizing it does not. */
function syntaxTokens(text: string): { all: Tokens } | { tooDeepAt: number } | { tooManyValues: true } {
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
  return { all };
}

function syntaxProblems(text: string, document: Document.Parsed): Problem[] {
  return [
    ...document.errors.slice(0, MAX_SYNTAX_PROBLEMS).map((error) => syntaxProblem(text, 'error', error)),
    ...document.warnings
      .slice(0, MAX_SYNTAX_PROBLEMS)
      .map((warning) => syntaxProblem(text, 'warning', warning)),
  ];
}

function syntaxProblem(text: string, severity: 'error' | 'warning', error: YAMLError): Problem {
  const [start, end] = error.pos;
  const place = visible(text, start, end - start);
  return finding(severity, 'metadata/syntax', place, `${MESSAGES[error.code] ?? error.message}.`);
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
