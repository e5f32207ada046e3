import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { PreviewConversation } from '#client/previews/preview-conversation.ts';
import { TableSession } from '#client/previews/table-session.ts';
import { webviewPage } from '#client/previews/webview-page.ts';
import type { RemoteTable } from '#core/node/data-process-api.ts';
import type { ToPreview } from '#webviews/protocol/preview.ts';

/** What the page's `acquireVsCodeApi` is made of in this browser; the names are seen by its scripts. */
interface Sandbox {
  toHost: (message: string) => Promise<void>;
  saveState: (state: string) => Promise<void>;
  acquireVsCodeApi: () => unknown;
}

/** A preview in a browser, with the extension's side of it here. */
export interface ShownPreview {
  readonly page: Page;
  readonly session: TableSession;
  readonly copied: string[];
  /** What the page complained of: errors of scripts, refusals of the content security policy. */
  readonly complaints: string[];
  /** The last state that the program kept. */
  readonly state: () => unknown;
}

/** The pages of the preview program, bundled as the extension bundles it. */
export interface PreviewServer {
  show(
    browser: Browser,
    open: () => Promise<RemoteTable>,
    options?: { variables?: Readonly<Record<string, string>>; state?: unknown; notice?: string },
  ): Promise<ShownPreview>;
  close(): void;
}

export async function servePreview(): Promise<PreviewServer> {
  const { outputFiles } = await build({
    entryPoints: { main: 'webviews/preview/main.ts' },
    outdir: 'dist',
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    target: 'es2023',
    minify: true,
    keepNames: true,
  });
  const server = createServer((request, response) => {
    const name = request.url?.slice(1) ?? '';
    const file = outputFiles.find(({ path }) => path.endsWith(`/${name}`));
    const kind = name === '' ? 'html' : name.endsWith('.css') ? 'css' : 'javascript';
    response.setHeader('content-type', `text/${kind}; charset=utf-8`);
    response.end(name === '' ? html() : file?.contents);
  });
  const html = () =>
    webviewPage({
      title: 'table',
      language: 'en',
      script: 'main.js',
      style: 'main.css',
      cspSource: "'self'",
      nonce: 'n1',
    });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    show: (browser, open, options = {}) => show(browser, `http://127.0.0.1:${port}/`, open, options),
    close: () => server.close(),
  };
}

async function show(
  browser: Browser,
  address: string,
  open: () => Promise<RemoteTable>,
  { variables = {}, state, notice }: { variables?: object; state?: unknown; notice?: string },
): Promise<ShownPreview> {
  const context = await browser.newContext({ viewport: { width: 1000, height: 640 } });
  const page = await context.newPage();
  const complaints: string[] = [];
  const copied: string[] = [];
  let kept: unknown;
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => complaints.push(message.text()));
  const describe = (error: unknown) => (error instanceof Error ? error.message : String(error));
  const session = new TableSession({
    open: async () => ({ table: await open(), ...(notice === undefined ? {} : { notice }) }),
    describe,
    now: () => performance.now(),
  });
  const conversation = new PreviewConversation({
    session,
    title: 'table.parquet',
    describe,
    post: (message) => void deliver(page, message),
    copy: (text) => copied.push(text),
    warn: (message) => complaints.push(message),
  });
  await page.exposeFunction('toHost', (message: string) => conversation.receive(JSON.parse(message)));
  await page.exposeFunction('saveState', (json: string) => {
    kept = JSON.parse(json);
  });
  await page.addInitScript(prepareSandbox, { variables: Object.entries(variables), state });
  await page.goto(address);
  return { page, session, copied, complaints, state: () => kept };
}

/** Runs in the page, before its program: what the editor gives to every webview. */
function prepareSandbox({ variables, state }: { variables: [string, string][]; state: unknown }): void {
  const sandbox = globalThis as unknown as Sandbox;
  sandbox.acquireVsCodeApi = () => ({
    postMessage: (message: unknown) => sandbox.toHost(JSON.stringify(message)),
    getState: () => state,
    setState: (next: unknown) => sandbox.saveState(JSON.stringify(next)),
  });
  const observer = new MutationObserver(() => {
    observer.disconnect();
    for (const [name, value] of variables) {
      document.documentElement.style.setProperty(`--vscode-${name}`, value);
    }
  });
  observer.observe(document, { childList: true });
}

/** Messages to the page cross as JSON: bytes as base64. A page that is gone has no use for them. */
async function deliver(page: Page, message: ToPreview): Promise<void> {
  const { arrow, ...rest } = message.type === 'rows' ? message : { ...message, arrow: undefined };
  const base64 = arrow && Buffer.from(arrow).toString('base64');
  await page
    .evaluate(
      ([text, bytes]) => {
        const buffer = bytes && Uint8Array.from(atob(bytes), (each) => each.charCodeAt(0)).buffer;
        window.postMessage({ ...JSON.parse(text), ...(buffer ? { arrow: buffer } : {}) }, '*');
      },
      [JSON.stringify(rest), base64] as const,
    )
    .catch(() => undefined);
}
