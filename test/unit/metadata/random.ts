/** A generator of the same whole numbers each time (mulberry32), so that a failure can be run again. */
export function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** An edit: at an offset, some characters are taken out and some put in. */
export interface RandomEdit {
  readonly offset: number;
  readonly removed: number;
  readonly inserted: string;
}

export function edited(text: string, { offset, removed, inserted }: RandomEdit): string {
  return text.slice(0, offset) + inserted + text.slice(offset + removed);
}

/** What people type into a text: mostly near the last edit, letters and now and then something that means something. */
export function randomEdit(
  text: string,
  near: number,
  next: (below: number) => number,
  pieces: readonly string[],
): RandomEdit {
  const offset = Math.max(0, Math.min(text.length, near));
  const removed = next(3) === 0 ? Math.min(1 + next(next(5) === 0 ? 60 : 3), text.length - offset) : 0;
  return {
    offset,
    removed,
    inserted: removed > 0 && next(2) === 0 ? '' : (pieces[next(pieces.length)] ?? ''),
  };
}
