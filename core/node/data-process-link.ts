import type { ChildProcess } from 'node:child_process';
import { cancelled, Failure } from '#core/base/failure.ts';
import { type ChildOptions, forkChild, OUT_OF_MEMORY_EXIT } from './data-process-child.ts';
import {
  decodeFromDataProcess,
  type FromDataProcess,
  failureOf,
  type ToDataProcess,
} from './data-process-protocol.ts';
import { type Answer, type AskOptions, createRequests } from './data-process-requests.ts';

/** The connection to one data process after another. */
export interface DataProcessLink {
  /** Counts the processes started: a table opened in an earlier one is not open any more. */
  readonly generation: number;
  /** Starts the process if there is none. */
  start(): void;
  /** Sends a request and waits for its answer. */
  ask(build: (request: number) => ToDataProcess, options: AskOptions): Promise<Answer>;
  /** Sends a message that has no answer; without a process it is dropped. */
  tell(message: ToDataProcess): void;
  dispose(): void;
}

export interface LinkOptions extends ChildOptions {
  readonly requestTimeoutMs: number;
  readonly idleMs: number;
  /** Answers `need-bytes`; must not fail. */
  readonly onNeedBytes: (message: Extract<FromDataProcess, { type: 'need-bytes' }>) => Promise<ToDataProcess>;
}

/**
 * Connects to the data process: starts it with the first request, ends it when it was idle for long, and kills it when
 * a request neither ends nor shows progress in its time. What was open when it died fails with `process/died`.
 */
export function createLink(options: LinkOptions): DataProcessLink {
  const { requestTimeoutMs, log } = options;
  let child: ChildProcess | undefined;
  let generation = 0;
  let busyRanges = 0;
  let idleTimer: NodeJS.Timeout | undefined;
  const requests = createRequests({
    timeoutMs: requestTimeoutMs,
    onCancel: (request) => tell({ type: 'cancel', request }),
    onChange: settleIdle,
    onSilent: (about) => {
      // While the host has not fetched the bytes that the process waits for, silence is not its fault.
      if (busyRanges === 0) {
        kill(`${about} took longer than ${requestTimeoutMs / 1000} seconds`);
      }
      return busyRanges > 0;
    },
  });

  function start(): ChildProcess {
    if (child !== undefined) {
      return child;
    }
    generation += 1;
    const started = forkChild(options);
    child = started;
    started.on('message', (value: unknown) => receive(started, value));
    started.on('error', (error) => died(started, `it could not be started or reached (${error.message})`));
    started.on('exit', (code, signal) => {
      died(started, exitReason(code, signal));
    });
    settleIdle();
    return started;
  }

  function died(which: ChildProcess, reason: string): void {
    if (child !== which) {
      return;
    }
    child = undefined;
    if (requests.size > 0) {
      log(`The data process ended: ${reason}.`);
    }
    requests.failAll((about) => processDied(about, reason));
  }

  function kill(reason: string): void {
    const victim = child;
    if (victim !== undefined) {
      died(victim, reason);
      victim.kill('SIGKILL');
    }
  }

  function receive(from: ChildProcess, value: unknown): void {
    const message = decodeFromDataProcess(value);
    if (message === undefined || from !== child) {
      log('The data process said something that is not in the protocol.');
    } else if (message.type === 'need-bytes') {
      busyRanges += 1;
      void options.onNeedBytes(message).then((reply) => {
        busyRanges -= 1;
        requests.refresh();
        // The next process counts its ranges from 1 again: this reply is not for it.
        if (from === child) {
          tell(reply);
        }
      });
    } else if (message.type === 'progress') {
      requests.progress(message.request, message.progress);
    } else if (message.type === 'found') {
      requests.found(message.request, message.findings);
    } else {
      requests.settle(message.request, message.type === 'failed' ? failureOf(message.failure) : message);
    }
  }

  /** A process with nothing to do keeps no program alive, and ends after a while. */
  function settleIdle(): void {
    clearTimeout(idleTimer);
    const idle = requests.size === 0;
    for (const held of child === undefined ? [] : [child, child.channel]) {
      if (idle) {
        held?.unref();
      } else {
        held?.ref();
      }
    }
    if (idle && child !== undefined) {
      idleTimer = setTimeout(() => kill('it was idle'), options.idleMs).unref();
    }
  }

  function tell(message: ToDataProcess): void {
    if (child?.connected === true) {
      child.send(message, (error) => {
        if (error !== null) {
          log(`The data process did not take a message: ${error.message}`);
        }
      });
    }
  }

  return {
    get generation() {
      return generation;
    },
    start: () => {
      start();
    },
    ask: (build, asked) => {
      if (asked.signal?.aborted) {
        return Promise.reject(cancelled(asked.signal.reason));
      }
      const process = start();
      return requests.add(asked, (request) => {
        process.send(build(request), (error) => {
          if (error !== null) {
            requests.settle(request, processDied(asked.about, error.message));
          }
        });
      });
    },
    tell,
    dispose: () => kill('it was no longer needed'),
  };
}

function exitReason(code: number | null, signal: string | null): string {
  return code === OUT_OF_MEMORY_EXIT
    ? 'it needed more memory than it may use'
    : `it ended by itself (${signal ?? code})`;
}

function processDied(about: string, reason: string): Failure {
  return new Failure(
    'process/died',
    `The process that reads data ended while ${about}: ${reason}. Nothing else was affected. Try again; if it happens again, the file is likely damaged or too large for the memory limit.`,
  );
}
