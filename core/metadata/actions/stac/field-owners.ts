import { memberValue, type ObjectNode } from '../../tree.ts';

/** The objects in which fields of data stand. */
export function* ownersIn(object: ObjectNode): Generator<ObjectNode> {
  for (const key of ['properties', 'summaries']) {
    const value = memberValue(object, key);
    if (value?.kind === 'object') {
      yield value;
    }
  }
  yield* assetsIn(object);
}

export function* assetsIn(object: ObjectNode): Generator<ObjectNode> {
  for (const key of ['assets', 'item_assets']) {
    const assets = memberValue(object, key);
    for (const { value } of assets?.kind === 'object' ? assets.members : []) {
      if (value?.kind === 'object') {
        yield value;
      }
    }
  }
}
