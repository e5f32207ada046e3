import type { Writable } from 'node:stream';
import { throwIfCancelled } from '#core/base/failure.ts';
import type { ReportProgress } from '#core/base/progress.ts';
import { fitWidth } from './display-width.ts';
import { type Keyboard, readHidden } from './hidden-input.ts';
import { printable } from './printable.ts';

/** Where a command talks to: results to one stream, everything else to the other. */
export interface Terminal {
  /** True when results may be coloured. */
  readonly color: boolean;
  /** True when a person can be asked something. */
  readonly interactive: boolean;
  /** Asks for something that must not be seen, such as a passphrase; only where `interactive`. */
  askHidden(prompt: string): Promise<string>;
  /** A part of the result. Resolves when more may come, so a long result never piles up in memory. */
  print(text: string): Promise<void>;
  /**
   * The result of something that is done and cannot be taken back: said even when Ctrl+C came a moment too late, for
   * people have to know.
   */
  printDone(text: string): Promise<void>;
  /** A line for people beside the result. */
  note(line: string): void;
  /** A line that says why something did not work. */
  complain(line: string): void;
  /** How far a long task is: shown only on a terminal, as one line that is wiped away. */
  readonly progress: ReportProgress;
  endProgress(): void;
}

interface TerminalOptions {
  readonly stdout: Writable & { readonly isTTY?: boolean };
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stdin: Keyboard & { readonly isTTY?: boolean };
  /** What Ctrl+C does while the terminal is in raw mode. */
  readonly interrupt: () => void;
  readonly noColor: boolean;
  /** Milliseconds of any clock that only goes forward. */
  readonly now: () => number;
  readonly signal: AbortSignal;
}

const PROGRESS_INTERVAL_MS = 100;
const WIPE_LINE = '\r\u001b[K';

/** A terminal over the streams of a process, real or made by a test. */
export function openTerminal(options: TerminalOptions): Terminal {
  const { stdout, stderr, signal } = options;
  let progressShown = false;
  // What is done at once shows no progress.
  let lastProgress = options.now();
  const wipeProgress = () => {
    if (progressShown) {
      stderr.write(WIPE_LINE);
      progressShown = false;
    }
  };
  const line = (text: string) => {
    wipeProgress();
    stderr.write(`${text}\n`);
  };
  return {
    color: stdout.isTTY === true && !options.noColor,
    interactive: options.stdin.isTTY === true && stderr.isTTY === true,
    askHidden(prompt) {
      wipeProgress();
      const { stdin: keyboard, interrupt } = options;
      return readHidden(printable(prompt), { keyboard, screen: stderr, signal, interrupt });
    },
    async print(text) {
      throwIfCancelled(signal);
      wipeProgress();
      await written(stdout, text, signal);
    },
    async printDone(text) {
      wipeProgress();
      await written(stdout, text, signal);
    },
    note: line,
    complain: line,
    endProgress: wipeProgress,
    progress: (progress) => {
      const now = options.now();
      if (stderr.isTTY !== true || now - lastProgress < PROGRESS_INTERVAL_MS) {
        return;
      }
      lastProgress = now;
      const share = progress.total ? ` ${Math.floor((100 * progress.done) / progress.total)} %` : '';
      const text = fitWidth(printable(`${progress.message}${share}`), (stderr.columns || 80) - 1);
      stderr.write(`${WIPE_LINE}${text}`);
      progressShown = true;
    },
  };
}

/** The terminal under `--quiet`: results and complaints only. */
export function quieted(terminal: Terminal): Terminal {
  const silent = () => {
    /* --quiet */
  };
  return { ...terminal, note: silent, progress: silent };
}

/** Waits until the text is out, or will never be: after an error, or Ctrl+C, the next print fails. */
function written(stream: Writable, text: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      signal.removeEventListener('abort', done);
      resolve();
    };
    // Aborted before: whoever prints all the same means it.
    signal.addEventListener('abort', done);
    stream.write(text, done);
  });
}

/** Wraps text in an escape sequence of select graphic rendition, when colours are wanted. */
export function paint(
  terminal: Pick<Terminal, 'color'>,
  style: 'red' | 'yellow' | 'blue' | 'green' | 'dim' | 'bold',
  text: string,
): string {
  const code = { red: 31, yellow: 33, blue: 34, green: 32, dim: 2, bold: 1 }[style];
  return terminal.color ? `\u001b[${code}m${text}\u001b[0m` : text;
}
