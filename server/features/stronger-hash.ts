import { type CodeAction, CodeActionKind } from 'vscode-languageserver/node';
import { filesToMeasure } from '#core/metadata/datapackage/update-facts.ts';
import type { Problem } from '#core/metadata/problem.ts';
import { UPDATE_FACTS, type UpdateFactsParams } from '#server/protocol/commands.ts';
import type { Checked } from '#server/workspace/checks.ts';
import { type RulePages, toDiagnostic } from './diagnostics.ts';

/**
 * Writes SHA-256 in the place of weak hashes where nobody has computed it yet: a command of the server, since reading
 * the files takes time.
 */
export function strongerHashActions(
  { document, surroundings }: Checked,
  touched: readonly Problem[],
  request: { readonly appliesEdits?: boolean | undefined; readonly pages?: RulePages | undefined },
): CodeAction[] {
  const problem = touched.find(({ code }) => code === 'datapackage/weak-hash');
  if (!problem || (problem.fixes ?? []).length > 0 || !request.appliesEdits) {
    return [];
  }
  const files = filesToMeasure(document.metadata, { replacesWeak: true });
  if (!files.some(({ path }) => surroundings.file(path).kind === 'file')) {
    return [];
  }
  const title = `Compute the sha256 of ${files.length === 1 ? 'the file' : `${files.length} files`} and change to it`;
  const params: UpdateFactsParams = { uri: document.uri, replacesWeak: true };
  return [
    {
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [toDiagnostic(document, problem, request.pages)],
      command: { title, command: UPDATE_FACTS, arguments: [params] },
    },
  ];
}
