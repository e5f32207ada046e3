import type { DataFact, DialectFact } from '../data-fact.ts';
import type { DialectInForce } from '../described-table.ts';
import type { MetadataDocument } from '../document.ts';
import { insertMember, replaceWith } from '../edits.ts';
import { finding, headOf, keyPlace, type Place, proposedFix } from '../finding.ts';
import type { Problem, Severity, TextEdit } from '../problem.ts';
import type { Surroundings } from '../surroundings.ts';
import { memberOf, memberValue, type ObjectNode } from '../tree.ts';
import { shown } from '../wording.ts';
import { dataOf, dialectInForce, hasNoHeader, hasOtherDelimiter } from './data-of-resource.ts';
import { foundTables, ofEachTable } from './described-tables.ts';
import { fieldNames, type Part, partOf } from './resources.ts';

const NAMES: Readonly<Record<string, string>> = {
  ',': 'a comma',
  ';': 'a semicolon',
  '\t': 'a tab',
  '|': 'a bar (|)',
  ':': 'a colon',
  ' ': 'a blank',
  "'": 'an apostrophe',
  '"': 'a double quote',
  '\n': 'LF (\\n)',
  '\r\n': 'CRLF (\\r\\n)',
  '\r': 'CR (\\r)',
};

/** A delimited text is written as its resource says (table-dialect.md, Delimited). One finding: the others may follow from it. */
export function* checkDialectOfFile(
  resource: ObjectNode,
  document: MetadataDocument,
  surroundings: Surroundings,
): Generator<Problem> {
  const [first] = dataOf(resource, surroundings);
  if (!first) {
    return;
  }
  const subject = {
    document,
    resource,
    path: first.path,
    part: partOf(resource, 'dialect', document, surroundings),
  };
  const inForce = dialectInForce(resource, document, surroundings);
  const schema = partOf(resource, 'schema', document, surroundings);
  for (const { key, found: differing, message } of differences(
    first.data,
    inForce,
    fieldNames(schema?.node),
  )) {
    yield mismatch(subject, key, differing, `${message[0]}the file${message[1]}`);
  }
}

/** The same for a dialect in a file of its own, with each of the tables that are known to be read with it. */
export function* checkDialectOfTables(
  document: MetadataDocument,
  surroundings: Surroundings,
): Generator<Problem> {
  const { root } = document;
  if (root?.kind !== 'object') {
    return;
  }
  yield* ofEachTable(
    foundTables(document, surroundings, 'tabledialect'),
    function* check({ path, data, dialect, fieldNames: names = [] }) {
      for (const { key, found, message } of differences(data, dialect, names)) {
        const stated = memberValue(root, key);
        const title = `Set "${key}" to ${JSON.stringify(found[key])}`;
        const edits = stated
          ? replaceWith(document, stated, found[key])
          : insertMember(document, root, key, found[key]);
        const fixes = proposedFix(title, edits);
        const text = `${message[0]}${shown(path)}${message[1]}`;
        yield finding(SEVERITIES[key], CODES[key], stated ?? headOf(document, root), text, { fixes });
      }
    },
    ({ message }, { path }) => message.replace(shown(path), ''),
  );
}

/** In what a file differs from its dialect; the message in two parts, between which it is named. */
interface Difference {
  readonly key: keyof DialectFact;
  readonly found: DialectFact;
  readonly message: readonly [before: string, after: string];
}

/** At most one: the others may follow from it. */
function* differences(
  data: DataFact,
  inForce: DialectInForce,
  names: readonly string[],
): Generator<Difference> {
  const { dialect: found } = data;
  const { lineTerminator } = inForce.declared;
  if (!found) {
    return;
  }
  if (hasOtherDelimiter(data, inForce)) {
    const after = ` are separated by ${named(found.delimiter)}, not by ${named(inForce.delimiter)}.`;
    yield { key: 'delimiter', found, message: ['The cells of ', after] };
  } else if (
    found.quoteChar !== '"' &&
    found.quoteChar !== inForce.quoteChar &&
    !inForce.declared.escapeChar
  ) {
    const after = ` stand in quotes that are ${named(found.quoteChar)}, not ${named(inForce.quoteChar)}.`;
    yield { key: 'quoteChar', found, message: ['Cells of ', after] };
  } else if (hasNoHeader(data, inForce, names)) {
    const after = ' looks like data, not like the names of columns.';
    yield { key: 'header', found, message: ['The first row of ', after] };
  } else if (!inForce.header && namesStandAbove(data.columns, names)) {
    const after = ' has the names of the fields: it is a header.';
    yield { key: 'header', found: { ...found, header: true }, message: ['The first row of ', after] };
  } else if (lineTerminator !== undefined && lineTerminator !== found.lineTerminator) {
    const after = ` end in ${named(found.lineTerminator)}, not in ${named(lineTerminator)}.`;
    yield { key: 'lineTerminator', found, message: ['The lines of ', after] };
  }
}

function named(character: string): string {
  return NAMES[character] ?? JSON.stringify(character.slice(0, 20));
}

/** Read without a header, each column has the name of its field as its first value. */
function namesStandAbove(
  columns: readonly { readonly samples: readonly string[] }[],
  names: readonly string[],
): boolean {
  return names.length > 0 && names.every((name, index) => columns[index]?.samples[0] === name);
}

interface Subject {
  readonly document: MetadataDocument;
  readonly resource: ObjectNode;
  readonly path: Place;
  readonly part: Part | undefined;
}

const CODES = {
  delimiter: 'datapackage/wrong-delimiter',
  quoteChar: 'datapackage/wrong-quote-char',
  header: 'datapackage/wrong-header',
  lineTerminator: 'datapackage/wrong-line-terminator',
} as const;

const SEVERITIES: Readonly<Record<keyof DialectFact, Severity>> = {
  delimiter: 'warning',
  quoteChar: 'warning',
  header: 'warning',
  // Programs take any line end.
  lineTerminator: 'info',
};

function mismatch(subject: Subject, key: keyof DialectFact, found: DialectFact, message: string): Problem {
  const { resource, path, part } = subject;
  const stated = memberOf(part?.node, key);
  const dialect = memberOf(resource, 'dialect');
  const isElsewhere = part?.file !== undefined;
  const own = stated?.value ?? (part && !isElsewhere && dialect ? keyPlace(resource, dialect) : path);
  const place = isElsewhere ? (dialect?.value ?? path) : own;
  const related =
    part?.file === undefined
      ? undefined
      : [{ message: 'The dialect', at: stated?.value ?? part.node, file: part.file }];
  const title = `Set "${key}" to ${JSON.stringify(found[key])}`;
  const fixes = isElsewhere ? [] : proposedFix(title, setInDialect(subject, key, found[key]));
  return finding(SEVERITIES[key], CODES[key], place, message, { related, fixes });
}

function setInDialect(
  { document, resource, part }: Subject,
  key: keyof DialectFact,
  value: string | boolean,
): readonly TextEdit[] | undefined {
  const stated = memberValue(part?.node, key);
  if (stated) {
    return replaceWith(document, stated, value);
  }
  if (part) {
    return insertMember(document, part.node, key, value);
  }
  const after = ['encoding', 'mediatype', 'format', 'path']
    .map((name) => memberOf(resource, name))
    .find(Boolean);
  return memberOf(resource, 'dialect')
    ? undefined
    : insertMember(document, resource, 'dialect', { [key]: value }, { after });
}
