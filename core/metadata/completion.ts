import type { At, Choice, CompletionKind } from './completion/choice.ts';
import type { Cursor, Written } from './completion/cursor.ts';
import { jsonCursor } from './completion/json-cursor.ts';
import { keyChoices } from './completion/keys.ts';
import { placeOf } from './completion/place.ts';
import { assetEntries } from './completion/stac/asset-entries.ts';
import { stacBeginning } from './completion/stac/beginning.ts';
import { hidesFields, undeclaredFields } from './completion/stac/undeclared-fields.ts';
import { valueChoices } from './completion/values.ts';
import { yamlCursor } from './completion/yaml-cursor.ts';
import type { MetadataDocument } from './document.ts';
import type { TermReference } from './hover/describe-term.ts';
import type { TextEdit } from './problem.ts';
import { withProfiles } from './profile/profile-rules.ts';
import { describeProperty } from './schema/describe.ts';
import { profileTextsAt } from './schema/profile-limits.ts';
import { textIn } from './schema/schema.ts';
import { schemasAt } from './schema/schema-at.ts';
import type { Surroundings } from './surroundings.ts';

/** Something that may be written at a place. */
export interface Completion extends Written {
  readonly label: string;
  readonly kind: CompletionKind;
  /** A few words beside the label. */
  readonly detail?: string;
  /** CommonMark. */
  readonly documentation?: string;
  /** The term that it is: `describeTerm` documents it once somebody looks at it. */
  readonly about?: TermReference;
  readonly more?: readonly TextEdit[];
}

export interface Completions {
  /** The most useful first. */
  readonly items: readonly Completion[];
  /** False when there are more, which show when more of the word is typed. */
  readonly isComplete: boolean;
}

/** Longer lists cost more to send and to show than they help. */
const MAX_ITEMS = 150;
const NONE: Completions = { items: [], isComplete: true };

/** Texts with these findings were not read: looking again would take as long. */
const UNREAD: readonly string[] = ['metadata/too-large', 'metadata/too-deep'];

/**
 * What may be written at an offset: properties that the object may have and has not, values that the standards list,
 * names of fields and resources, files, terms, and whole entries to fill in. Works in half-typed text, and takes from
 * the surroundings only what they know already.
 * @param folder the name of the folder that the document lies in: a package is mostly called like it
 */
export function completionsAt(
  document: MetadataDocument,
  offset: number,
  surroundings: Surroundings,
  folder?: string,
): Completions {
  const isUnread = document.syntax.some(({ code }) => UNREAD.includes(code));
  const begun = document.kind === 'unknown' && !isUnread ? stacBeginning(document) : undefined;
  if (begun) {
    return beginningAt(begun, offset, surroundings, folder);
  }
  if (document.kind === 'unknown' || isUnread) {
    return NONE;
  }
  const cursor = cursorAt(document, offset);
  return cursor
    ? written(cursor, choicesAt(document, cursor, surroundings, folder), hidesMore(cursor))
    : NONE;
}

function cursorAt(document: MetadataDocument, offset: number): Cursor | undefined {
  return document.language === 'yaml' ? yamlCursor(document, offset) : jsonCursor(document, offset);
}

/** What may become a STAC object is offered one as a whole, and nothing else: it may be something else yet. */
function beginningAt(
  document: MetadataDocument,
  offset: number,
  surroundings: Surroundings,
  folder: string | undefined,
): Completions {
  const cursor = cursorAt(document, offset);
  const isRoot = cursor?.key?.owner.length === 0 || cursor?.value?.path.length === 0;
  return cursor && isRoot
    ? written(
        cursor,
        [...choicesAt(document, cursor, surroundings, folder)].filter(({ kind }) => kind === 'snippet'),
      )
    : NONE;
}

function* choicesAt(
  whole: MetadataDocument,
  cursor: Cursor,
  surroundings: Surroundings,
  folder: string | undefined,
): Generator<Choice> {
  const { value, key, typed } = cursor;
  const document = withProfiles(cursor.document, surroundings);
  const at = (path: At['path']): At => ({
    document,
    written: whole,
    path,
    place: placeOf(document, path) ?? { pattern: '' },
    schemas: schemasAt(document, path),
    surroundings,
    typed,
    folder,
  });
  if (key && mayBeWhole(key, document)) {
    yield* wholeDescriptors(at(key.owner), key.present);
  }
  if (value && (value.path.length > 0 || !key)) {
    yield* documented(at(value.path), [...valueChoices(at(value.path))]);
  }
  if (key) {
    const owner = at(key.owner);
    yield* assetEntries(owner, key.present);
    yield* keyChoices(owner, key.present);
    yield* undeclaredFields(owner, key.present);
  }
}

/** Whether fields show later that would make the list long now. */
function hidesMore({ document, key, typed }: Cursor): boolean {
  const place = key && placeOf(document, key.owner);
  return place !== undefined && hidesFields(place, typed);
}

/** Whether an object has so little that all of it may be written at once. */
function mayBeWhole({ owner, present }: NonNullable<Cursor['key']>, { kind }: MetadataDocument): boolean {
  const isEmpty = present.size === 0;
  if (kind === 'stac-itemcollection') {
    return isEmpty && owner.length === 2 && owner[0] === 'features';
  }
  const isBegun = kind.startsWith('stac-') && [...present].every((name) => BEGINNING.includes(name));
  return owner.length === 0 && (isEmpty || isBegun);
}

