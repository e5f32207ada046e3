#!/usr/bin/env node
import process from 'node:process';
import { runCommandLine } from './run.ts';
import { openTerminal } from './terminal.ts';

/** Exit codes of a process that a signal ended: 128 and the number of the signal. */
const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

const controller = new AbortController();
let stoppedBy: number | undefined;
let readerGone = false;
let writeError: NodeJS.ErrnoException | undefined;

for (const [signal, code] of Object.entries(SIGNALS)) {
  process.on(signal, () => {
    if (stoppedBy !== undefined) {
      // Asked twice: a task that does not come to its end must not keep the person waiting.
      process.exit(code);
    }
    stoppedBy = code;
    controller.abort();
  });
}
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // `waybill … | head`: the reader has enough, which is no mistake of anybody.
  readerGone = error.code === 'EPIPE';
  writeError = readerGone ? undefined : error;
  controller.abort();
});
process.stderr.on('error', () => {
  /* nobody reads our notes: go on without them */
});

const terminal = openTerminal({
  stdout: process.stdout,
  stderr: process.stderr,
  stdin: process.stdin,
  interrupt: () => process.kill(process.pid, 'SIGINT'),
  noColor: (process.env['NO_COLOR'] ?? '') !== '' || process.env['TERM'] === 'dumb',
  signal: controller.signal,
});
const code = await runCommandLine(process.argv.slice(2), {
  terminal,
  signal: controller.signal,
  environment: process.env,
  programUrl: import.meta.url,
});
terminal.endProgress();
if (stoppedBy !== undefined) {
  terminal.complain('waybill: Cancelled.');
  process.exit(stoppedBy);
}
if (writeError !== undefined) {
  terminal.complain(
    `waybill: The result could not be written (${writeError.code}): make room or choose another place.`,
  );
}
if (readerGone) {
  process.exit(code === 2 ? 0 : code);
}
process.exitCode = writeError === undefined ? code : 2;
