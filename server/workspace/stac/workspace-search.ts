import { throwIfCancelled } from '#core/base/failure.ts';
import { Pace } from '../pace.ts';

const READS_AT_ONCE = 8;

/** What a search of the workspace works with. */
export interface SearchParts {
  /** The folders of the workspace, as absolute paths. */
  readonly roots: () => readonly string[];
  readonly find: (root: string, signal: AbortSignal) => AsyncIterable<string>;
  /** Reads one file that was found; tells whether more may be read. */
  readonly read: (path: string, signal: AbortSignal) => Promise<boolean>;
  /** Runs the search so that people can see it. */
  readonly showing: (search: (found: (objects: number) => void) => Promise<void>) => Promise<void>;
  readonly count: () => number;
  readonly ended: () => void;
  readonly failed: (error: unknown) => void;
  /** Milliseconds. */
  readonly now: () => number;
}

interface Search {
  readonly done: Promise<void>;
  readonly controller: AbortController;
  readonly startedAt: number;
}

/** One search of all files of a workspace, for everybody who needs it; another one once it was called off. */
export class WorkspaceSearch {
  private readonly parts: SearchParts;
  private search: Search | undefined;

  constructor(parts: SearchParts) {
    this.parts = parts;
  }

  get hasStarted(): boolean {
    return this.search !== undefined;
  }

  /** Milliseconds since the search began; 0 where there was none. */
  get age(): number {
    return this.search ? this.parts.now() - this.search.startedAt : 0;
  }

  /** Starts the search, unless that was done; ends with it. @throws task/cancelled */
  start(): Promise<void> {
    if (this.search) {
      return this.search.done;
    }
    const { showing, ended, failed, now } = this.parts;
    const controller = new AbortController();
    const done = showing((found) => this.readAll(controller.signal, found));
    const search = { done, controller, startedAt: now() };
    this.search = search;
    done.then(
      () => {
        if (this.search === search) {
          ended();
        }
      },
      (error: unknown) => {
        if (this.search === search) {
          this.search = undefined; // the next one who needs it tries again
          failed(error);
        }
      },
    );
    return done;
  }

  cancel(): void {
    this.search?.controller.abort();
    this.search = undefined;
  }

  /** Reads files while others are still being found. */
  private async readAll(signal: AbortSignal, found: (objects: number) => void): Promise<void> {
    const { roots, find, read, count } = this.parts;
    for (const root of roots()) {
      const paths = find(root, signal)[Symbol.asyncIterator]();
      const work = async () => {
        const pace = new Pace();
        for (let next = await paths.next(); !next.done; next = await paths.next()) {
          if (!(await read(next.value, signal))) {
            return;
          }
          found(count());
          await pace.pause();
        }
      };
      await Promise.all(Array.from({ length: READS_AT_ONCE }, work));
    }
    throwIfCancelled(signal);
  }
}
