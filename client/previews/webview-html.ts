import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { webviewPage } from './webview-page.ts';

/** The folder of all that webviews may load. */
function programsFolder(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'dist', 'webviews');
}

/** What a webview may do: run its program and load the files of programs, nothing else. */
export function webviewOptions(extensionUri: vscode.Uri): vscode.WebviewOptions {
  return { enableScripts: true, localResourceRoots: [programsFolder(extensionUri)] };
}

/** The program of a page and what it may show. */
export interface WebviewProgram {
  readonly program: string;
  readonly title: string;
  readonly showsImages?: boolean;
}

/** The page of the program `dist/webviews/<program>`. */
export function webviewHtml(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  { program, title, showsImages = false }: WebviewProgram,
): string {
  const address = (file: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(programsFolder(extensionUri), program, file)).toString();
  return webviewPage({
    title,
    language: vscode.env.language,
    script: address('main.js'),
    style: address('main.css'),
    cspSource: webview.cspSource,
    nonce: randomBytes(18).toString('base64url'),
    showsImages,
  });
}
