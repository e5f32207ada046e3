import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';

const GUARD = path.join(import.meta.dirname, '../../host/guard.ts');

/** Starts a child of its own, prints both process ids, and heeds no request to end. */
const STUBBORN = `
  process.on('SIGTERM', () => {});
  const { spawn } = require('node:child_process');
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  console.log(JSON.stringify([process.pid, child.pid]));
  setInterval(() => {}, 1000);
`;

let root: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'waybill-guard-'));
});

afterEach(() => rm(root, { recursive: true, force: true }));

interface Guarded {
  readonly guard: ChildProcessByStdio<Writable, Readable, null>;
  readonly folder: string;
}

async function guarded(source: string): Promise<Guarded> {
  const program = path.join(root, 'program.cjs');
  await writeFile(program, source);
  const folder = await mkdtemp(path.join(root, 'temporary-'));
  const guard = spawn(process.execPath, [GUARD, folder, program], {
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  return { guard, folder };
}

/** True while the process runs; one that is dead but was not waited for does not. */
function isAlive(pid: number): boolean {
  try {
    return !readFileSync(`/proc/${pid}/status`, 'utf8').includes('State:\tZ');
  } catch {
    return false;
  }
}

test.skipIf(process.platform !== 'linux')(
  'a stubborn program and its children end when the other end of the pipe closes',
  async () => {
    const { guard } = await guarded(STUBBORN);
    const [line] = (await once(guard.stdout, 'data')) as [Buffer];
    const pids = JSON.parse(line.toString()) as number[];
    expect(pids.map(isAlive)).toEqual([true, true]);
    guard.stdin.end();
    await once(guard, 'exit');
    await expect.poll(() => pids.map(isAlive), { timeout: 5000 }).toEqual([false, false]);
  },
  20_000,
);

test('its folder is removed when the program ends by itself', async () => {
  const { guard, folder } = await guarded('process.exit(0)');
  await once(guard, 'exit');
  expect(existsSync(folder)).toBe(false);
});
