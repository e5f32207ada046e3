/** What the page of a webview is made of. Addresses are those of `Webview.asWebviewUri`. */
export interface WebviewPage {
  readonly title: string;
  /** BCP 47, as `vscode.env.language` has it. */
  readonly language: string;
  readonly script: string;
  readonly style: string;
  /** `Webview.cspSource`: where styles may come from. */
  readonly cspSource: string;
  /** Unguessable and new for each page. */
  readonly nonce: string;
  /** It shows images that it is sent; it can load none. */
  readonly showsImages?: boolean;
}

/**
 * The page of a webview's program: one script by nonce, one style sheet, no inline code, no connection to anywhere.
 * Everything that is shown is made by the program from messages.
 */
export function webviewPage(page: WebviewPage): string {
  const { title, language, script, style, cspSource, nonce, showsImages = false } = page;
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    ...(showsImages ? ['img-src blob:'] : []),
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="${escapeHtml(style)}">
</head>
<body>
<main></main>
<script nonce="${escapeHtml(nonce)}" src="${escapeHtml(script)}"></script>
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
