import type { DialectFact } from '../data-fact.ts';
import type { MetadataDocument } from '../document.ts';
import { insertMember, replaceWith } from '../edits.ts';
import { finding, keyPlace, type Place, proposedFix } from '../finding.ts';
import type { Problem, Severity, TextEdit } from '../problem.ts';
import type { Surroundings } from '../surroundings.ts';
import { memberOf, memberValue, type ObjectNode } from '../tree.ts';
import { dataOf, dialectInForce, hasNoHeader, hasOtherDelimiter } from './data-of-resource.ts';
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
  const found = first?.data.dialect;
  if (!first || !found) {
    return;
  }
  const { data, path } = first;
  const inForce = dialectInForce(resource, document, surroundings);
  const subject = {
    document,
    resource,
    path,
    part: partOf(resource, 'dialect', document, surroundings),
  };
  const schema = partOf(resource, 'schema', document, surroundings);
  const names = fieldNames(schema?.node);
  const { lineTerminator } = inForce.declared;
  if (hasOtherDelimiter(data, inForce)) {
    const message = `The cells of the file are separated by ${named(found.delimiter)}, not by ${named(inForce.delimiter)}.`;
    yield mismatch(subject, 'delimiter', found, message);
  } else if (
    found.quoteChar !== '"' &&
    found.quoteChar !== inForce.quoteChar &&
    !inForce.declared.escapeChar
  ) {
    const message = `Cells of the file stand in quotes that are ${named(found.quoteChar)}, not ${named(inForce.quoteChar)}.`;
    yield mismatch(subject, 'quoteChar', found, message);
  } else if (hasNoHeader(data, inForce, names)) {
    const message = 'The first row of the file looks like data, not like the names of columns.';
    yield mismatch(subject, 'header', found, message);
  } else if (!inForce.header && namesStandAbove(data.columns, names)) {
    const message = 'The first row of the file has the names of the fields: it is a header.';
    yield mismatch(subject, 'header', { ...found, header: true }, message);
  } else if (lineTerminator !== undefined && lineTerminator !== found.lineTerminator) {
    const message = `The lines of the file end in ${named(found.lineTerminator)}, not in ${named(lineTerminator)}.`;
    yield mismatch(subject, 'lineTerminator', found, message);
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
