import type { Problem } from './problem.ts';
import { ArrayValue, moved, ObjectValue, type Value } from './values.ts';

/** The lists that make a document large: resources of a package, features of an item collection. */
const MAIN_LISTS = ['resources', 'features'];

export function isMainList(key: string): boolean {
  return MAIN_LISTS.includes(key);
}

const HOMES: ReadonlyMap<string, ArrayValue> = new Map(
  MAIN_LISTS.map((key) => [key, new ArrayValue(0, 0, new ObjectValue(0, 0, undefined, ''), key)]),
);

/**
 * What the items of a main list have for a parent: it tells their paths, and holds nothing. An item lives on in many
 * versions of a document; if it knew the list of one of them, all the others in that list would live on as well.
 */
export function homeOf(list: ArrayValue): ArrayValue {
  return HOMES.get(String(list.segment)) ?? list;
}

/**
 * A text, and the tree that somebody read from it. Kept from one version of a document to the next, so that the
 * next one is read only where it differs.
 */
export interface ReadText {
  readonly text: string;
  readonly root: Value;
  readonly problems: readonly Problem[];
  /** How many values the tree holds, at most. */
  readonly values: number;
  /** How many versions ago everything was read. */
  readonly generation: number;
  /** The items of the main list, where they were read one by one. */
  readonly items?: readonly ReadItem[];
}

/** An item of the main list that was read by itself. */
export interface ReadItem {
  readonly text: string;
  /** Where the text starts. */
  readonly start: number;
  readonly value: Value;
  /** Where the list ends if this is its last item, from the start of the text of the item. */
  readonly listEnd: number;
  /** What is wrong with it; places are counted from the start of its text. */
  readonly problems: readonly Problem[];
  /** How much work it was to read. */
  readonly lexemes: number;
}

/** After this many versions everything is read again: values that are taken over keep the first text alive. */
const MAX_GENERATIONS = 500;
/** Of so many findings, some were not told: nobody knows where they are. */
const MAX_PROBLEMS = 20;
/** Below this size there is nothing to gain. */
const MIN_LENGTH = 4_000;

/** How two texts begin and end alike, in characters; what is counted at the start is not counted at the end. */
interface Alike {
  readonly start: number;
  readonly end: number;
}

/**
 * The items of the main list of an older version which stand unchanged in a newer text: some before the edit at the
 * same place, some behind it, all moved alike. Reading is deterministic from left to right, and looks one character
 * ahead. So a reader that comes to the list in the same state (in the document itself, as the value of the same key)
 * at the same place would read the same first items; and one that, within the list, comes to where an unchanged item
 * starts with nothing but unchanged text behind it would read that and all further items as before.
 */
export class ReusableItems {
  /** At most how many values the items hold. */
  readonly values: number;
  private readonly list: ArrayValue;
  private readonly first: number;
  private readonly shift: number;
  /** From here on, what stands before an item is the same, too. */
  private readonly sameFrom: number;
  private next: number;

  private constructor(before: ReadText, text: string, alike: Alike, list: ArrayValue, reused: Reused) {
    this.list = list;
    this.first = reused.first;
    this.next = reused.rest;
    this.shift = text.length - before.text.length;
    this.values = before.values;
    this.sameFrom = before.text.length - alike.end + LOOK_BEHIND;
  }

  /** Undefined where nothing can be taken over. */
  static between(before: ReadText, text: string): ReusableItems | undefined {
    if (
      text.length < MIN_LENGTH ||
      before.generation >= MAX_GENERATIONS ||
      before.problems.length >= MAX_PROBLEMS
    ) {
      return undefined;
    }
    const list = mainListOf(before.root);
    const alike = list && compared(before.text, text);
    const reused = alike && reusedItems(before, list, alike);
    return reused && reused.first + list.items.length - reused.rest > 0
      ? new ReusableItems(before, text, alike, list, reused)
      : undefined;
  }

  /** Puts the items before the edit into a list, and tells where the last of them ends. */
  takeFirst(list: ArrayValue): number | undefined {
    if (this.first === 0 || list.offset !== this.list.offset) {
      return undefined;
    }
    const { items } = this.list;
    for (let index = 0; index < this.first; index++) {
      const item = items[index];
      if (item) {
        takeOver(item, 0, list, true);
      }
    }
    return endOf(items[this.first - 1]);
  }

  /** If one of the items behind the edit starts here, puts it and all behind it into a list. Tells where they end. */
  takeRest(list: ArrayValue, offset: number): number | undefined {
    const { items } = this.list;
    while (this.next < items.length && startOf(items[this.next]) + this.shift < offset) {
      this.next++;
    }
    if (this.next === items.length || startOf(items[this.next]) + this.shift !== offset) {
      return undefined;
    }
    for (const item of items.slice(this.next)) {
      takeOver(item, this.shift, list, item.offset >= this.sameFrom);
    }
    this.next = items.length;
    return endOf(items.at(-1)) + this.shift;
  }
}