/** What a STAC object says of itself first. */
const BEGINNING: readonly string[] = ['type', 'stac_version', 'id', 'title', 'description'];

/** Longer lists say only what differs from item to item. */
const MAX_DOCUMENTED = 60;

/** What says nothing itself is documented by what it is a value of. */
function documented(at: At, choices: readonly Choice[]): readonly Choice[] {
  if (choices.length > MAX_DOCUMENTED) {
    return choices;
  }
  const documentation = aboutPlace(at.document, at.path);
  return documentation === undefined
    ? choices
    : choices.map((choice) =>
        choice.documentation !== undefined || choice.about ? choice : { ...choice, documentation },
      );
}

/** What the standard says about a value, or about the list that it is an item of. */
function aboutPlace(document: MetadataDocument, path: At['path']): string | undefined {
  const length = path.findLastIndex((segment) => typeof segment === 'string') + 1;
  const name = path[length - 1];
  const schemas = schemasAt(document, path.slice(0, length));
  const title = schemas.map((schema) => textIn(schema, 'title')).find((each) => each !== undefined);
  const additions = profileTextsAt(document, path.slice(0, length));
  return describeProperty(typeof name === 'string' ? name : (title ?? ''), schemas, false, additions)
    ?.markdown;
}

/** In an empty object, all that a descriptor mostly has; in one that is begun, all that it lacks. */
function* wholeDescriptors(at: At, present: ReadonlySet<string>): Generator<Choice> {
  for (const choice of documented(at, [...valueChoices(at)])) {
    if (choice.kind === 'snippet' && typeof choice.value === 'object' && choice.value !== null) {
      const missing = Object.entries(choice.value).filter(([name]) => !present.has(name));
      yield { ...choice, value: Object.fromEntries(missing), spread: 'members' };
    }
  }
}

function written({ writer, typed }: Cursor, choices: Iterable<Choice>, mayBeMore = false): Completions {
  const all = [...choices];
  const wanted = all.length > MAX_ITEMS ? wantedOf(all, typed) : all;
  const labels = new Set<string>();
  const items: Completion[] = [];
  for (const choice of wanted.slice(0, MAX_ITEMS)) {
    const text = writtenChoice(writer, choice);
    const { label, kind } = choice;
    // A column may be called as a property is.
    const key = kind === 'property' ? `property ${label}` : label;
    if (text && !labels.has(key) && !(choice.more && isBeside(text, choice.more))) {
      labels.add(key);
      const { detail, documentation, about } = choice;
      items.push({
        label,
        kind,
        ...(detail !== undefined && { detail }),
        ...(documentation !== undefined && { documentation }),
        ...(about && { about }),
        ...text,
        ...(choice.more && { more: together(text, choice.more) }),
      });
    }
  }
  return { items, isComplete: all.length <= MAX_ITEMS && !mayBeMore };
}

function writtenChoice(writer: Cursor['writer'], choice: Choice): Written | undefined {
  const { kind, label, value, spread, layout } = choice;
  if (kind === 'property') {
    return writer.key(label, value, layout);
  }
  if (spread === 'members' && typeof value === 'object' && value !== null) {
    return writer.members(value, searchOf(choice), layout);
  }
  return spread === 'items' && Array.isArray(value)
    ? writer.items(value, searchOf(choice), layout)
    : writer.value(value, searchOf(choice), layout);
}

/** Whether a change elsewhere lies where the text goes, which editors do not allow. */
function isBeside({ replace }: Written, more: readonly TextEdit[]): boolean {
  return more.some(
    ({ offset, length }) => offset + length >= replace.offset && offset <= replace.offset + replace.length,
  );
}

/** Changes elsewhere, with the comma that is missing before the text behind what goes to the same place. */
function together({ more: commas = [] }: Written, more: readonly TextEdit[]): readonly TextEdit[] {
  const joined = more.map((edit) => {
    const comma = commas.find((each) => each.offset === edit.offset + edit.length);
    return comma ? { ...edit, text: edit.text + comma.text } : edit;
  });
  const places = new Set(more.map(({ offset, length }) => offset + length));
  return [...joined, ...commas.filter(({ offset }) => !places.has(offset))];
}

function searchOf({ label, value, search, foundBy }: Choice): string {
  if (foundBy !== undefined) {
    return foundBy;
  }
  const text = typeof value === 'object' ? label : String(value);
  return search === undefined ? text : `${text} ${search}`;
}

/** Those of too many that what is typed may mean, the nearest first. */
function wantedOf(choices: readonly Choice[], typed: string): Choice[] {
  const word = typed.toLowerCase();
  const ranked = choices.flatMap((choice) => {
    const rank = word === '' ? 0 : rankOf(choice, word);
    return rank === undefined ? [] : [{ choice, rank }];
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ choice }) => choice);
}

function rankOf(choice: Choice, word: string): number | undefined {
  const label = choice.label.toLowerCase();
  const index = label.indexOf(word);
  if (index >= 0) {
    return index === 0 ? 0 : 1;
  }
  return searchOf(choice).toLowerCase().includes(word) ? 2 : holdsLetters(label, word) ? 3 : undefined;
}

/** The letters of a word in their order, as editors filter. */
function holdsLetters(text: string, word: string): boolean {
  let at = 0;
  for (const letter of word) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) {
      return false;
    }
  }
  return true;
}
