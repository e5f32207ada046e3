import * as vscode from 'vscode';

/** Runs what the language server offers for the whole document, which few people look for in the menu of the editor. */
export async function runSourceAction(kind: string): Promise<void> {
  await vscode.commands.executeCommand('editor.action.sourceAction', { kind, apply: 'first' });
}
