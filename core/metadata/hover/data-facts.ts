import { formatBytes } from '#core/base/format-bytes.ts';
import type { ColumnFact, DataFact } from '../data-fact.ts';
import type { FileFact } from '../surroundings.ts';
import { codeSpan, count } from './markdown.ts';

const BASIS: Readonly<Record<ColumnFact['basis'], string>> = {
  statistics: 'statistics of the file',
  sample: 'first rows',
  all: 'all rows',
};

/** What was found in a column, in CommonMark; `declared` is the type that its field has, if any. */
export function columnFacts(column: ColumnFact, path: string, declared: string | undefined): string {
  const { nulls, minimum, maximum, distinct, samples } = column;
  const lines = [
    typeLine(column, declared),
    [
      nulls === undefined ? '' : nulls === 0 ? 'no missing values' : count(nulls, 'missing value'),
      distinct === undefined
        ? ''
        : `${distinct.exact ? '' : 'at least '}${count(distinct.count, 'different value')}`,
    ]
      .filter(Boolean)
      .join(', '),
    minimum === undefined || maximum === undefined ? '' : `from ${codeSpan(minimum)} to ${codeSpan(maximum)}`,
    samples.length === 0
      ? ''
      : `for example ${samples
          .slice(0, 3)
          .map((each) => codeSpan(each))
          .join(', ')}`,
  ];
  const list = lines.filter(Boolean).map((line) => `- ${line}`);
  return [`**In ${codeSpan(path)}** (${BASIS[column.basis]})`, '', ...list].join('\n');
}

function typeLine(column: ColumnFact, declared: string | undefined): string {
  const { type, format, physical } = column;
  const found =
    format === undefined || format === 'default'
      ? codeSpan(type)
      : `${codeSpan(type)} with the format ${codeSpan(format)}`;
  const stored = physical === undefined ? '' : `, stored as ${codeSpan(physical)}`;
  return `type ${found}${stored}${agreement(type, declared)}`;
}

/** Types that hold every value of another: a field may be declared as wider than what is in it today. */
const WIDER: Readonly<Record<string, readonly string[]>> = {
  integer: ['number'],
  year: ['integer', 'number'],
  list: ['array'],
};

function agreement(found: string, declared: string | undefined): string {
  if (declared === undefined) {
    return '';
  }
  if (declared === found) {
    return ', as the field says';
  }
  const isWider = declared === 'any' || declared === 'string' || WIDER[found]?.includes(declared) === true;
  return isWider
    ? `; the field says ${codeSpan(declared)}, which takes such values`
    : `, **but the field says ${codeSpan(declared)}**`;
}

/** How many columns are named. */
const MAX_COLUMNS = 12;

/** What is known of a data file, in CommonMark. Undefined when nothing is. */
export function fileFacts(path: string, data: DataFact | undefined, file: FileFact): string | undefined {
  if (!data) {
    const known = file.kind === 'file' ? formatBytes(file.size) : WORDS[file.kind];
    return known === undefined ? undefined : `**${codeSpan(path)}**: ${known}`;
  }
  const { rows, columns, bytes, dialect, encoding } = data;
  const facts = [
    rows && `${rows.exact ? '' : 'about '}${count(rows.count, 'row')}`,
    count(columns.length, 'column'),
    formatBytes(bytes),
    FORMATS[data.format],
    dialect && `separated by ${codeSpan(dialect.delimiter)}`,
    dialect && !dialect.header && 'no header row',
    encoding && `${encodingName(encoding.name)}${encoding.bom ? ' with a byte order mark' : ''}`,
  ].filter(Boolean);
  const named = columns.slice(0, MAX_COLUMNS).map(({ name, type }) => `${codeSpan(name)} ${type}`);
  const more = columns.length > MAX_COLUMNS ? `, and ${columns.length - MAX_COLUMNS} more` : '';
  const list = named.length === 0 ? [] : ['', `Columns: ${named.join(', ')}${more}`];
  return [`**${codeSpan(path)}**: ${facts.join(', ')}`, ...list].join('\n');
}

/** ASCII is UTF-8, too, and that is what a descriptor would say. */
function encodingName(name: string): string {
  return /^(?:us-ascii|utf-8)$/i.test(name) ? 'UTF-8' : name;
}

const FORMATS: Readonly<Record<DataFact['format'], string>> = {
  csv: 'CSV',
  tsv: 'TSV',
  jsonl: 'JSON Lines',
  json: 'JSON',
  parquet: 'Parquet',
  arrow: 'Arrow',
};

const WORDS: Partial<Record<FileFact['kind'], string>> = {
  missing: 'there is no such file',
  directory: 'this is a directory',
  special: 'this is no regular file',
};
