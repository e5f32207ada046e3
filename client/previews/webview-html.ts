import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** The folder of all that webviews may load. */
function programsFolder(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'dist', 'webviews');
}

/** What a webview may do: run its program and load that program's files, nothing else. */
export function webviewOptions(extensionUri: vscode.Uri): vscode.WebviewOptions {
  return { enableScripts: true, localResourceRoots: [programsFolder(extensionUri)] };
}

/**
 * The page of the program `dist/webviews/<program>`: one script by nonce, one style sheet, no inline code, no
 * connection to anywhere. The title is the only text from outside, and it is escaped.
 */
export function webviewHtml(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  page: { readonly program: string; readonly title: string },
): string {
  const nonce = randomBytes(18).toString('base64url');
  const address = (file: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(programsFolder(extensionUri), page.program, file));
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escapeHtml(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(page.title)}</title>
<link rel="stylesheet" href="${address('main.css')}">
</head>
<body>
<main></main>
<script nonce="${nonce}" src="${address('main.js')}"></script>
</body>
</html>`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
