import { cancelled } from '#core/base/failure.ts';
import type { Progress, ReportProgress } from '#core/base/progress.ts';
import type { DataFinding } from '#core/tabular/validate/data-finding.ts';
import type { FromDataProcess } from './data-process-protocol.ts';

/** Messages that answer a request. */
export type Answer = Extract<
  FromDataProcess,
  { type: 'opened' | 'rows' | 'counted' | 'hashed' | 'validated' }
>;

/** What a request is about. */
export interface AskOptions {
  /** For messages: "reading rows of a.parquet". */
  readonly about: string;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ReportProgress | undefined;
  /** Told what is found before the answer. */
  readonly onFindings?: ((findings: readonly DataFinding[]) => void) | undefined;
}

/** The questions that wait for an answer of the data process. */
export interface Requests {
  readonly size: number;
  /** Registers a question; `send` is called with its number. */
  add(options: AskOptions, send: (request: number) => void): Promise<Answer>;
  settle(request: number, outcome: Answer | Error): void;
  progress(request: number, progress: Progress): void;
  found(request: number, findings: readonly DataFinding[]): void;
  /** Ends all questions, each with the error made for it. */
  failAll(errorFor: (about: string) => Error): void;
  /** Gives all questions their whole time again. */
  refresh(): void;
}

interface Pending {
  readonly about: string;
  readonly onProgress: ReportProgress | undefined;
  readonly onFindings: AskOptions['onFindings'];
  readonly timer: NodeJS.Timeout;
  readonly settle: (outcome: Answer | Error) => void;
}

/** What happens around the questions. */
export interface RequestHooks {
  /** How long a question may go without answer or progress. */
  readonly timeoutMs: number;
  /** A question was silent for too long; true gives it its time again. */
  readonly onSilent: (about: string) => boolean;
  readonly onCancel: (request: number) => void;
  /** The number of open questions changed. */
  readonly onChange: () => void;
}

export function createRequests(hooks: RequestHooks): Requests {
  const pending = new Map<number, Pending>();
  let nextRequest = 0;

  function add(options: AskOptions, send: (request: number) => void): Promise<Answer> {
    const { about, signal, onProgress, onFindings } = options;
    nextRequest += 1;
    const request = nextRequest;
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        hooks.onCancel(request);
        // The entry stays until the process has answered: the watchdog still looks after it.
        reject(cancelled(signal?.reason));
      };
      const timer = setTimeout(() => {
        if (hooks.onSilent(about)) {
          timer.refresh();
        }
      }, hooks.timeoutMs);
      const settle = (outcome: Answer | Error) => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
        pending.delete(request);
        hooks.onChange();
        if (outcome instanceof Error) {
          reject(outcome);
        } else {
          resolve(outcome);
        }
      };
      pending.set(request, { about, onProgress, onFindings, timer, settle });
      hooks.onChange();
      signal?.addEventListener('abort', onAbort, { once: true });
      send(request);
    });
  }

  return {
    get size() {
      return pending.size;
    },
    add,
    settle: (request, outcome) => pending.get(request)?.settle(outcome),
    progress: (request, progress) => {
      const found = pending.get(request);
      found?.timer.refresh();
      found?.onProgress?.(progress);
    },
    found: (request, findings) => {
      const found = pending.get(request);
      found?.timer.refresh();
      found?.onFindings?.(findings);
    },
    failAll: (errorFor) => {
      for (const { settle, about } of [...pending.values()]) {
        settle(errorFor(about));
      }
    },
    refresh: () => {
      for (const { timer } of pending.values()) {
        timer.refresh();
      }
    },
  };
}
