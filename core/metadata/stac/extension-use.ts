import type { Member } from '../node.ts';
import { itemsOf, memberValue, type ObjectNode } from '../tree.ts';
import type { ExtensionScope } from './extensions/extension.ts';

/** A field of an object in which extensions may have theirs. */
export interface FieldUse {
  readonly owner: ObjectNode;
  readonly member: Member;
}

/** Fields that show that an extension is used although their names have no prefix. */
export const UNPREFIXED: ReadonlyMap<string, string> = new Map([
  ['deprecated', 'version'],
  ['version', 'version'],
  ['published', 'timestamps'],
  ['expires', 'timestamps'],
  ['unpublished', 'timestamps'],
  ['contacts', 'contacts'],
  ['themes', 'themes'],
  ['alternate', 'alternate-assets'],
]);

/** All fields of a STAC object at the places where extensions may have theirs, in the order of the text. */
export function* fieldUses(object: ObjectNode, scope: ExtensionScope): Generator<FieldUse> {
  for (const owner of ownersIn(object, scope)) {
    for (const member of owner.members) {
      yield { owner, member };
    }
  }
}

function* ownersIn(object: ObjectNode, scope: ExtensionScope): Generator<ObjectNode> {
  yield object;
  yield* withBands(object);
  const single = scope === 'item' ? ['properties'] : ['summaries'];
  for (const value of single.map((key) => memberValue(object, key))) {
    if (value?.kind === 'object') {
      yield value;
      yield* withBands(value);
    }
  }
  for (const key of ['assets', 'item_assets']) {
    const assets = memberValue(object, key);
    for (const { value } of assets?.kind === 'object' ? assets.members : []) {
      if (value?.kind === 'object') {
        yield value;
        yield* withBands(value);
        yield* alternates(value);
      }
    }
  }
  yield* objectsIn(object, 'links');
  yield* objectsIn(object, 'providers');
}

/** Lists of STAC and of extensions in whose entries other extensions may have their fields. */
const BANDS = ['bands', 'raster:bands', 'mlm:output'];

function* withBands(owner: ObjectNode): Generator<ObjectNode> {
  for (const key of BANDS) {
    yield* objectsIn(owner, key);
  }
}

/** The other places of a file (extension Alternate Assets). */
function* alternates(asset: ObjectNode): Generator<ObjectNode> {
  const places = memberValue(asset, 'alternate');
  for (const { value } of places?.kind === 'object' ? places.members : []) {
    if (value?.kind === 'object') {
      yield value;
    }
  }
}

function* objectsIn(owner: ObjectNode, key: string): Generator<ObjectNode> {
  for (const each of itemsOf(memberValue(owner, key))) {
    if (each.kind === 'object') {
      yield each;
    }
  }
}

/** What stands before the colon in the name of a field, if it has one. */
export function prefixOf(field: string): string | undefined {
  return /^([a-z][a-z0-9_-]*):./i.exec(field)?.[1];
}
