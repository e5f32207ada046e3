/** Runs a task once per key after the key has been quiet for a while. */
export class Debounce {
  private readonly run: (key: string) => void;
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(run: (key: string) => void) {
    this.run = run;
  }

  /** Runs the task for `key` in `delay` milliseconds, unless it is asked for again before. */
  schedule(key: string, delay: number): void {
    this.cancel(key);
    const timer = setTimeout(() => {
      this.timers.delete(key);
      this.run(key);
    }, delay);
    this.timers.set(key, timer);
  }

  cancel(key: string): void {
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
  }
}
