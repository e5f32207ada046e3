/** `npm run check`: format, types, unit tests and lint, the quick judgement on a change. */
import { availableParallelism } from 'node:os';
import { runCommand, seconds } from './run-command.ts';
import { type Counts, runTier } from './test-tier.ts';

interface Step {
  readonly name: string;
  run(): Promise<StepResult>;
}

interface StepResult extends Partial<Counts> {
  readonly ok: boolean;
  readonly output: string;
}

export interface CheckResult extends Counts {
  /** Names of the steps that failed beside the unit tests. */
  readonly failedSteps: readonly string[];
}

const SHOWN_LINES = 100;

/** The longest first, so that the shorter ones fill the gap at the end. */
const STEPS: readonly Step[] = [
  { name: 'types', run: () => runCommand('tsc', ['-b']) },
  { name: 'lint', run: () => runCommand('eslint', ['--max-warnings=0', '.']) },
  {
    name: 'unit tests',
    run: async () => {
      const result = await runTier('unit', { show: false });
      return { ...result, ok: result.failed === 0 };
    },
  },
  { name: 'format', run: () => runCommand('biome', ['check', '--colors=off', '--error-on-warnings', '.']) },
];

/** Runs every step, as many at a time as there are processors, and prints one line each; output only of failures. */
export async function check(): Promise<CheckResult> {
  const waiting = [...STEPS];
  const failedSteps: string[] = [];
  let counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  const work = async (): Promise<void> => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const start = performance.now();
      const { ok, output, passed, failed = 0, skipped = 0 } = await step.run();
      const tests = passed === undefined ? '' : `: ${passed} passed, ${failed} failed, ${skipped} skipped`;
      console.log(`  ${ok ? '✓' : '✗'} ${step.name}${tests} (${seconds(start)})`);
      if (passed !== undefined) {
        counts = { passed, failed, skipped };
      } else if (!ok) {
        failedSteps.push(step.name);
      }
      if (!ok) {
        console.log(`${firstLines(output.trim())}\n`);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(2, Math.min(availableParallelism(), 4)) }, work));
  return { ...counts, failedSteps };
}

/** Enough to act on; hundreds of findings have one cause more often than not. */
function firstLines(output: string): string {
  const lines = output.split('\n');
  const more = lines.length - SHOWN_LINES;
  return more > 0 ? `${lines.slice(0, SHOWN_LINES).join('\n')}\n… ${more} more lines` : output;
}

if (import.meta.main) {
  const start = performance.now();
  const { failedSteps, failed } = await check();
  const wrong = [...failedSteps, ...(failed > 0 ? ['unit tests'] : [])];
  console.log(
    wrong.length === 0
      ? `Everything is in order (${seconds(start)})`
      : `Failed: ${wrong.join(', ')} (${seconds(start)})`,
  );
  process.exitCode = wrong.length === 0 ? 0 : 1;
}
