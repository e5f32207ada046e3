import type { DataCode, DataFinding } from './data-finding.ts';

/** Collects findings: of each code only the first are kept, but all are counted. */
export class FindingList {
  private readonly mostPerCode: number;
  private readonly counts = new Map<DataCode, number>();
  private batch: DataFinding[] = [];

  constructor(mostPerCode: number) {
    this.mostPerCode = mostPerCode;
  }

  /** Counts a finding, and makes it where it is among the first of its code: making one takes time. */
  add(code: DataCode, make: () => Omit<DataFinding, 'code'>): void {
    const count = (this.counts.get(code) ?? 0) + 1;
    this.counts.set(code, count);
    if (count <= this.mostPerCode) {
      this.batch.push({ code, ...make() });
    }
  }

  /** The findings that were made since the last call. */
  take(): readonly DataFinding[] {
    const taken = this.batch;
    this.batch = [];
    return taken;
  }

  get totals(): Readonly<Partial<Record<DataCode, number>>> {
    return Object.fromEntries(this.counts);
  }
}
