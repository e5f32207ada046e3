import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const PROGRAM = resolve('cli/main.ts');

/** What a command line did. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Called with the process as soon as it runs. */
  readonly started?: (child: ChildProcess) => void;
}

/** Runs `waybill` from source as a process of its own, nothing on its standard input. */
export function waybill(args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const { NO_COLOR: _noColor, COSIGN_PASSWORD: _password, WAYBILL_DEBUG: _debug, ...env } = process.env;
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    env: { ...env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  options.started?.(child);
  const read = async (stream: NodeJS.ReadableStream) => {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) {
      chunks.push(Buffer.from(chunk));
    }
    return Buffer.concat(chunks).toString('utf8');
  };
  return new Promise((resolvePromise, reject) => {
    child.once('error', reject);
    const ended = new Promise<number | null>((done) => child.once('close', done));
    Promise.all([ended, read(child.stdout), read(child.stderr)]).then(
      ([code, stdout, stderr]) => resolvePromise({ code, stdout, stderr }),
      reject,
    );
  });
}

/** A folder that a test may fill, and how it is removed. */
export async function temporaryFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'waybill-cli-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
