import { type Diagnostic, DiagnosticSeverity, type Location } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI, Utils } from 'vscode-uri';
import { isRule } from '#core/metadata/config/level.ts';
import { areaOf } from '#core/metadata/kind.ts';
import type { Problem, Severity } from '#core/metadata/problem.ts';
import { resolvePath } from '#core/metadata/stac/graph/href.ts';
import { nowhere, type Surroundings } from '#core/metadata/surroundings.ts';
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
  { document, problems, surroundings }: Checked,
  settings: Settings,
  pages?: RulePages,
): Diagnostic[] {
  const elsewhere = syntaxIsElsewhere(document.languageId, settings);
  return problems
    .filter((problem) => !(elsewhere && SYNTAX_CODES.includes(problem.code)))
    .map((problem) => toDiagnostic(document, problem, pages, surroundings));
}

/** One finding as a diagnostic; what it points at in other files is left out where they are not known. */
export function toDiagnostic(
  document: OpenDocument,
  problem: Problem,
  pages?: RulePages,
  surroundings: Surroundings = nowhere,
): Diagnostic {
  const { text } = document;
  const page = pages?.(problem.code);
  return {
    range: rangeOf(text, problem),
    severity: SEVERITY[problem.severity],
    code: problem.code,
    ...(page !== undefined && { codeDescription: { href: page } }),
    source: sourceOf(document),
    message: problem.message,
    ...(problem.related && {
      relatedInformation: problem.related.flatMap((related) => {
        const location = locationOf(document, related, surroundings);
        return location ? [{ location, message: related.message }] : [];
      }),
    }),
  };
}

/** A place in a document, or in a file that it names. */
function locationOf(
  { uri, text }: OpenDocument,
  place: NonNullable<Problem['related']>[number],
  surroundings: Surroundings,
): Location | undefined {
  if (place.file === undefined) {
    return { uri, range: rangeOf(text, place) };
  }
  const other = surroundings.document(place.file);
  const otherUri = Utils.joinPath(Utils.dirname(URI.parse(uri)), place.file).toString();
  const inGraph = surroundings.stac && resolvePath(surroundings.stac.file, place.file);
  const lines = inGraph === undefined ? undefined : surroundings.stac?.linesOf(inGraph);
  if (lines) {
    const { offset, length } = place;
    return {
      uri: otherUri,
      range: { start: lines.positionAt(offset), end: lines.positionAt(offset + length) },
    };
  }
  return (
    other && {
      uri: otherUri,
      range: rangeOf(TextDocument.create(otherUri, 'plaintext', 0, other.text), place),
    }
  );
}

function sourceOf({ metadata }: OpenDocument): 'stac' | 'datapackage' | 'waybill' {
  const area = areaOf(metadata.kind);
  return area === 'config' ? 'waybill' : area;
}
