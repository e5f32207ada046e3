import * as vscode from 'vscode';

const SCHEME = 'waybill-report';
/** A language of its own, so that long lines wrap whatever the user's settings for plain text. */
const LANGUAGE = 'waybill-report';

/** Read-only plain-text documents that explain a result. Text of registries is shown as text, never rendered. */
export interface Reports extends vscode.Disposable {
  show(title: string, lines: readonly string[]): Promise<void>;
}

export function createReports(): Reports {
  const texts = new Map<string, string>();
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri) => texts.get(uri.path) ?? '',
  });
  const closed = vscode.workspace.onDidCloseTextDocument((document) => {
    if (document.uri.scheme === SCHEME) {
      texts.delete(document.uri.path);
    }
  });
  return {
    async show(title, lines) {
      const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${title.replaceAll('/', '∕')}` });
      texts.set(uri.path, `${lines.join('\n')}\n`);
      changed.fire(uri);
      const document = await vscode.workspace.openTextDocument(uri);
      await vscode.window.showTextDocument(
        await vscode.languages.setTextDocumentLanguage(document, LANGUAGE),
        {
          preview: true,
        },
      );
    },
    dispose: () => vscode.Disposable.from(changed, registration, closed).dispose(),
  };
}
