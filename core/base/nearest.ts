/** Longer names than this are not compared: nobody misspells a known name into one. */
const MAX_LENGTH = 64;
/** How many candidates are looked at: a hostile schema has a hundred thousand fields. */
const MAX_CANDIDATES = 2_000;

/**
 * The candidate that someone most likely meant: the same but for case and separators, or at most two letters away
 * (one for names of up to three letters). Undefined when none is near.
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = allowed(name) + 1;
  let looked = 0;
  for (const candidate of candidates) {
    if (++looked > MAX_CANDIDATES) {
      break;
    }
    const far = distance(name, candidate, bestDistance);
    if (far < bestDistance && far <= candidate.length / 2) {
      best = candidate;
      bestDistance = far;
    }
  }
  return best;
}

function allowed(name: string): number {
  return name.length <= 3 ? 1 : 2;
}

/** The text `(did you mean "x"?)` to append to a message, or nothing. */
export function didYouMean(suggestion: string | undefined): string {
  return suggestion === undefined ? '' : ` Did you mean "${suggestion}"?`;
}

function bare(text: string): string {
  return text.toLowerCase().replace(/[-_ .]/g, '');
}

/** Edit distance with transpositions (optimal string alignment), or `limit` when it is at least that. */
function distance(from: string, to: string, limit: number): number {
  if (from.length > MAX_LENGTH || to.length > MAX_LENGTH) {
    return limit;
  }
  if (bare(from) === bare(to) && bare(from) !== '') {
    return Math.min(1, limit);
  }
  if (Math.abs(from.length - to.length) >= limit) {
    return limit;
  }
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      let cost = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]) {
        cost = Math.min(cost, at(beforeLast, column - 2) + 1);
      }
      current.push(cost);
    }
    beforeLast = last;
    last = current;
  }
  return Math.min(limit, at(last, to.length));
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
