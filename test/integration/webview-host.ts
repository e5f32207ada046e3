import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { webviewPage } from '#client/previews/webview-page.ts';

/** What the page's `acquireVsCodeApi` is made of in this browser; the names are seen by its scripts. */
interface Sandbox {
  toHost: (message: string) => Promise<void>;
  saveState: (state: string) => Promise<void>;
  acquireVsCodeApi: () => unknown;
}

/** The page of a webview's program, bundled as the extension bundles it. */
export interface ProgramServer {
  readonly address: string;
  close(): void;
}

/** Serves the program `webviews/<name>`. */
export async function serveProgram(
  name: string,
  { showsImages = false }: { readonly showsImages?: boolean } = {},
): Promise<ProgramServer> {
  const { outputFiles } = await build({
    entryPoints: { main: `webviews/${name}/main.ts` },
    outdir: 'dist',
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    target: 'es2023',
    minify: true,
    keepNames: true,
  });
  const html = webviewPage({
    title: name,
    language: 'en',
    script: 'main.js',
    style: 'main.css',
    cspSource: "'self'",
    nonce: 'n1',
    showsImages,
  });
  const server = createServer((request, response) => {
    const file = request.url?.slice(1) ?? '';
    const kind = file === '' ? 'html' : file.endsWith('.css') ? 'css' : 'javascript';
    response.setHeader('content-type', `text/${kind}; charset=utf-8`);
    response.end(file === '' ? html : outputFiles.find(({ path }) => path.endsWith(`/${file}`))?.contents);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

export interface PageOptions {
  /** Theme variables without their prefix `--vscode-`. */
  readonly variables?: Readonly<Record<string, string>>;
  /** What the program kept before. */
  readonly state?: unknown;
  /** Gets what the program says. */
  readonly receive: (message: unknown) => void;
}

/** A program that runs in a browser. */
export interface ShownProgram {
  readonly page: Page;
  /** What the page complained of: errors of scripts, refusals of the content security policy. */
  readonly complaints: string[];
  /** The last state that the program kept. */
  readonly state: () => unknown;
  /** Says something to the program; bytes cross as base64. A page that is gone has no use for it. */
  post(message: Readonly<Record<string, unknown>>): void;
}

/** Prepares a page for a program; it runs once the page goes to the server's address. */
export async function prepareProgram(
  browser: Browser,
  { variables = {}, state, receive }: PageOptions,
): Promise<ShownProgram> {
  const context = await browser.newContext({ viewport: { width: 1000, height: 640 } });
  const page = await context.newPage();
  const complaints: string[] = [];
  let kept: unknown;
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => complaints.push(message.text()));
  await page.exposeFunction('toHost', (message: string) => receive(JSON.parse(message)));
  await page.exposeFunction('saveState', (json: string) => {
    kept = JSON.parse(json);
  });
  await page.addInitScript(prepareSandbox, { variables: Object.entries(variables), state });
  return { page, complaints, state: () => kept, post: (message) => void deliver(page, message) };
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

async function deliver(page: Page, message: Readonly<Record<string, unknown>>): Promise<void> {
  const { arrow, ...rest } = message;
  const base64 = arrow instanceof ArrayBuffer ? Buffer.from(arrow).toString('base64') : undefined;
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
