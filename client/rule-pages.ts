import * as vscode from 'vscode';

const COMMAND = 'waybill.showRule';
const CODE = /^[a-z]+\/[a-z0-9-]+$/;

/**
 * Diagnostics whose code opens its page as a page: the server knows it as a file, which the editor would show as the
 * source of Markdown.
 */
export function withRulePages(diagnostics: readonly vscode.Diagnostic[]): vscode.Diagnostic[] {
  return diagnostics.map((diagnostic) => {
    const { code } = diagnostic;
    if (typeof code === 'object' && CODE.test(String(code.value))) {
      diagnostic.code = codeWithPage(String(code.value));
    }
    return diagnostic;
  });
}

/** The code of a diagnostic with the way to its page. */
export function codeWithPage(code: string): { readonly value: string; readonly target: vscode.Uri } {
  const argument = encodeURIComponent(JSON.stringify([code]));
  return { value: code, target: vscode.Uri.parse(`command:${COMMAND}?${argument}`) };
}

/** Opens the page about a rule. */
export async function showRule(extension: vscode.ExtensionContext, code: unknown): Promise<void> {
  if (typeof code === 'string' && CODE.test(code)) {
    const page = vscode.Uri.joinPath(extension.extensionUri, 'dist', 'rules', `${code}.md`);
    await vscode.commands.executeCommand('markdown.showPreview', page);
  }
}
