#!/usr/bin/env node
import process from 'node:process';
import { setImmediate } from 'node:timers/promises';
import { runCommandLine } from './run.ts';
import { openTerminal } from './terminal.ts';

/** Exit codes of a process that a signal ended: 128 and the number of the signal. */
const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** What may end the program besides the command itself. */
const ending: { stoppedBy?: number; readerGone?: boolean; writeError?: NodeJS.ErrnoException } = {};
const controller = new AbortController();

function stop(exitCode: number): void {
  if (ending.stoppedBy !== undefined) {
    // Asked twice: a task that does not come to its end must not keep the person waiting.
    process.exit(exitCode);
  }
  ending.stoppedBy = exitCode;
  controller.abort();
}

for (const [signal, exitCode] of Object.entries(SIGNALS)) {
  process.on(signal, () => stop(exitCode));
}
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') {
    // `waybill … | head`: the reader has enough, which is no mistake of anybody.
    ending.readerGone = true;
  } else {
    ending.writeError = error;
  }
  controller.abort();
});
process.stderr.on('error', () => {
  /* nobody reads our notes: go on without them */
});

const terminal = openTerminal({
  stdout: process.stdout,
  stderr: process.stderr,
  stdin: process.stdin,
  interrupt: () => stop(SIGNALS.SIGINT),
  noColor: (process.env['NO_COLOR'] ?? '') !== '' || process.env['TERM'] === 'dumb',
  signal: controller.signal,
  now: () => performance.now(),
});
const code = await runCommandLine(process.argv.slice(2), {
  terminal,
  signal: controller.signal,
  environment: process.env,
  programUrl: import.meta.url,
});
// A stream tells of a failed write one turn later than its callback.
await setImmediate();
terminal.endProgress();
// A command that came to its good end just before Ctrl+C has said what it did: that was not cancelled.
if (ending.stoppedBy !== undefined && code !== 0) {
  terminal.complain('waybill: Cancelled.');
  process.exit(ending.stoppedBy);
}
if (ending.readerGone) {
  process.exit(code === 2 ? 0 : code);
}
if (ending.writeError !== undefined) {
  const { code: reason = 'unknown error' } = ending.writeError;
  terminal.complain(
    `waybill: The result could not be written (${reason}): make room or choose another place.`,
  );
}
process.exitCode = ending.writeError === undefined ? code : 2;
