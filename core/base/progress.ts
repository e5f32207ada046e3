/** How far a long task is. `total` is undefined while nobody knows it. */
export interface Progress {
  /** What is being done now, as a short phrase: "Uploading data/a.parquet". */
  readonly message: string;
  readonly done: number;
  readonly total?: number;
  readonly unit: 'bytes' | 'rows' | 'files';
}

/** Called often: a receiver throttles by itself. */
export type ReportProgress = (progress: Progress) => void;
