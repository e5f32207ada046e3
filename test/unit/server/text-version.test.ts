import { expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { TextVersion } from '#server/workspace/text-version.ts';

const PIECES = ['', 'a', '\n', '\r', '\r\n', 'b\nc', '\n\r', '😀', 'long enough to matter', '\r\r\n\n'];

/** The same numbers each time (mulberry32). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Every place of a text, and some that are none, in both directions. */
function places(text: TextDocument): unknown[] {
  const { length } = text.getText();
  const offsets = Array.from({ length: length + 5 }, (_, index) => text.positionAt(index - 2));
  const positions = Array.from({ length: (text.lineCount + 2) * 6 }, (_, index) =>
    text.offsetAt({ line: Math.floor(index / 6) - 1, character: (index % 6) - 1 }),
  );
  const lines = Array.from({ length: text.lineCount + 2 }, (_, index) => [
    text.getLineRange(index - 1),
    text.getEOLCharacters(index - 1),
  ]);
  return [text.lineCount, offsets, positions, lines];
}

test('edits one after the other give the same text and places as those of the protocol library', () => {
  const next = numbers(3);
  for (let round = 0; round < 200; round++) {
    const start = Array.from({ length: next(6) }, () => PIECES[next(PIECES.length)]).join('');
    let theirs = TextDocument.create('file:///x', 'json', 1, start);
    let ours = new TextVersion('file:///x', 'json', 1, start);
    for (let version = 2; version < 8; version++) {
      const changes = Array.from({ length: 1 + next(2) }, () => {
        const [line, endLine] = [next(4), next(4)].sort();
        return {
          range: {
            start: { line: line ?? 0, character: next(4) },
            end: { line: endLine ?? 0, character: next(8) },
          },
          text: PIECES[next(PIECES.length)] ?? '',
        };
      });
      ours = ours.changed(changes, version);
      for (const change of changes) {
        // Theirs goes wrong where an edit parts \r from \n: its lines are counted anew each time.
        theirs = TextDocument.create('file:///x', 'json', version, theirs.getText());
        TextDocument.update(theirs, [change], version);
      }
      theirs = TextDocument.create('file:///x', 'json', version, theirs.getText());
      expect(ours.getText()).toBe(theirs.getText());
      expect(places(ours)).toEqual(places(theirs));
    }
  }
});

test('an edit leaves the version before it as it was', () => {
  const before = new TextVersion('file:///x', 'json', 1, 'one\ntwo\n');
  const range = { start: { line: 0, character: 3 }, end: { line: 1, character: 0 } };
  const after = before.changed([{ range, text: '' }], 2);
  expect(after.getText()).toBe('onetwo\n');
  expect(before.getText(range)).toBe('\n');
  expect([before.lineCount, after.lineCount]).toEqual([3, 2]);
});

test('a change without a range replaces everything', () => {
  const before = new TextVersion('file:///x', 'json', 1, 'one\ntwo\n');
  const after = before.changed([{ text: 'three' }], 2);
  expect([after.getText(), after.lineCount, after.version]).toEqual(['three', 1, 2]);
});
