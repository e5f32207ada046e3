import type { MetadataDocument } from '../../document.ts';
import { insertItem, replaceText } from '../../edits.ts';
import type { Node } from '../../node.ts';
import type { TextEdit } from '../../problem.ts';
import { unionBox } from '../../stac/box-union.ts';
import { latestFor } from '../../stac/extension-rules.ts';
import { declaredExtensions, scopeOf } from '../../stac/stac-object.ts';
import { itemsOf, memberValue, numberOf, type ObjectNode, textOf } from '../../tree.ts';
import { editObjects, type Phase, type Place } from './edit-objects.ts';
import { extensionEntries, extensionName, isHeldBy, restate, undeclare } from './extension-steps.ts';
import { assetsIn, ownersIn } from './field-owners.ts';
import { liftValues, mergeBands, type Step } from './merge-bands.ts';
import { projectionSteps } from './projection-steps.ts';

/** Whether there is something to migrate. */
export function isMigratable(document: MetadataDocument): boolean {
  return placesOf(document).length > 0;
}

/**
 * Brings what a document has of STAC 1.0.0 to 1.1.0, meaning what it meant before: bands into one list, codes of
 * projections, extensions, licences, versions (CHANGELOG.md; best-practices.md, Band migration). Undefined where
 * something of that cannot be done without losing what else is written there, so that no half of it is done.
 */
export function migrationEdits(document: MetadataDocument): readonly TextEdit[] | undefined {
  // What bands have in common, and which extensions are used, shows when the fields have their names.
  return editObjects(document, placesOf(document), [fieldSteps, liftSteps, headSteps]);
}

function placesOf({ root, kind }: MetadataDocument): Place[] {
  const isOld = (node: Node | undefined) =>
    textOf(memberValue(node, 'stac_version')) === '1.0.0' &&
    !declaredExtensions(node).some((address) => isHeldBy(node, address));
  const scope = scopeOf(kind);
  if (scope) {
    return isOld(root) ? [{ path: [], scope }] : [];
  }
  if (kind !== 'stac-itemcollection') {
    return [];
  }
  return [
    ...(isOld(root) ? [{ path: [], scope: 'itemcollection' } as const] : []),
    ...itemsOf(memberValue(root, 'features')).flatMap((item, index) =>
      isOld(item) ? [{ path: ['features', index], scope: 'item' } as const] : [],
    ),
  ];
}

const fieldSteps: Phase = function* (document, object, scope) {
  if (scope === 'catalog' || scope === 'itemcollection') {
    return;
  }
  yield* licenseSteps(document, object);
  for (const owner of ownersIn(object)) {
    yield* mergeBands(document, owner);
    yield* projectionSteps(document, owner);
    yield* licenseSteps(document, owner);
  }
  if (scope === 'collection') {
    yield* extentSteps(document, object);
  }
};

function* licenseSteps(document: MetadataDocument, owner: ObjectNode): Generator<Step> {
  const license = memberValue(owner, 'license');
  for (const node of license?.kind === 'array' ? license.items : license ? [license] : []) {
    if (node.kind === 'string' && (node.value === 'proprietary' || node.value === 'various')) {
      yield replaceText(document, node, 'other');
    }
  }
}

/** In 1.1, two boxes say nothing: the first is the one around all (collection-spec.md, Spatial Extent Object). */
function* extentSteps(document: MetadataDocument, collection: ObjectNode): Generator<Step> {
  const list = memberValue(memberValue(memberValue(collection, 'extent'), 'spatial'), 'bbox');
  const boxes = itemsOf(list).map((box) => itemsOf(box).flatMap((each) => numberOf(each) ?? []));
  const union = list?.kind === 'array' && boxes.length === 2 ? unionBox(boxes) : undefined;
  if (union && list?.kind === 'array') {
    yield insertItem(document, list, 0, union);
  }
}

/** Values that all bands of an asset have move to it. */
export const liftSteps: Phase = function* (document, object) {
  for (const asset of assetsIn(object)) {
    yield* liftValues(document, asset);
  }
};

/** The extensions whose fields belong to the core now, or are called otherwise. */
const CHANGED: readonly string[] = ['eo', 'raster', 'projection'];

const headSteps: Phase = function* (document, object, scope) {
  if (scope !== 'itemcollection') {
    for (const entry of extensionEntries(object)) {
      // What it defined is in the core now.
      if (extensionName(entry) === 'item-assets') {
        yield undeclare(document, object, entry);
      }
    }
    for (const name of CHANGED) {
      const newest = latestFor(name, '1.1.0');
      if (newest) {
        yield* restate(document, object, scope, newest);
      }
    }
  }
  const version = memberValue(object, 'stac_version');
  if (textOf(version) === '1.0.0' && version) {
    yield replaceText(document, version, '1.1.0');
  }
};
