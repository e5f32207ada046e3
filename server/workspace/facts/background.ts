/** Looks something up; must end soon after the signal is aborted. */
export type Job = (signal: AbortSignal) => Promise<void>;

interface Waiting {
  readonly job: Job;
  /** Who wants it: it is dropped when nobody does any more. */
  readonly wantedBy: Set<string>;
  readonly controller: AbortController;
}

/**
 * Work that nobody waits for: a few jobs at a time, each key once however many want it, the first that was asked for
 * first.
 */
export class Background {
  private readonly atOnce: number;
  private readonly done: (wantedBy: ReadonlySet<string>) => void;
  private readonly failed: (error: unknown) => void;
  private readonly queue = new Map<string, Waiting>();
  private readonly running = new Map<string, Waiting>();

  /** `done` is told after each job who had wanted it; `failed` what a job threw without being cancelled. */
  constructor(options: {
    readonly atOnce: number;
    readonly done: (wantedBy: ReadonlySet<string>) => void;
    readonly failed: (error: unknown) => void;
  }) {
    this.atOnce = options.atOnce;
    this.done = options.done;
    this.failed = options.failed;
  }

  /** Has a job done for somebody, unless it waits or runs already. */
  want(key: string, who: string, job: Job): void {
    const known = this.running.get(key) ?? this.queue.get(key);
    if (known && !known.controller.signal.aborted) {
      known.wantedBy.add(who);
      return;
    }
    this.queue.set(key, { job, wantedBy: new Set([who]), controller: new AbortController() });
    this.next();
  }

  /** Whether something is still to be done for somebody. */
  isBusyFor(who: string): boolean {
    const wants = ({ wantedBy }: Waiting) => wantedBy.has(who);
    return [...this.running.values()].some(wants) || [...this.queue.values()].some(wants);
  }

  /** Somebody wants nothing any more. */
  forget(who: string): void {
    for (const jobs of [this.queue, this.running]) {
      for (const [key, waiting] of jobs) {
        waiting.wantedBy.delete(who);
        if (waiting.wantedBy.size === 0) {
          waiting.controller.abort();
          if (jobs === this.queue) {
            this.queue.delete(key);
          }
        }
      }
    }
  }

  private next(): void {
    for (const [key, waiting] of this.queue) {
      if (this.running.size >= this.atOnce) {
        return;
      }
      if (!this.running.has(key)) {
        this.queue.delete(key);
        this.running.set(key, waiting);
        void this.run(key, waiting);
      }
    }
  }

  private async run(key: string, waiting: Waiting): Promise<void> {
    const { job, wantedBy, controller } = waiting;
    try {
      await job(controller.signal);
    } catch (error) {
      if (!controller.signal.aborted) {
        this.failed(error);
      }
    }
    this.running.delete(key);
    if (!controller.signal.aborted) {
      this.done(wantedBy);
    }
    this.next();
  }
}
