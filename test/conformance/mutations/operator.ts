import type { Surroundings } from '#core/metadata/surroundings.ts';
import type { Draft, Part, Path, Version } from './draft.ts';
import type { Where } from './place.ts';

/** What was broken, and where that has to be told. */
export interface Break {
  readonly where: Where;
  readonly around?: Partial<Surroundings>;
}

/** One way to break a package, mechanically. */
export interface Operator {
  /** The code of the one finding that has to come, without `datapackage/`. */
  readonly code: string;
  readonly title: string;
  /** All that it applies to, unless said otherwise. */
  readonly versions: readonly Version[];
  /** Breaks the draft; undefined where there is nothing to break in this way. */
  apply(draft: Draft): Break | undefined;
}

export const BOTH: readonly Version[] = ['1.0', '2.0'];
export const V1: readonly Version[] = ['1.0'];
export const V2: readonly Version[] = ['2.0'];

/** Makes an operator of what tells a place. */
export function operator(
  code: string,
  title: string,
  breaks: (draft: Draft) => Where | Break | undefined,
  versions: readonly Version[] = BOTH,
): Operator {
  return {
    code,
    title,
    versions,
    apply: (draft) => {
      const told = breaks(draft);
      return told && 'on' in told ? { where: told } : told;
    },
  };
}

export function value(path: Path | undefined): Where | undefined {
  return path && { on: 'value', path };
}

export function key(path: Path | undefined): Where | undefined {
  return path && { on: 'key', path };
}

export function head(path: Path | undefined): Where | undefined {
  return path && { on: 'head', path };
}

export function part(path: Path | undefined, from: number, to: number): Where | undefined {
  return path && { on: 'part', path, from, to };
}

/** The place of something in a part. */
export function inside(owner: Part | undefined, ...path: Path): Path | undefined {
  return owner && [...owner.path, ...path];
}
