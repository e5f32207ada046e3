import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { cancelled, Failure } from '#core/base/failure.ts';
import { defineCommand } from '../command.ts';

/** Where the server lies beside the program: as built, and as source. */
const SERVERS = ['../server/main.cjs', '../server/main.ts'];

export const lsp = defineCommand({
  name: 'lsp',
  positionals: [],
  description:
    'Runs the language server that the VS Code extension uses, for any editor that speaks the Language Server Protocol: findings, completion, hover and quick fixes for data packages and STAC. The editor starts this command and ends it; protocol messages take standard input and output.',
  options: {
    stdio: { type: 'boolean', help: 'Talk over standard input and output (the only way there is)' },
  },
  formats: ['text'],
  examples: [{ line: 'waybill lsp --stdio', does: 'what to put into the settings of an editor' }],
  exitCodes: {
    0: 'the editor ended the server',
    1: 'the editor went away without a goodbye',
    2: 'could not start',
  },
  async run({ options, programUrl, signal }) {
    if (options.stdio !== true) {
      throw new Failure(
        'usage/bad-argument',
        'The language server talks to an editor, not to a person: let the editor run "waybill lsp --stdio".',
      );
    }
    const server = SERVERS.map((path) => new URL(path, programUrl)).find((url) =>
      existsSync(fileURLToPath(url)),
    );
    if (server === undefined) {
      throw new Failure(
        'file/not-found',
        'The language server is not installed beside this program: install Waybill again.',
      );
    }
    // In this process, so that an editor that kills the command has killed the server. Found by its URL at run
    // time: a static import would put the server and its libraries into the command line.
    await import(server.href);
    return untilEnded(signal);
  },
});

/** The server ends the process by itself when its editor says `exit`; only a signal ends it before. */
function untilEnded(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(cancelled())));
}