interface Reused {
  /** How many items before the edit can be taken over. */
  readonly first: number;
  /** The first of those behind it that can be taken over. */
  readonly rest: number;
}

function reusedItems(before: ReadText, list: ArrayValue, { start, end }: Alike): Reused {
  const { items } = list;
  const clean = cleanRange(before.problems, list, items);
  let first = 0;
  // The character behind an item is looked at to see its end.
  while (first < clean.first && endOf(items[first]) < start) {
    first++;
  }
  let rest = items.length;
  while (rest > Math.max(clean.rest, first) && startOf(items[rest - 1]) >= before.text.length - end) {
    rest--;
  }
  return { first, rest };
}

/**
 * Where everything was read again, finds the items whose text is still the same, so that what was found in them is
 * still known.
 */
export function keepMarks(before: ReadText, text: string, root: Value): void {
  const [older, newer] = [mainListOf(before.root), mainListOf(root)];
  if (!older || !newer) {
    return;
  }
  const { start, end } = compared(before.text, text);
  const shift = text.length - before.text.length;
  const sameFrom = before.text.length - end + LOOK_BEHIND;
  const places = new Map(newer.items.map((item) => [item.offset, item]));
  for (const item of older.items) {
    const isBefore = endOf(item) < start;
    const same = places.get(isBefore ? item.offset : item.offset + shift);
    if (same?.length === item.length) {
      keepMark(item, same, isBefore || item.offset >= sameFrom);
    }
  }
}

/** Edits look at so many characters before a value at most: whether it stands on a line of its own, and where. */
const LOOK_BEHIND = 40;

function keepMark(from: Value, to: Value, isSame: boolean): void {
  if (isSame && from.kind === 'object' && to.kind === 'object') {
    to.mark = from.mark;
  }
}

/** Puts an item of an older version into the list of a newer one. At the same place, it may stand in both. */
export function takeOver(item: Value, by: number, list: ArrayValue, isSame: boolean): void {
  const index = list.items.length;
  const home = homeOf(list);
  if (by === 0 && item.segment === index && item.parent === home && isSame) {
    list.add(item);
    return;
  }
  const copy = moved(item, by, home, index);
  keepMark(item, copy, isSame);
  list.add(copy);
}

/** The only list of its name in a document, and only where there is just one of them. */
function mainListOf(root: Value): ArrayValue | undefined {
  if (root.kind !== 'object') {
    return undefined;
  }
  const lists = root.members.filter(({ key }) => isMainList(key));
  const value = lists[0]?.value;
  return lists.length === 1 && value?.kind === 'array' ? value : undefined;
}

/** Which items may be taken over: objects with nothing wrong in or between them. */
function cleanRange(
  problems: readonly Problem[],
  list: ArrayValue,
  items: readonly Value[],
): { first: number; rest: number } {
  const end = list.offset + list.length;
  let low = end;
  let high = list.offset;
  for (const { offset, length } of problems) {
    if (offset + length >= list.offset && offset <= end) {
      low = Math.min(low, offset);
      high = Math.max(high, offset + length);
    }
  }
  const isClean = (item: Value): boolean => item.kind === 'object';
  const firstOther = items.findIndex((item) => !isClean(item) || endOf(item) >= low);
  const lastOther = items.findLastIndex((item) => !isClean(item) || startOf(item) <= high);
  return { first: firstOther < 0 ? items.length : firstOther, rest: lastOther + 1 };
}

function startOf(value: Value | undefined): number {
  return value?.offset ?? 0;
}

function endOf(value: Value | undefined): number {
  return value ? value.offset + value.length : 0;
}

/** Pieces are compared as a whole, which is many times faster than one character after the other. */
const PIECE = 4_096;

function compared(a: string, b: string): Alike {
  const start = equalStart(a, b);
  return { start, end: equalEnd(a, b, start) };
}

/** How many characters two texts have in common from their start. */
function equalStart(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  let at = 0;
  while (at + PIECE <= length && a.slice(at, at + PIECE) === b.slice(at, at + PIECE)) {
    at += PIECE;
  }
  while (at < length && a.charCodeAt(at) === b.charCodeAt(at)) {
    at++;
  }
  return at;
}

/** How many characters two texts have in common at their end, without those that `start` counts. */
function equalEnd(a: string, b: string, start: number): number {
  const length = Math.min(a.length, b.length) - start;
  let count = 0;
  while (
    count + PIECE <= length &&
    a.slice(a.length - count - PIECE, a.length - count) ===
      b.slice(b.length - count - PIECE, b.length - count)
  ) {
    count += PIECE;
  }
  while (count < length && a.charCodeAt(a.length - 1 - count) === b.charCodeAt(b.length - 1 - count)) {
    count++;
  }
  return count;
}
