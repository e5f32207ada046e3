import type { ByteSource } from '#core/base/byte-source.ts';
import { Failure, isFailure } from '#core/base/failure.ts';
import type { ReportProgress } from '#core/base/progress.ts';
import type { TableRules } from '#core/tableschema/table-rules.ts';
import { openTable } from '../open.ts';
import { sniffFormat, sniffJson } from '../sniff-format.ts';
import { SAMPLED_BYTES } from '../text/sample.ts';
import type { DataFinding, TableVerdict } from './data-finding.ts';
import { readDelimitedRows } from './delimited-rows.ts';
import { FindingList } from './finding-list.ts';
import { checkHeader } from './header-check.ts';
import { readJsonRows } from './json-rows.ts';
import { RowCheck } from './row-check.ts';
import { compileSchema, schemaOfLabels } from './schema-check.ts';
import type { TableVisitor } from './table-visitor.ts';
import { readTypedRows } from './typed-rows.ts';

/** How a table is checked. */
export interface ValidateTableOptions {
  /** File name: decides the format where the first bytes do not, and appears in messages. */
  readonly name: string;
  readonly rules: TableRules;
  /** Of each code so many findings are made; the others are counted. */
  readonly mostPerCode: number;
  /** Is told what was found in the last stretch of the file. */
  readonly onFindings: (findings: readonly DataFinding[]) => void;
  readonly onProgress?: ReportProgress | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Checks every row of a table file against a table schema, in one pass and bounded memory. What cannot be read is a
 * finding too; fails with `file/…` where the file itself cannot be read.
 * @throws task/cancelled
 */
export async function validateTable(
  source: ByteSource,
  options: ValidateTableOptions,
): Promise<TableVerdict> {
  const validation = new Validation(options);
  try {
    await readRows(source, validation, options);
  } catch (error) {
    if (!isFailure(error, 'table/corrupt', 'table/unsupported', 'table/unknown-format')) {
      throw error;
    }
    const code = isFailure(error, 'table/corrupt') ? 'data/source-error' : 'data/format-error';
    validation.fault(code, error.message, {});
  }
  return validation.end();
}

async function readRows(
  source: ByteSource,
  visitor: Validation,
  { name, rules, signal }: ValidateTableOptions,
): Promise<void> {
  if (source.size === 0) {
    throw new Failure('table/corrupt', `${name} is empty: it has 0 bytes.`);
  }
  const { reading } = rules;
  const sniffed = sniffFormat(await source.read(0, 16, signal), name);
  const format = sniffed === 'json' ? sniffJson(await source.read(0, SAMPLED_BYTES, signal), name) : sniffed;
  switch (format) {
    case 'csv':
    case 'tsv':
      return readDelimitedRows(source, visitor, { name, format, reading, signal });
    case 'jsonl':
      return readJsonRows(source, visitor, { name, format, reading, signal, names: visitor.fieldNames });
    case 'parquet':
    case 'arrow-file':
    case 'arrow-stream':
      return readTypedRows(await openTable(source, { name, ...(signal && { signal }) }), visitor, signal);
  }
}

/** Puts together the checks of one table. */
class Validation implements TableVisitor {
  private readonly options: ValidateTableOptions;
  private readonly found: FindingList;
  private readonly schema: ReturnType<typeof compileSchema>;
  private rowCheck: RowCheck | undefined;
  private rows = 0;

  constructor(options: ValidateTableOptions) {
    const { schema, version, reading } = options.rules;
    this.options = options;
    this.found = new FindingList(options.mostPerCode);
    this.schema = compileSchema(schema, { version, nullSequence: reading.dialect?.nullSequence });
  }

  get fieldNames(): readonly string[] | undefined {
    return this.schema?.fields.map(({ name }) => name);
  }

  readonly header: TableVisitor['header'] = (header, place) => {
    const { found } = this;
    const { version, isCaseSensitive } = this.options.rules;
    const unlabelled = () => Array.from({ length: header.width }, (_, index) => `field${index + 1}`);
    const schema = this.schema ?? schemaOfLabels(header.labels ?? unlabelled());
    const tellsCase = version !== '1.0' || isCaseSensitive;
    const keyOf = tellsCase ? (name: string) => name : (name: string) => name.toLowerCase();
    const map = checkHeader(header, place, { schema, keyOf, found });
    this.rowCheck = new RowCheck(schema, map, { found, types: header.types });
  };

  readonly row: TableVisitor['row'] = (cells, number, place) => {
    this.rows += 1;
    this.rowCheck?.check(cells, number, place);
  };

  readonly fault: TableVisitor['fault'] = (code, message, { row, range }) => {
    this.found.add(code, () => ({ message, ...(row !== undefined && { row }), ...(range && { range }) }));
  };

  readonly progress: TableVisitor['progress'] = (done, total, unit) => {
    this.flush();
    this.options.onProgress?.({ message: `Checking ${this.options.name}`, done, total, unit });
  };

  end(): TableVerdict {
    const notChecked = [...(this.schema?.unchecked ?? []), ...(this.rowCheck?.given ?? [])];
    if (notChecked.length > 0) {
      const listed = notChecked.slice(0, 10).join(', ') + (notChecked.length > 10 ? ', …' : '');
      this.found.add('data/not-checked', () => ({
        message: `Not checked in ${this.options.name}: ${listed}.`,
      }));
    }
    this.flush();
    return { rows: this.rows, totals: this.found.totals };
  }

  private flush(): void {
    const findings = this.found.take();
    if (findings.length > 0) {
      this.options.onFindings(findings);
    }
  }
}
