import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { readHidden } from '#cli/hidden-input.ts';
import { askPassphrase } from '#cli/passphrase.ts';
import type { Terminal } from '#cli/terminal.ts';

/** A person who types `keys` on a terminal, and all that they and the program did. */
function person(keys: string) {
  const raw: boolean[] = [];
  const keyboard = Object.assign(new PassThrough(), { setRawMode: (on: boolean) => raw.push(on) });
  const screen = new PassThrough();
  const interrupts: string[] = [];
  const controller = new AbortController();
  keyboard.write(keys);
  const io = { keyboard, screen, signal: controller.signal, interrupt: () => interrupts.push('SIGINT') };
  return { io, raw, interrupts, controller, seen: () => String(screen.read() ?? '') };
}

describe('readHidden', () => {
  test('gives the line and shows nothing of it', async () => {
    const { io, raw, seen } = person('sécret 密\r');
    expect([await readHidden('Passphrase', io), seen(), raw]).toEqual([
      'sécret 密',
      'Passphrase: \n',
      [true, false],
    ]);
  });

  test('turns the echo off before it asks', async () => {
    const events: string[] = [];
    const { io } = person('x\r');
    io.keyboard.setRawMode = (on) => events.push(`raw ${on}`);
    io.screen.on('data', (chunk: Buffer) => events.push(chunk.toString()));
    await readHidden('Passphrase', io);
    expect(events.slice(0, 2)).toEqual(['raw true', 'Passphrase: ']);
  });

  test('keeps what was typed ahead for the next question', async () => {
    const { io } = person('one\ntwo\n');
    expect([await readHidden('1', io), await readHidden('2', io)]).toEqual(['one', 'two']);
  });

  test('a backspace takes the last character away', async () => {
    expect(await readHidden('p', person('ab密\u007f\bc\n').io)).toBe('ac');
  });

  test('Ctrl+C cancels and becomes a signal', async () => {
    const { io, interrupts, raw } = person('abc\u0003');
    await expect(readHidden('p', io)).rejects.toMatchObject({ code: 'task/cancelled' });
    expect([interrupts, raw]).toEqual([['SIGINT'], [true, false]]);
  });

  test('an aborted signal gives the terminal back', async () => {
    const { io, controller, raw } = person('abc');
    const answer = readHidden('p', io);
    controller.abort();
    await expect(answer).rejects.toMatchObject({ code: 'task/cancelled' });
    expect(raw).toEqual([true, false]);
  });
});

describe('askPassphrase', () => {
  const terminal = (interactive: boolean, answers: string[]): Terminal => ({
    color: false,
    interactive,
    askHidden: () => Promise.resolve(answers.shift() ?? ''),
    print: () => Promise.resolve(),
    printDone: () => Promise.resolve(),
    note: () => undefined,
    complain: () => undefined,
    progress: () => undefined,
    endProgress: () => undefined,
  });
  const ask = (surround: Parameters<typeof askPassphrase>[0]) =>
    askPassphrase(surround, { prompt: 'P', repeat: true });

  test.each(['secret', ''])('COSIGN_PASSWORD=%j answers without a question', async (password) => {
    const surround = {
      terminal: terminal(true, ['other', 'other']),
      environment: { COSIGN_PASSWORD: password },
    };
    expect(await ask(surround)).toBe(password);
  });

  test('two equal answers are a passphrase', async () => {
    expect(await ask({ terminal: terminal(true, ['a b', 'a b']), environment: {} })).toBe('a b');
  });

  test('two different answers are refused', async () => {
    await expect(ask({ terminal: terminal(true, ['a', 'b']), environment: {} })).rejects.toThrow('differ');
  });

  test('where nobody can be asked the message names the variable', async () => {
    await expect(ask({ terminal: terminal(false, []), environment: {} })).rejects.toThrow('COSIGN_PASSWORD');
  });
});
