/** How long a task works before others get a turn, in milliseconds: a fraction of what anybody notices. */
const SLICE = 4;

/** Lets others have a turn while a long task works in steps. One for each task. */
export class Pace {
  private readonly now: () => number;
  private readonly turn: () => Promise<void>;
  private started: number;

  /**
   * @param now milliseconds
   * @param turn ends when everybody who was waiting had a turn
   */
  constructor(now: () => number = () => performance.now(), turn: () => Promise<void> = othersFirst) {
    this.now = now;
    this.turn = turn;
    this.started = now();
  }

  /** Waits for others if the task has worked for long enough; call it between any two steps. */
  async pause(): Promise<void> {
    if (this.now() - this.started >= SLICE) {
      await this.turn();
      this.started = this.now();
    }
  }
}

/** Messages are handled one at each turn of the event loop. */
function othersFirst(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
