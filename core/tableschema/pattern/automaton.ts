import { type CodePoints, contains } from './code-points.ts';
import { type Expression, PatternProblem } from './syntax.ts';

/** States of an automaton with moves on characters (`set`), without any (`next`), and one that accepts. */
type State =
  | { readonly kind: 'set'; readonly set: CodePoints; readonly next: number }
  | { readonly kind: 'fork'; next: readonly number[] }
  | { readonly kind: 'accept' };

/** More states than this come from counts such as `(.{1000}){1000}` only, and would fill the memory. */
const MAX_STATES = 20_000;
/** So many states are remembered in sets; then forgotten and found anew, so that memory stays bounded. */
const MAX_REMEMBERED = 500_000;
/** What a set without states counts for. */
const SET_COST = 50;

class Builder {
  readonly states: State[] = [{ kind: 'accept' }];
  #steps = 0;

  /** The first state of an expression that is followed by a state. */
  build(expression: Expression, next: number): number {
    if (++this.#steps > 10 * MAX_STATES) {
      throw tooLarge();
    }
    switch (expression.kind) {
      case 'set':
        return this.#add({ kind: 'set', set: expression.set, next });
      case 'sequence':
        return expression.items.reduceRight((after, item) => this.build(item, after), next);
      case 'choice':
        return this.#add({ kind: 'fork', next: expression.items.map((item) => this.build(item, next)) });
      case 'repeat':
        return this.#repeat(expression, next);
      case 'anchor':
        return next;
    }
  }

  #repeat({ item, least, most }: Extract<Expression, { kind: 'repeat' }>, next: number): number {
    let first = next;
    if (most === Number.POSITIVE_INFINITY) {
      const fork = { kind: 'fork' as const, next: [next] as readonly number[] };
      first = this.#add(fork);
      fork.next = [this.build(item, first), next];
    } else {
      for (let count = least; count < most; count++) {
        first = this.#add({ kind: 'fork', next: [this.build(item, first), next] });
      }
    }
    for (let count = 0; count < least; count++) {
      const before = this.states.length;
      first = this.build(item, first);
      if (this.states.length === before) {
        break; // an item without characters: once is as good as often
      }
    }
    return first;
  }

  #add(state: State): number {
    if (this.states.length >= MAX_STATES) {
      throw tooLarge();
    }
    return this.states.push(state) - 1;
  }
}

function tooLarge(): PatternProblem {
  return new PatternProblem('the pattern is too large to be checked', -1, 0);
}

/** A set of states that the automaton can be in, with where each kind of character leads, as far as it is known. */
interface Situation {
  /** Those with a move on characters. */
  readonly states: readonly number[];
  readonly accepts: boolean;
  readonly next: (Situation | undefined)[];
}

/**
 * A matcher of whole texts in time proportional to their length: all ways through the pattern are followed at once,
 * and each set of states that they lead to is remembered.
 */
export function matcher(expression: Expression): (text: string) => boolean {
  const builder = new Builder();
  const start = builder.build(expression, 0);
  return new Runner(builder.states, start).matches;
}

class Runner {
  readonly #states: readonly State[];
  readonly #kinds: CharacterKinds;
  readonly #seen: Uint32Array;
  readonly #first: Situation;
  #stamp = 0;
  #remembers = 0;
  readonly #situations = new Map<string, Situation>();

  constructor(states: readonly State[], start: number) {
    this.#states = states;
    this.#seen = new Uint32Array(states.length);
    this.#kinds = new CharacterKinds(states.flatMap((state) => (state.kind === 'set' ? [state.set] : [])));
    this.#first = this.#situation([start]);
  }

  readonly matches = (text: string): boolean => {
    let situation = this.#first;
    for (let index = 0; index < text.length; index++) {
      let code = text.charCodeAt(index);
      if (code >= 0xd800 && code <= 0xdbff) {
        code = text.codePointAt(index) ?? code;
        index += code > 0xffff ? 1 : 0;
      }
      const kind = this.#kinds.of(code);
      situation = situation.next[kind] ?? this.#step(situation, kind);
      if (situation.states.length === 0 && !situation.accepts) {
        return false;
      }
    }
    return situation.accepts;
  };

  #step(from: Situation, kind: number): Situation {
    const sample = this.#kinds.sample(kind);
    const next: number[] = [];
    for (const id of from.states) {
      const state = this.#states[id];
      if (state?.kind === 'set' && contains(state.set, sample)) {
        next.push(state.next);
      }
    }
    const situation = this.#situation(next);
    from.next[kind] = situation;
    return situation;
  }

  /** All that can be reached from states without a character. */
  #situation(from: readonly number[]): Situation {
    this.#stamp += 1;
    const open = [...from];
    const states: number[] = [];
    let accepts = false;
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      const state = this.#states[id];
      if (state === undefined || this.#seen[id] === this.#stamp) {
        continue;
      }
      this.#seen[id] = this.#stamp;
      if (state.kind === 'fork') {
        open.push(...state.next);
      } else if (state.kind === 'set') {
        states.push(id);
      } else {
        accepts = true;
      }
    }
    return this.#remembered(
      states.sort((a, b) => a - b),
      accepts,
    );
  }

  #remembered(states: readonly number[], accepts: boolean): Situation {
    const key = `${accepts ? '!' : ''}${states.join(',')}`;
    const known = this.#situations.get(key);
    if (known) {
      return known;
    }
    this.#remembers += states.length + SET_COST;
    if (this.#remembers > MAX_REMEMBERED) {
      for (const each of this.#situations.values()) {
        each.next.length = 0;
      }
      this.#situations.clear();
      this.#remembers = 0;
      this.#first.next.length = 0;
    }
    const situation: Situation = { states, accepts, next: [] };
    this.#situations.set(key, situation);
    return situation;
  }
}

/** Characters that no set of a pattern tells apart are one kind. */
class CharacterKinds {
  readonly #starts: readonly number[];
  readonly #ascii: Uint16Array;

  constructor(sets: readonly CodePoints[]) {
    const starts = new Set([0]);
    for (const set of new Set(sets)) {
      for (let index = 0; index < set.length; index += 2) {
        starts.add(set[index] ?? 0);
        starts.add((set[index + 1] ?? 0) + 1);
      }
    }
    this.#starts = [...starts].sort((a, b) => a - b);
    this.#ascii = Uint16Array.from({ length: 128 }, (_, code) => this.#find(code));
  }

  of(code: number): number {
    return code < 128 ? (this.#ascii[code] ?? 0) : this.#find(code);
  }

  /** A character of a kind. */
  sample(kind: number): number {
    return this.#starts[kind] ?? 0;
  }

  #find(code: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= code) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}
