import type { MetadataDocument } from '../document.ts';
import type { Node } from '../node.ts';
import type { Fix, Problem } from '../problem.ts';
import type { Surroundings } from '../surroundings.ts';

/** A finding with what it is about, and what is known around. */
export interface Subject {
  readonly document: MetadataDocument;
  readonly problem: Problem;
  readonly surroundings: Surroundings;
  /** The value that the pointer of the finding names. */
  readonly node: Node | undefined;
  /** The object or list that this stands in. */
  readonly owner: Node | undefined;
}

/** What makes the fixes of findings, by their codes. */
export type Makers = Readonly<Record<string, (subject: Subject) => readonly Fix[]>>;
