import * as vscode from 'vscode';

/** What menus ask: whether the active text is a STAC document. */
const KEY = 'waybill.stacIsActive';
const LANGUAGES = ['json', 'jsonc', 'yaml', 'geojson'];
/** Looking further than this would cost typing. */
const SNIFF_LIMIT = 5_000_000;

/** Keeps true what menus know of the active text editor. */
export function followStac(): vscode.Disposable {
  let told = false;
  const tell = (isStac: boolean) => {
    if (isStac !== told) {
      told = isStac;
      void vscode.commands.executeCommand('setContext', KEY, isStac);
    }
  };
  const look = (editor: vscode.TextEditor | undefined) =>
    tell(editor !== undefined && isStac(editor.document));
  look(vscode.window.activeTextEditor);
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(look),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      // A text that is STAC stays so while somebody edits it; one that becomes STAC is soon seen.
      if (!told && document === vscode.window.activeTextEditor?.document) {
        tell(isStac(document));
      }
    }),
  );
}

function isStac(document: vscode.TextDocument): boolean {
  if (!LANGUAGES.includes(document.languageId)) {
    return false;
  }
  const text = document.getText();
  return text.length <= SNIFF_LIMIT && text.includes('stac_version');
}
