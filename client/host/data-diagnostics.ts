import * as vscode from 'vscode';
import { moreFindings, severityOf } from '#core/metadata/more-findings.ts';
import type { Severity } from '#core/metadata/problem.ts';
import type { DataFinding, TableVerdict, TextRange } from '#core/tabular/validate/data-finding.ts';
import type { LineRange, TableToCheck } from '#server/protocol/validate-data.ts';
import { codeWithPage } from '../rule-pages.ts';

const SEVERITIES: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

export type Levels = ReadonlyMap<string, Severity | 'off'>;

/** Turns the findings in one table into problems of its file; of a file that is no text, of its fields. */
export class TableDiagnostics {
  private readonly descriptor: string;
  private readonly table: TableToCheck;
  private readonly levels: Levels;
  private readonly byFile = new Map<string, vscode.Diagnostic[]>();
  /** Problems of fields, by code and field: of many alike the first one is shown, with their number. */
  private readonly ofFields = new Map<
    string,
    { readonly problem: vscode.Diagnostic; readonly first: string; count: number }
  >();

  constructor(descriptor: string, table: TableToCheck, levels: Levels) {
    this.descriptor = descriptor;
    this.table = table;
    this.levels = levels;
  }

  get found(): ReadonlyMap<string, readonly vscode.Diagnostic[]> {
    return this.byFile;
  }

  add(findings: readonly DataFinding[]): void {
    for (const finding of findings) {
      const { range } = finding;
      if (range) {
        this.push(this.table.file, finding.code, rangeOf(range), finding.message, this.declaration(finding));
      } else {
        this.addToField(finding);
      }
    }
  }

  /** Says of which codes there is more than is shown. */
  end({ totals }: TableVerdict, mostPerCode: number): void {
    for (const message of moreFindings(totals, mostPerCode)) {
      const isText = this.byFile.has(this.table.file);
      const [file, range] = isText
        ? [this.table.file, new vscode.Range(0, 0, 0, 0)]
        : [this.descriptor, rangeOf(this.table.range)];
      this.push(file, 'data/more-findings', range, message);
    }
  }

  private addToField({ code, field = '', row, message }: DataFinding): void {
    const key = `${code} ${field}`;
    const before = this.ofFields.get(key);
    if (before) {
      before.count += 1;
      before.problem.message = vscode.l10n.t('{0} And {1} more such.', before.first, before.count);
      return;
    }
    const first = row === undefined ? message : vscode.l10n.t('Row {0}: {1}', row, message);
    const at = this.placeOf(field);
    const problem = this.push(at.uri, code, rangeOf(at.range), first);
    if (problem) {
      this.ofFields.set(key, { problem, first, count: 0 });
    }
  }

  private placeOf(field: string): { readonly uri: string; readonly range: LineRange } {
    const { schema, range } = this.table;
    const own = schema && Object.hasOwn(schema.fields, field) ? schema.fields[field] : undefined;
    return schema && own ? { uri: schema.uri, range: own } : { uri: this.descriptor, range };
  }

  /** Where the field of a finding is declared, for people who want to change that instead. */
  private declaration({ field }: DataFinding): vscode.DiagnosticRelatedInformation[] {
    const { schema } = this.table;
    if (field === undefined || !schema || !Object.hasOwn(schema.fields, field)) {
      return [];
    }
    const { uri, range } = this.placeOf(field);
    const location = new vscode.Location(vscode.Uri.parse(uri, true), rangeOf(range));
    return [new vscode.DiagnosticRelatedInformation(location, vscode.l10n.t('The field "{0}"', field))];
  }

  private push(
    file: string,
    code: string,
    range: vscode.Range,
    message: string,
    related: vscode.DiagnosticRelatedInformation[] = [],
  ): vscode.Diagnostic | undefined {
    const severity = severityOf(code, this.levels);
    if (severity === 'off') {
      return undefined;
    }
    const problem = new vscode.Diagnostic(range, message, SEVERITIES[severity]);
    problem.source = 'data';
    problem.code = codeWithPage(code);
    problem.relatedInformation = related;
    const list = this.byFile.get(file) ?? [];
    list.push(problem);
    this.byFile.set(file, list);
    return problem;
  }
}

function rangeOf({ start, end }: TextRange | LineRange): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
