import { formatPointer } from '#core/base/json-pointer.ts';
import type { MetadataDocument } from './document.ts';
import type { Node } from './node.ts';
import type { Problem } from './problem.ts';
import type { Surroundings } from './surroundings.ts';
import { ObjectValue } from './values.ts';

/** Findings about a part with all places counted from its start, and pointers from its own. */
type Relative = readonly Problem[];

const NOTHING: Relative = [];

/**
 * What earlier checks of a document found in its parts (the resources of a package, the items of a collection), so
 * that a part which no edit touched is not looked at again. A part is known by its mark, which goes over to the next
 * version of the document where the text of the part is the same: what is found depends on nothing but that, the
 * version of the standard and the surroundings, as `PartRule` has it. Keep one for each document.
 */
export class KnownParts {
  private circumstances: Circumstances | undefined;
  private known = new WeakMap<object, Relative>();

  /** A check begins. What was found in other circumstances is forgotten. */
  begin(document: MetadataDocument, surroundings: Surroundings): void {
    const { kind, version, language } = document;
    const before = this.circumstances;
    const isSame =
      before?.kind === kind &&
      before.version === version &&
      before.language === language &&
      before.surroundings === surroundings;
    if (!isSame) {
      this.known = new WeakMap();
      this.circumstances = { kind, version, language, surroundings };
    }
  }

  /**
   * The findings about a part: known ones, or else those of `look`, one by one. They are known from then on if whoever
   * asks takes all of them. Undefined, which stands for a pause, goes through as it is.
   */
  *of(
    document: MetadataDocument,
    part: Node,
    look: () => Iterable<Problem | undefined>,
  ): Generator<Problem | undefined> {
    const mark = part === document.root ? undefined : markOf(part);
    const known = mark && this.known.get(mark);
    if (known) {
      yield* absolute(known, part);
      return;
    }
    const problems: Problem[] = [];
    for (const problem of look()) {
      if (problem) {
        problems.push(problem);
      }
      yield problem;
    }
    const found = mark && !mayHoldAlias(document, part) && relative(problems, part);
    if (mark && found) {
      this.known.set(mark, found);
    }
  }
}

interface Circumstances {
  readonly kind: MetadataDocument['kind'];
  readonly version: string | undefined;
  readonly language: MetadataDocument['language'];
  readonly surroundings: Surroundings;
}

function markOf(part: Node): object | undefined {
  if (!(part instanceof ObjectValue)) {
    return undefined;
  }
  part.mark ??= {};
  return part.mark;
}

/** What an alias of YAML (`*name`) stands for lies elsewhere. */
function mayHoldAlias({ text, language }: MetadataDocument, { offset, length }: Node): boolean {
  return language === 'yaml' && text.slice(offset, offset + length).includes('*');
}

/** Undefined if some finding is about a place outside of the part. */
function relative(problems: readonly Problem[], part: Node): Relative | undefined {
  if (problems.length === 0) {
    return NOTHING;
  }
  const pointer = formatPointer(part.path);
  const isWithin = (place: { readonly offset: number; readonly length: number }): boolean =>
    place.offset >= part.offset && place.offset + place.length <= part.offset + part.length;
  const isInside = problems.every(
    (problem) =>
      problem.pointer.startsWith(pointer) &&
      isWithin(problem) &&
      (problem.related ?? []).every((each) => each.file !== undefined || isWithin(each)) &&
      (problem.fixes ?? []).every(({ edits }) => edits.every(isWithin)),
  );
  return isInside
    ? problems.map((problem) => copied(shifted(problem, -part.offset, '', pointer.length)))
    : undefined;
}

function absolute(problems: Relative, part: Node): readonly Problem[] {
  if (problems.length === 0) {
    return problems;
  }
  const pointer = formatPointer(part.path);
  return problems.map((problem) => shifted(problem, part.offset, pointer, 0));
}

/** A finding `by` code units further on; of its pointer, the first characters are replaced. */
function shifted(problem: Problem, by: number, pointer: string, dropped: number): Problem {
  const move = <Place extends { readonly offset: number }>(place: Place): Place => ({
    ...place,
    offset: place.offset + by,
  });
  return {
    ...problem,
    offset: problem.offset + by,
    pointer: pointer + problem.pointer.slice(dropped),
    ...(problem.related && {
      related: problem.related.map((each) => (each.file === undefined ? move(each) : each)),
    }),
    ...(problem.fixes && {
      fixes: problem.fixes.map((fix) => ({ ...fix, edits: fix.edits.map(move) })),
    }),
  };
}

/** The same finding in texts of its own: a piece of a text would keep the whole file in memory. */
function copied(problem: Problem): Problem {
  return structuredClone(problem);
}
