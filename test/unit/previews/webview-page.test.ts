import { expect, test } from 'vitest';
import { webviewPage } from '#client/previews/webview-page.ts';

const page = {
  title: 'a.csv',
  language: 'en',
  script: 'https://file+.vscode-resource/dist/main.js?a=1&b=2',
  style: 'https://file+.vscode-resource/dist/main.css',
  cspSource: 'https://*.vscode-cdn.net',
  nonce: 'abc',
};

test('nothing is allowed but the one script and the styles of the extension', () => {
  const policy = /content="(default-src[^"]*)"/.exec(webviewPage(page))?.[1]?.replaceAll('&#39;', "'");
  expect(policy?.split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'nonce-abc'",
    'style-src https://*.vscode-cdn.net',
    "base-uri 'none'",
    "form-action 'none'",
  ]);
});

test('a file name cannot become markup', () => {
  const html = webviewPage({ ...page, title: '</title><script>alert("x")</script>' });
  expect(html.match(/<script/g)).toHaveLength(1);
  expect(html).toContain('&lt;/title&gt;&lt;script&gt;alert(&quot;x&quot;)');
});

test('addresses are quoted as attributes need it', () => {
  expect(webviewPage(page)).toContain('src="https://file+.vscode-resource/dist/main.js?a=1&amp;b=2"');
});
