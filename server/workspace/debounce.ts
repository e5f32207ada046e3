/** Runs a task once per key after the key has been quiet for a while. */
export class Debounce {
  private readonly run: (key: string) => void;
  /** How each task that waits is called off. */
  private readonly waiting = new Map<string, () => void>();

  constructor(run: (key: string) => void) {
    this.run = run;
  }

  /** Runs the task for `key` in `delay` milliseconds, for 0 in the next turn, unless it is asked for again before. */
  schedule(key: string, delay: number): void {
    this.cancel(key);
    const due = (): void => {
      this.waiting.delete(key);
      this.run(key);
    };
    // A timer takes a millisecond or two even for 0, which is half of what checking a usual document takes.
    if (delay > 0) {
      const timer = setTimeout(due, delay);
      this.waiting.set(key, () => clearTimeout(timer));
    } else {
      const turn = setImmediate(due);
      this.waiting.set(key, () => clearImmediate(turn));
    }
  }

  cancel(key: string): void {
    this.waiting.get(key)?.();
    this.waiting.delete(key);
  }
}
