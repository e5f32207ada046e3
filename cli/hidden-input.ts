import type { Readable, Writable } from 'node:stream';
import { cancelled } from '#core/base/failure.ts';

/** A keyboard: the standard input of a process on a terminal, or what a test makes of it. */
export type Keyboard = Readable & { setRawMode?(raw: boolean): unknown };

const MAX_LENGTH = 1024;

/**
 * One line typed on a terminal that is shown as nothing at all. In raw mode, the only way to turn the echo off in
 * Node, Ctrl+C is a mere character: `interrupt` makes it the signal that it means. Rejects with `task/cancelled`.
 */
export function readHidden(
  prompt: string,
  io: {
    readonly keyboard: Keyboard;
    readonly screen: Writable;
    readonly signal: AbortSignal;
    readonly interrupt: () => void;
  },
): Promise<string> {
  const { keyboard, screen, signal } = io;
  return new Promise((resolve, reject) => {
    let typed = '';
    let ended = false;
    const end = (settle: () => void) => {
      if (ended) {
        return;
      }
      ended = true;
      keyboard.off('data', onData);
      keyboard.off('end', onEnd);
      signal.removeEventListener('abort', onEnd);
      keyboard.setRawMode?.(false);
      keyboard.pause();
      screen.write('\n');
      settle();
    };
    const onEnd = () => end(() => reject(cancelled()));
    const onData = (chunk: Buffer) => {
      for (const [index, character] of [...chunk.toString('utf8')].entries()) {
        switch (character) {
          case '\r':
          case '\n': {
            // What was typed ahead belongs to the next question.
            const ahead = [...chunk.toString('utf8')].slice(index + 1).join('');
            end(() => resolve(typed));
            if (ahead !== '') {
              keyboard.unshift(Buffer.from(ahead));
            }
            return;
          }
          case '\u0003':
            // First, so that whoever sees this fail knows already that it was no accident.
            io.interrupt();
            onEnd();
            return;
          case '\u0004': // Ctrl+D: the end of input
            onEnd();
            return;
          case '\u007f':
          case '\b':
            typed = [...typed].slice(0, -1).join('');
            break;
          default:
            typed = typed.length < MAX_LENGTH ? typed + character : typed;
        }
      }
    };
    // The echo goes off before the question is there: somebody, or a script, may answer at once.
    keyboard.setRawMode?.(true);
    screen.write(`${prompt}: `);
    keyboard.on('data', onData);
    keyboard.on('end', onEnd);
    signal.addEventListener('abort', onEnd);
    keyboard.resume();
  });
}
