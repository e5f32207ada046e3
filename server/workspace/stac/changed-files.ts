import { mapLimited } from '#core/tabular/map-limited.ts';
import { Pace } from '../pace.ts';

const READS_AT_ONCE = 8;

/** How changed files are read again. */
export interface ChangedFilesParts<Folder> {
  /** The files in a folder that came. */
  readonly filesIn: (folder: Folder) => AsyncIterable<string>;
  /** Takes over what files hold now. */
  readonly reader: () => (file: string) => Promise<void>;
  readonly failed: (error: unknown) => void;
}

/** Files on disk that changed: read again in the background, one batch after the other. */
export class ChangedFiles<Folder> {
  private readonly parts: ChangedFilesParts<Folder>;
  private readonly files = new Set<string>();
  private folders: Folder[] = [];
  private running: Promise<void> | undefined;

  constructor(parts: ChangedFilesParts<Folder>) {
    this.parts = parts;
  }

  add(file: string): void {
    this.files.add(file);
  }

  addFolder(folder: Folder): void {
    this.folders.push(folder);
  }

  clear(): void {
    this.files.clear();
    this.folders = [];
  }

  /** Reads what changed; what changes meanwhile comes next. Ends when nothing is left. */
  catchUp(): Promise<void> {
    this.running ??= this.readAll()
      .catch(this.parts.failed)
      .finally(() => {
        this.running = undefined;
      });
    return this.running;
  }

  private async readAll(): Promise<void> {
    while (this.files.size > 0 || this.folders.length > 0) {
      for (const folder of this.folders.splice(0)) {
        for await (const file of this.parts.filesIn(folder)) {
          this.files.add(file);
        }
      }
      const batch = [...this.files];
      this.files.clear();
      const read = this.parts.reader();
      const pace = new Pace();
      await mapLimited(batch, READS_AT_ONCE, async (file) => {
        await read(file);
        await pace.pause();
      });
    }
  }
}
