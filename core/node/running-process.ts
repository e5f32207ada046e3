import os from 'node:os';
import { systemCode } from './file-failure.ts';

/** What a process writes into something that is its own while it runs: its number and its machine. */
export function ownMark(): string {
  return `${process.pid} ${os.hostname()}`;
}

/** True when a mark is of a process of this machine that runs no more; false whenever that cannot be told. */
export function isOfEndedProcess(mark: string): boolean {
  const [, pid, host] = /^([1-9]\d{0,9}) (.+)$/.exec(mark.trim()) ?? [];
  return pid !== undefined && host === os.hostname() && !isRunning(Number(pid));
}

/** True when a process of this machine has this number. */
export function isRunning(pid: number): boolean {
  try {
    // Signal 0 is never delivered; the system only answers whether it could be.
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) !== 'ESRCH';
  }
}
