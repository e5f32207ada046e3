import type { ParsedText } from './json-text.ts';
import type { Problem } from './problem.ts';
import { isMainList, keepMarks, type ReadItem, type ReadText, takeOver } from './reuse.ts';
import { ArrayValue, moved, ObjectValue, type Value } from './values.ts';
import { type ItemStretch, type YamlParts, yamlParts } from './yaml-items.ts';
import { MAX_LEXEMES, parseYaml, readPiece } from './yaml-text.ts';

/** Smaller texts are read as a whole, which takes about as long as looking for items. */
const MIN_LENGTH = 1_000;
/** Stands for the items of the list while what is around them is read; no descriptor holds it. */
const STAND_IN = 'waybill-items-5c83';

/**
 * Reads YAML in steps. A large text is read item by item of its main list, and those that stand in an older version of
 * the text as well are taken over. Wherever an item might depend on what is around it, all is read at once.
 */
export function* readYaml(text: string, before: ReadText | undefined): Generator<undefined, ParsedText> {
  const parts = text.length < MIN_LENGTH ? undefined : yamlParts(text);
  const frame = parts && readFrame(text, parts);
  const items = parts && frame && (yield* readItems(text, parts.items, before?.items ?? []));
  return parts && frame && items ? composed(text, frame, items) : asWhole(text, before);
}

function asWhole(text: string, before: ReadText | undefined): ParsedText {
  const parsed = parseYaml(text);
  const { root, problems } = parsed;
  if (root?.kind !== 'object') {
    return parsed;
  }
  if (before) {
    keepMarks(before, text, root);
  }
  return { ...parsed, read: { text, root, problems, values: 0, generation: 0 } };
}

/** What is around the items of the main list. */
interface Frame {
  readonly root: ObjectValue;
  readonly list: ArrayValue;
  readonly problems: readonly Problem[];
  /** Where the text behind the list starts, and how much further on than in the text that was read. */
  readonly behind: number;
  readonly shift: number;
  readonly hasMoreBehind: boolean;
}

/** Undefined where the list is not what its lines looked like, or anything is wrong around it. */
function readFrame(text: string, { items, indent }: YamlParts): Frame | undefined {
  const start = items[0]?.start ?? 0;
  const behind = items.at(-1)?.end ?? 0;
  const stand = `${indent}- ${STAND_IN}\n`;
  const piece = readPiece(text.slice(0, start) + stand + text.slice(behind));
  const root = piece?.root;
  const lists =
    root?.kind === 'object' && piece?.isClosed === true
      ? root.members.filter(({ key }) => isMainList(key))
      : [];
  const list = lists[0]?.value;
  const only = list?.kind === 'array' ? list.items[0] : undefined;
  const isAsItLooked =
    lists.length === 1 &&
    list?.kind === 'array' &&
    list.items.length === 1 &&
    only?.kind === 'string' &&
    only.value === STAND_IN &&
    only.offset === start + indent.length + 2;
  return root?.kind === 'object' && isAsItLooked && !piece?.problems.some(isSyntax)
    ? {
        root,
        list,
        problems: piece?.problems ?? [],
        behind,
        shift: behind - start - stand.length,
        hasMoreBehind: text.slice(behind).trim() !== '',
      }
    : undefined;
}

function isSyntax({ code }: Problem): boolean {
  return code !== 'metadata/duplicate-key';
}

/** Undefined where an item cannot be read by itself. */
function* readItems(
  text: string,
  stretches: readonly ItemStretch[],
  before: readonly ReadItem[],
): Generator<undefined, ReadItem[] | undefined> {
  const known = sameItems(text, stretches, before);
  const items: ReadItem[] = [];
  let lexemes = 0;
  for (const [index, { start, end }] of stretches.entries()) {
    const item = known(index) ?? readItem(text, start, end, before.length > 0);
    lexemes += item?.lexemes ?? 0;
    if (!item || lexemes > MAX_LEXEMES) {
      return undefined;
    }
    items.push(item);
    yield;
  }
  return items;
}

