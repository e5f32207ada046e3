/**
 * `node guard.ts FOLDER PROGRAM [argument…]` runs a program of many processes as its own process group, and ends the
 * whole group and removes FOLDER when the program ends or when standard input closes. Whoever holds the other end of
 * that pipe may be killed in any way: nothing stays behind.
 */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';

const GRACE_MS = 4000;

const [folder = '', program = '', ...args] = process.argv.slice(2);
const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'inherit', 'inherit'] });

// Sent to the whole group below, so this process gets it too.
process.on('SIGTERM', () => undefined);
process.on('SIGINT', () => undefined);

const killGroup = (): void => {
  rmSync(folder, { recursive: true, force: true });
  process.kill(-process.pid, 'SIGKILL');
};

child.on('exit', killGroup);
child.on('error', killGroup);
process.stdin.on('end', () => {
  process.kill(-process.pid, 'SIGTERM');
  setTimeout(killGroup, GRACE_MS);
});
process.stdin.resume();
