import { NO_FINDINGS, type SeverityCounts } from './severity-counts.ts';

/** The findings that are shown in the files of the workspace, by the name that the index has for a file. */
export class StacFindings {
  private readonly counts = new Map<string, SeverityCounts>();

  /** Takes over how many are shown for a file now; tells whether that is another number. */
  take(file: string, now: SeverityCounts): boolean {
    const before = this.of(file);
    if (now.errors === 0 && now.warnings === 0) {
      this.counts.delete(file);
    } else {
      this.counts.set(file, now);
    }
    return before.errors !== now.errors || before.warnings !== now.warnings;
  }

  of(file: string): SeverityCounts {
    return this.counts.get(file) ?? NO_FINDINGS;
  }

  /** The files with findings. */
  entries(): IterableIterator<[string, SeverityCounts]> {
    return this.counts.entries();
  }
}
