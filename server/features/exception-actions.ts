import { type CodeAction, CodeActionKind } from 'vscode-languageserver/node';
import { type Exception, ignoreHere, turnOffInWorkspace } from '#core/metadata/config/exceptions.ts';
import type { Problem } from '#core/metadata/problem.ts';
import type { Checked } from '#server/workspace/checks.ts';
import { type ChangeTraits, editOfChange } from './change-edit.ts';
import { type RulePages, toDiagnostic } from './diagnostics.ts';

/** Of more findings at once, nobody says one by one that they are as they should be. */
const MAX_EXCEPTIONS = 10;

/**
 * Ways to be told no more of findings: here, or of their rules anywhere. None is preferred, and what mends a finding
 * comes before.
 */
export function exceptionActions(
  { document, surroundings }: Checked,
  touched: readonly Problem[],
  request: ChangeTraits & { readonly pages?: RulePages | undefined },
): CodeAction[] {
  const { configuration } = surroundings;
  const found = new Map<string, { readonly exception: Exception; readonly problems: Problem[] }>();
  const take = (exception: Exception | undefined, problem: Problem): void => {
    if (exception) {
      // One comment is about all findings of its line.
      const key = JSON.stringify(exception);
      const known = found.get(key) ?? { exception, problems: [] };
      known.problems.push(problem);
      found.set(key, known);
    }
  };
  const some = touched.slice(0, MAX_EXCEPTIONS);
  for (const problem of some) {
    take(ignoreHere(document.metadata, problem, configuration), problem);
  }
  for (const problem of some) {
    take(turnOffInWorkspace(document.metadata, problem.code, configuration), problem);
  }
  return [...found.values()].flatMap(({ exception: { title, change }, problems }): CodeAction[] => {
    const edit = editOfChange(document, change, surroundings, request);
    const diagnostics = problems.map((problem) => toDiagnostic(document, problem, request.pages));
    return edit ? [{ title, kind: CodeActionKind.QuickFix, diagnostics, edit }] : [];
  });
}
