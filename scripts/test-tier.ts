import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT, runCommand } from './run-command.ts';

/** The projects of `vitest.config.ts`. */
export type Tier = 'unit' | 'integration' | 'conformance' | 'interop' | 'e2e';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export interface TierResult extends Counts {
  /** What Vitest wrote, when it was not shown. */
  readonly output: string;
}

/** Runs one tier. `failed` also counts a file that could not be loaded and a run that broke off. */
export async function runTier(tier: Tier, options: { show: boolean }): Promise<TierResult> {
  const folder = join(ROOT, '.waybill/test');
  const report = join(folder, `${tier}.json`);
  await mkdir(folder, { recursive: true });
  await rm(report, { force: true });
  const { ok, output } = await runCommand(
    'vitest',
    [
      'run',
      '--project',
      tier,
      '--passWithNoTests',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    { show: options.show, timeoutMs: 15 * 60_000 },
  );
  const counts = await countTests(report);
  const failed = ok ? counts.failed : Math.max(counts.failed, 1);
  return { ...counts, failed, output };
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

async function countTests(report: string): Promise<Counts> {
  let text: string;
  try {
    text = await readFile(report, 'utf8');
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
  const found = JSON.parse(text) as VitestReport;
  const unloadable = found.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return {
    passed: found.numPassedTests,
    failed: found.numFailedTests + unloadable.length,
    skipped: found.numPendingTests + found.numTodoTests,
  };
}
