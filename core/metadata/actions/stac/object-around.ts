import { parsePointer } from '#core/base/json-pointer.ts';
import type { ExtensionScope } from '../../stac/extensions/extension.ts';
import { scopeOf } from '../../stac/stac-object.ts';
import { nodeAtPath, type ObjectNode } from '../../tree.ts';
import type { Subject } from '../subject.ts';

/** A STAC object that a finding is in: the document, or an item of a collection of items. */
export interface ObjectAround {
  readonly object: ObjectNode;
  readonly scope: ExtensionScope;
}

/** The STAC object that a finding is in. */
export function objectAround({
  document,
  problem,
}: Pick<Subject, 'document' | 'problem'>): ObjectAround | undefined {
  const [list, index] = parsePointer(problem.pointer);
  const isItem = document.kind === 'stac-itemcollection' && list === 'features';
  const object = isItem ? nodeAtPath(document.root, ['features', Number(index)]) : document.root;
  const scope = isItem ? 'item' : scopeOf(document.kind);
  return object?.kind === 'object' && scope ? { object, scope } : undefined;
}
