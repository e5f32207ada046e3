import type { PathSegment } from '#core/base/json-pointer.ts';
import type { MetadataDocument } from '../../document.ts';
import { editInRounds } from '../../edits/rounds.ts';
import type { TextEdit } from '../../problem.ts';
import type { ExtensionScope } from '../../stac/extensions/extension.ts';
import { nodeAtPath, type ObjectNode } from '../../tree.ts';
import type { Step } from './merge-bands.ts';

/** Changes that leave no room for each other in one round are made one after the other. */
const MAX_ROUNDS = 30;

/** A STAC object in a document, or the document itself. */
export interface Place {
  readonly path: readonly PathSegment[];
  readonly scope: ExtensionScope | 'itemcollection';
}

/** What is left to do in an object; nothing once all is done. */
export type Phase = (document: MetadataDocument, object: ObjectNode, scope: Place['scope']) => Iterable<Step>;

/**
 * Edits STAC objects in phases, each of which begins when the one before it has nothing left to do in any of them.
 * Undefined where a step cannot be done, so that no half of the change is made, and where there is nothing to do.
 */
export function editObjects(
  document: MetadataDocument,
  places: readonly Place[],
  phases: readonly Phase[],
): readonly TextEdit[] | undefined {
  const state = { isStuck: false };
  const changes = function* (current: MetadataDocument): Generator<readonly TextEdit[]> {
    const objects = places.flatMap((place) => {
      const object = nodeAtPath(current.root, place.path);
      return object?.kind === 'object' ? [{ object, scope: place.scope }] : [];
    });
    for (const phase of phases) {
      let isDone = true;
      for (const { object, scope } of objects) {
        for (const step of phase(current, object, scope)) {
          state.isStuck ||= step === undefined;
          if (step && step.length > 0) {
            isDone = false;
            yield step;
          }
        }
      }
      if (!isDone) {
        return;
      }
    }
  };
  const { edits } = editInRounds(document, changes, { rounds: MAX_ROUNDS, accept: () => !state.isStuck });
  return state.isStuck || edits.length === 0 ? undefined : edits;
}
