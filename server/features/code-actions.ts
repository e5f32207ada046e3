import {
  type CodeAction,
  CodeActionKind,
  type Range,
  type TextDocumentEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { Fix, Problem, TextEdit } from '#core/metadata/problem.ts';
import type { Checked } from '#server/workspace/checks.ts';
import type { OpenDocument } from '#server/workspace/open-documents.ts';
import { toDiagnostic } from './diagnostics.ts';
import { rangeOf } from './range.ts';

/** Fix everything that can be fixed without a decision. A sub-kind, so that people can switch it on by itself. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.waybill`;

/** What the client asks for: the kinds it wants (all when undefined), and how it takes edits. */
export interface CodeActionRequest {
  readonly range: Range;
  readonly only?: readonly string[] | undefined;
  /** The client refuses an edit that was made for another version: send versioned edits. */
  readonly versionedEdits: boolean;
}

/** Quick fixes of the findings that a range touches, and "fix all" when it is asked for. */
export function provideCodeActions(checked: Checked, request: CodeActionRequest): CodeAction[] {
  const wants = (kind: string): boolean =>
    request.only === undefined || request.only.some((wanted) => isWithin(kind, wanted));
  return [
    ...(wants(CodeActionKind.QuickFix) ? quickFixes(checked, request) : []),
    ...(wants(FIX_ALL) ? fixAll(checked, request) : []),
  ];
}

function quickFixes({ document, problems }: Checked, request: CodeActionRequest): CodeAction[] {
  const start = document.text.offsetAt(request.range.start);
  const end = document.text.offsetAt(request.range.end);
  const touched = problems.filter(
    (problem) => problem.offset <= end && start <= problem.offset + problem.length,
  );
  return touched.flatMap((problem) =>
    (problem.fixes ?? []).map((fix) => ({
      title: fix.title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [toDiagnostic(document, problem)],
      ...(problem.fixes?.length === 1 && { isPreferred: true }),
      edit: workspaceEdit(document, fix.edits, request),
    })),
  );
}

function fixAll({ document, problems }: Checked, request: CodeActionRequest): CodeAction[] {
  const edits = safeEdits(problems);
  return edits.length === 0
    ? []
    : [
        {
          title: 'Fix all that need no decision',
          kind: FIX_ALL,
          edit: workspaceEdit(document, edits, request),
        },
      ];
}

/** The edits of the only safe fix of each problem; of two fixes that touch the same text the first one wins. */
export function safeEdits(problems: readonly Problem[]): TextEdit[] {
  const accepted: TextEdit[] = [];
  const overlaps = (edit: TextEdit): boolean =>
    accepted.some(
      (other) => edit.offset <= other.offset + other.length && other.offset <= edit.offset + edit.length,
    );
  for (const problem of problems) {
    const safe: Fix[] = (problem.fixes ?? []).filter((fix) => fix.safe);
    const [fix] = safe;
    if (fix && safe.length === 1 && !fix.edits.some(overlaps)) {
      accepted.push(...fix.edits);
    }
  }
  return accepted;
}

function workspaceEdit(
  { uri, version, text }: OpenDocument,
  edits: readonly TextEdit[],
  { versionedEdits }: CodeActionRequest,
): WorkspaceEdit {
  const changes = edits.map((edit) => ({ range: rangeOf(text, edit), newText: edit.text }));
  const versioned: TextDocumentEdit = { textDocument: { uri, version }, edits: changes };
  return versionedEdits ? { documentChanges: [versioned] } : { changes: { [uri]: changes } };
}

/** Code action kinds form a hierarchy by dots: `source.fixAll.waybill` lies within `source.fixAll` and `source`. */
function isWithin(kind: string, wanted: string): boolean {
  return wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`);
}
