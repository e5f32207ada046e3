import { throwIfCancelled } from '#core/base/failure.ts';
import { checkInSteps } from '#core/metadata/check.ts';
import { KnownParts } from '#core/metadata/known-parts.ts';
import type { Problem } from '#core/metadata/problem.ts';
import { nowhere, type Surroundings } from '#core/metadata/surroundings.ts';
import type { OpenDocument } from './open-documents.ts';
import { Pace } from './pace.ts';

/** What the rules found in one version of a document, with the facts about files that they went by. */
export interface Checked {
  readonly document: OpenDocument;
  readonly surroundings: Surroundings;
  readonly problems: readonly Problem[];
}

/** Looks up the facts about the files that a document refers to. */
export type LookAroundDocument = (document: OpenDocument, signal: AbortSignal) => Promise<Surroundings>;

interface Run {
  readonly version: number;
  readonly controller: AbortController;
  readonly surroundings: Promise<Surroundings>;
  checked?: Promise<Checked>;
}

/**
 * Checks of open documents, one per version, shared by everybody who asks: diagnostics, quick fixes and completions
 * always speak of the same facts. A check that is no longer wanted ends in `task/cancelled` for all who wait for it.
 */
export class Checks {
  private readonly lookAround: LookAroundDocument;
  private readonly runs = new Map<string, Run>();
  private readonly lastSeen = new Map<string, Surroundings>();
  private readonly knownParts = new Map<string, KnownParts>();

  constructor(lookAround: LookAroundDocument) {
    this.lookAround = lookAround;
  }

  /** The facts about the files around a document. */
  around(document: OpenDocument): Promise<Surroundings> {
    return this.runOf(document).surroundings;
  }

  /**
   * The facts as they were seen last, perhaps for an older version: for completions, which must neither wait for a
   * disk nor fail because someone types on.
   */
  lastSeenAround(uri: string): Surroundings {
    return this.lastSeen.get(uri) ?? nowhere;
  }

  /** The findings in a document. While a large one is checked, others have their turn. */
  of(document: OpenDocument): Promise<Checked> {
    const run = this.runOf(document);
    run.checked ??= this.check(document, run);
    return run.checked;
  }

  /** Cancels and forgets what is known: the text changed, or a file around it. */
  supersede(uri: string): void {
    this.runs.get(uri)?.controller.abort();
    this.runs.delete(uri);
  }

  /** Drops everything about a document that was closed. */
  forget(uri: string): void {
    this.supersede(uri);
    this.lastSeen.delete(uri);
    this.knownParts.delete(uri);
  }

  private async check(document: OpenDocument, run: Run): Promise<Checked> {
    const surroundings = await run.surroundings;
    throwIfCancelled(run.controller.signal);
    const known = this.knownParts.get(document.uri) ?? new KnownParts();
    this.knownParts.set(document.uri, known);
    const steps = checkInSteps(document.metadata, surroundings, known);
    const pace = new Pace();
    for (;;) {
      const step = steps.next();
      if (step.done) {
        return { document, surroundings, problems: step.value };
      }
      await pace.pause();
      throwIfCancelled(run.controller.signal);
    }
  }

  private runOf(document: OpenDocument): Run {
    const known = this.runs.get(document.uri);
    if (known?.version === document.version) {
      return known;
    }
    known?.controller.abort();
    const controller = new AbortController();
    const surroundings = this.lookAround(document, controller.signal);
    const run: Run = { version: document.version, controller, surroundings };
    this.runs.set(document.uri, run);
    // Whoever asked gets the rejection; the next one who asks shall get a fresh attempt.
    surroundings.then(
      (seen) => this.runs.get(document.uri) === run && this.lastSeen.set(document.uri, seen),
      () => this.runs.get(document.uri) === run && this.runs.delete(document.uri),
    );
    return run;
  }
}
