import { Pace } from '../pace.ts';
import type { ObjectStates } from './object-states.ts';
import type { SeverityCounts } from './severity-counts.ts';

/** What waits longer than these is no longer looked at by anybody. */
const MOST_WAITING = 1_000;

/** Objects that somebody looks at in a list: checked one after the other, while requests are answered in between. */
export class BackgroundChecks {
  private readonly waiting = new Set<string>();
  private readonly states: Pick<ObjectStates, 'countsOf'>;
  private readonly found: (file: string, counts: SeverityCounts) => void;
  private readonly failed: (error: unknown) => void;
  private isRunning = false;

  constructor(
    states: Pick<ObjectStates, 'countsOf'>,
    found: (file: string, counts: SeverityCounts) => void,
    failed: (error: unknown) => void,
  ) {
    this.states = states;
    this.found = found;
    this.failed = failed;
  }

  /** Checks files soon, those that are asked for last first. */
  add(files: readonly string[]): void {
    const before = [...this.waiting];
    this.waiting.clear();
    for (const file of [...files, ...before].slice(0, MOST_WAITING)) {
      this.waiting.add(file);
    }
    if (!this.isRunning && this.waiting.size > 0) {
      this.isRunning = true;
      void this.run()
        .catch(this.failed)
        .finally(() => {
          this.isRunning = false;
        });
    }
  }

  clear(): void {
    this.waiting.clear();
  }

  private async run(): Promise<void> {
    const pace = new Pace();
    for (let file = first(this.waiting); file !== undefined; file = first(this.waiting)) {
      this.waiting.delete(file);
      const counts = await this.states.countsOf(file, pace);
      if (counts) {
        this.found(file, counts);
      }
      await pace.pause();
    }
  }
}

function first(files: ReadonlySet<string>): string | undefined {
  const next = files.values().next();
  return next.done ? undefined : next.value;
}
