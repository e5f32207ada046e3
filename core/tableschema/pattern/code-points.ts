/** A set of Unicode code points: sorted, disjoint, not adjacent pairs `[low, high]`, one behind the other. */
export type CodePoints = readonly number[];

const LAST = 0x10ffff;

/** The set of ranges given in any order. */
export function codePoints(...ranges: readonly (readonly [number, number])[]): CodePoints {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0]);
  const merged: number[] = [];
  for (const [low, high] of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && low <= last + 1) {
      merged[merged.length - 1] = Math.max(last, high);
    } else {
      merged.push(low, high);
    }
  }
  return merged;
}

/** The set of the characters of a text. */
export function charactersOf(text: string): CodePoints {
  return codePoints(
    ...[...text].map((char) => [char.codePointAt(0) ?? 0, char.codePointAt(0) ?? 0] as const),
  );
}

export function union(...sets: readonly CodePoints[]): CodePoints {
  return codePoints(...sets.flatMap(pairs));
}

export function complement(set: CodePoints): CodePoints {
  const ranges: [number, number][] = [];
  let next = 0;
  for (const [low, high] of pairs(set)) {
    if (low > next) {
      ranges.push([next, low - 1]);
    }
    next = high + 1;
  }
  if (next <= LAST) {
    ranges.push([next, LAST]);
  }
  return ranges.flat();
}

/** What is in the first set and not in the second. */
export function without(set: CodePoints, removed: CodePoints): CodePoints {
  return complement(union(complement(set), removed));
}

function pairs(set: CodePoints): [number, number][] {
  const found: [number, number][] = [];
  for (let index = 0; index + 1 < set.length; index += 2) {
    found.push([set[index] ?? 0, set[index + 1] ?? 0]);
  }
  return found;
}

/** Whether a code point is in a set, by halving. */
export function contains(set: CodePoints, codePoint: number): boolean {
  let low = 0;
  let high = set.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (codePoint > (set[2 * middle + 1] ?? 0)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return codePoint >= (set[2 * low] ?? Number.POSITIVE_INFINITY);
}
