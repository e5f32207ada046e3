import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as base } from 'vitest';
import { fileUri, LspClient, type LspClientOptions } from './lsp-client.ts';

/** A folder of a test and the language servers that it starts on it; both go with the test. */
export class LspWorkspace {
  /** Absolute, without symbolic links. `folder/ws` is what is open in the editor; what lies beside is outside. */
  readonly folder: string;
  readonly root: string;
  private readonly clients: LspClient[] = [];

  private constructor(folder: string) {
    this.folder = folder;
    this.root = path.join(folder, 'ws');
  }

  static async create(): Promise<LspWorkspace> {
    const workspace = new LspWorkspace(await realpath(await mkdtemp(path.join(tmpdir(), 'waybill-lsp-'))));
    await mkdir(workspace.root);
    return workspace;
  }

  async start(options: LspClientOptions = {}): Promise<Awaited<ReturnType<typeof LspClient.start>>> {
    const client = await LspClient.start({ folder: this.root, ...options });
    this.clients.push(client);
    return client;
  }

  /** The URI of a path in the workspace. */
  uri(name: string): string {
    return fileUri(path.join(this.root, name));
  }

  /** Writes files below the workspace, or beside it with `../`; folders are made as needed. */
  async write(files: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(this.root, name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, text);
    }
  }

  async remove(): Promise<void> {
    for (const client of this.clients) {
      client.kill();
    }
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Vitest's `test` with a workspace of its own for each test. */
export const test = base.extend<{ workspace: LspWorkspace }>({
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the names of the fixtures from the pattern
  workspace: async ({}, use) => {
    const workspace = await LspWorkspace.create();
    try {
      await use(workspace);
    } finally {
      await workspace.remove();
    }
  },
});
