import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

/** True when a program of this name can be started. */
export function hasProgram(name: string): boolean {
  return spawnSync(name, ['--version'], { stdio: 'ignore' }).error === undefined;
}

/** Runs a program to its end and gives what it wrote; fails with its words when it does not succeed. */
export async function run(
  name: string,
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): Promise<string> {
  const child = spawn(name, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) {
    throw new Error(`${name} ${args.join(' ')} ended with ${code}: ${errors}${output}`);
  }
  return output;
}

/** True where the program is there; otherwise says on the console which tests are skipped because it is not. */
export function needs(name: string, tests: string): boolean {
  const there = hasProgram(name);
  if (!there) {
    console.info(`skipped: ${tests}, because "${name}" is not installed`);
  }
  return there;
}
