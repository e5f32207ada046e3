import type { ReportProgress } from '#core/base/progress.ts';
import type { FileToMeasure, MeasuredFile } from '#core/metadata/datapackage/update-facts.ts';
import { hashOfFile } from './hash-file.ts';
import { type Located, locateFiles } from './locate-files.ts';
import { unlessUnreadable } from './unless-unreadable.ts';

/** What was found, and the paths of which nothing could be found. */
export interface Measurements {
  readonly measured: readonly MeasuredFile[];
  readonly unreadable: readonly string[];
}

/** Sizes and hashes of files below `folder`, none outside of `root`; one after the other. @throws task/cancelled */
export async function measureFiles(
  { folder, root }: { readonly folder: string; readonly root: string },
  files: readonly FileToMeasure[],
  { signal, onProgress }: { readonly signal?: AbortSignal; readonly onProgress?: ReportProgress } = {},
): Promise<Measurements> {
  const paths = files.map(({ path }) => path);
  const located = await locateFiles({ folder, root, paths, ...(signal && { signal }) });
  const sizeOf = (path: string) => sizeIn(located?.get(path));
  const total = files.reduce((sum, { path }) => sum + (sizeOf(path) ?? 0), 0);
  const measured: MeasuredFile[] = [];
  const unreadable: string[] = [];
  let before = 0;
  for (const { path, algorithm } of files) {
    let bytes = sizeOf(path);
    const report: ReportProgress = (step) => {
      bytes = step.total; // as it is now, which is what is hashed
      onProgress?.({ message: `Reading ${path}`, done: before + step.done, total, unit: 'bytes' });
    };
    const file = located?.get(path)?.at?.file;
    const options = { ...(signal && { signal }), onProgress: report };
    const hex = file === undefined ? undefined : await unlessUnreadable(hashOfFile(file, algorithm, options));
    if (hex === undefined || bytes === undefined) {
      unreadable.push(path);
    } else {
      measured.push({ path, algorithm, bytes, hex });
    }
    before += bytes ?? 0;
  }
  return { measured, unreadable };
}

function sizeIn(located: Located | undefined): number | undefined {
  return located?.fact.kind === 'file' ? located.fact.size : undefined;
}
