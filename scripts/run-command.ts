import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..');

export interface CommandResult {
  readonly ok: boolean;
  /** Standard output and error as they came, when they were not shown. */
  readonly output: string;
}

export interface CommandOptions {
  /** Lets the command write to this terminal instead of gathering its output. */
  readonly show?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  /** Ends the command after this time. */
  readonly timeoutMs?: number;
}

/** For output that is gathered and may be shown later, or searched. */
const PLAIN = { NO_COLOR: '1', FORCE_COLOR: undefined };

/** Runs a program in the project's folder, one of the project's own first. Never rejects: see `ok`. */
export function runCommand(
  program: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const path = [join(ROOT, 'node_modules/.bin'), process.env['PATH'] ?? ''].join(delimiter);
    const child = spawn(program, args, {
      cwd: ROOT,
      env: { ...process.env, ...(options.show === true ? {} : PLAIN), ...options.env, PATH: path },
      stdio: options.show === true ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      timeout: options.timeoutMs,
    });
    let output = '';
    const add = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout?.on('data', add);
    child.stderr?.on('data', add);
    child.on('error', (error) =>
      resolve({ ok: false, output: `${program} could not be started: ${error.message}` }),
    );
    child.on('close', (code, signal) => {
      const ending = signal === null ? '' : `\n${program} was ended by ${signal}`;
      resolve({ ok: code === 0, output: output + ending });
    });
  });
}

/** Says what is being done, does it, and says how long it took. */
export async function phase<T>(title: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  try {
    const result = await work();
    console.log(`  ✓ ${title} (${seconds(start)})`);
    return result;
  } catch (error) {
    console.log(`  ✗ ${title} (${seconds(start)})`);
    throw error;
  }
}

/** The time since `start` (of `performance.now()`), as "3.2 s". */
export function seconds(start: number): string {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}