/** The items that an older version has as well: at the same place from the start, or counted from the end. */
function sameItems(
  text: string,
  stretches: readonly ItemStretch[],
  before: readonly ReadItem[],
): (index: number) => ReadItem | undefined {
  const isSame = (item: ReadItem | undefined, stretch: ItemStretch | undefined): boolean =>
    item !== undefined &&
    stretch !== undefined &&
    item.text.length === stretch.end - stretch.start &&
    text.startsWith(item.text, stretch.start);
  let first = 0;
  while (isSame(before[first], stretches[first])) {
    first++;
  }
  const fewer = before.length - stretches.length;
  let rest = stretches.length;
  while (rest > first && rest + fewer > first && isSame(before[rest - 1 + fewer], stretches[rest - 1])) {
    rest--;
  }
  return (index) => (index < first ? before[index] : index >= rest ? before[index + fewer] : undefined);
}

function readItem(text: string, start: number, end: number, isLater: boolean): ReadItem | undefined {
  // A piece of the whole would keep the whole in memory, for as long as the item lives.
  const own = isLater ? ` ${text.slice(start, end)}`.slice(1) : text.slice(start, end);
  const piece = readPiece(own);
  const list = piece?.isClosed === true && piece.root.kind === 'array' ? piece.root : undefined;
  const value = list?.items.length === 1 ? list.items[0] : undefined;
  return piece && list && value
    ? {
        text: own,
        start: 0,
        value,
        listEnd: list.offset + list.length,
        problems: piece.problems,
        lexemes: piece.lexemes,
      }
    : undefined;
}

function composed(text: string, frame: Frame, items: readonly ReadItem[]): ParsedText {
  const root = new ObjectValue(frame.root.offset, frame.root.length, undefined, '');
  const problems: Problem[] = frame.problems.map((problem) =>
    shifted(problem, (offset) => (offset >= frame.list.offset ? offset + frame.shift : offset), '', 0),
  );
  const placed: ReadItem[] = [];
  let end = frame.root.offset + frame.root.length + frame.shift;
  for (const member of frame.root.members) {
    const by = member.keyOffset > frame.list.offset ? frame.shift : 0;
    const name = { key: member.key, keyOffset: member.keyOffset + by, keyLength: member.keyLength };
    if (member.value === frame.list) {
      const list = listOf(text, frame.list, root, items, placed, problems);
      end = frame.hasMoreBehind ? end : list.offset + list.length;
      root.add({ ...name, value: list });
    } else {
      root.add(member.value ? { ...name, value: moved(member.value, by, root, member.key) } : name);
    }
  }
  root.length = end - root.offset;
  const read = { text, root, problems, values: 0, generation: 0, items: placed };
  return { root, problems, read };
}

/** The list with all its items; what is wrong with them is added to `problems`. */
function listOf(
  text: string,
  frameList: ArrayValue,
  root: ObjectValue,
  items: readonly ReadItem[],
  placed: ReadItem[],
  problems: Problem[],
): ArrayValue {
  const list = new ArrayValue(frameList.offset, 0, root, frameList.segment);
  let start = text.lastIndexOf('\n', frameList.offset) + 1;
  let end = frameList.offset;
  for (const item of items) {
    const index = list.items.length;
    takeOver(item.value, start - item.start, list, true);
    const value: Value | undefined = list.items[index];
    if (value) {
      placed.push({ ...item, start, value });
    }
    const pointer = `/${frameList.segment}/${index}`;
    const from = start;
    problems.push(...item.problems.map((problem) => shifted(problem, (offset) => offset + from, pointer, 2)));
    end = start + item.listEnd;
    start += item.text.length;
  }
  list.length = end - list.offset;
  return list;
}

/** A finding of a piece as one of the whole: `/0`, with which the pointer of an item starts, is replaced. */
function shifted(
  problem: Problem,
  place: (offset: number) => number,
  pointer: string,
  dropped: number,
): Problem {
  return {
    ...problem,
    offset: place(problem.offset),
    pointer: problem.pointer === '' ? '' : pointer + problem.pointer.slice(dropped),
    ...(problem.related && {
      related: problem.related.map((each) => ({ ...each, offset: place(each.offset) })),
    }),
  };
}
