import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver/node';
import { isRule } from '#core/metadata/config/level.ts';
import { areaOf } from '#core/metadata/kind.ts';
import type { Problem, Severity } from '#core/metadata/problem.ts';
import type { Checked } from '#server/workspace/checks.ts';
import type { OpenDocument } from '#server/workspace/open-documents.ts';
import { type Settings, syntaxIsElsewhere } from '#server/workspace/settings.ts';
import { rangeOf } from './range.ts';

/** What the editor's own JSON or YAML support reports, too. */
const SYNTAX_CODES = ['metadata/syntax', 'metadata/duplicate-key'];

const SEVERITY: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** The address of the page about a rule, if there is one. */
export type RulePages = (code: string) => string | undefined;

/** The pages that lie below an address, which ends in `/`. */
export function rulePagesAt(base: string): RulePages {
  return (code) => (isRule(code) ? `${base}${code}.md` : undefined);
}

/** The findings of a check as LSP diagnostics, without the syntax errors that something else reports. */
export function provideDiagnostics(
  { document, problems }: Checked,
  settings: Settings,
  pages?: RulePages,
): Diagnostic[] {
  const elsewhere = syntaxIsElsewhere(document.languageId, settings);
  return problems
    .filter((problem) => !(elsewhere && SYNTAX_CODES.includes(problem.code)))
    .map((problem) => toDiagnostic(document, problem, pages));
}

/** One finding as a diagnostic. */
export function toDiagnostic(document: OpenDocument, problem: Problem, pages?: RulePages): Diagnostic {
  const { uri, text } = document;
  const page = pages?.(problem.code);
  return {
    range: rangeOf(text, problem),
    severity: SEVERITY[problem.severity],
    code: problem.code,
    ...(page !== undefined && { codeDescription: { href: page } }),
    source: sourceOf(document),
    message: problem.message,
    ...(problem.related && {
      relatedInformation: problem.related.map((related) => ({
        location: { uri, range: rangeOf(text, related) },
        message: related.message,
      })),
    }),
  };
}

function sourceOf({ metadata }: OpenDocument): 'stac' | 'datapackage' | 'waybill' {
  const area = areaOf(metadata.kind);
  return area === 'config' ? 'waybill' : area;
}
