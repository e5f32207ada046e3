import type { Browser, Page } from 'playwright-core';
import { PreviewConversation } from '#client/previews/preview-conversation.ts';
import { TableSession } from '#client/previews/table-session.ts';
import type { RemoteTable } from '#core/node/data-process-api.ts';
import { type ProgramServer, prepareProgram, serveProgram } from './webview-host.ts';

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
  const server = await serveProgram('preview');
  return {
    show: (browser, open, options = {}) => show(browser, server, open, options),
    close: () => server.close(),
  };
}

async function show(
  browser: Browser,
  server: ProgramServer,
  open: () => Promise<RemoteTable>,
  {
    variables = {},
    state,
    notice,
  }: { variables?: Readonly<Record<string, string>>; state?: unknown; notice?: string },
): Promise<ShownPreview> {
  const copied: string[] = [];
  const describe = (error: unknown) => (error instanceof Error ? error.message : String(error));
  const session = new TableSession({
    open: async () => ({ table: await open(), ...(notice === undefined ? {} : { notice }) }),
    describe,
    now: () => performance.now(),
  });
  const program = await prepareProgram(browser, {
    variables,
    state,
    receive: (message) => conversation.receive(message),
  });
  const conversation = new PreviewConversation({
    session,
    title: 'table.parquet',
    describe,
    post: (message) => program.post(message),
    copy: (text) => copied.push(text),
    warn: (message) => program.complaints.push(message),
  });
  await program.page.goto(server.address);
  return {
    page: program.page,
    session,
    copied,
    complaints: program.complaints,
    state: program.state,
  };
}
