import type { MetadataDocument } from '../../document.ts';
import { editInRounds } from '../../edits/rounds.ts';
import { insertItem, removeItem, removeMember, renameKey, replaceText, replaceWith } from '../../edits.ts';
import type { Member, Node } from '../../node.ts';
import type { TextEdit } from '../../problem.ts';
import { unionBox } from '../../stac/box-union.ts';
import { declareExtension, latestFor } from '../../stac/extension-rules.ts';
import { fieldUses } from '../../stac/extension-use.ts';
import type { ExtensionScope } from '../../stac/extensions/extension.ts';
import {
  itemsOf,
  memberOf,
  memberValue,
  nodeAtPath,
  numberOf,
  type ObjectNode,
  plainValue,
  type TextNode,
  textOf,
} from '../../tree.ts';
import { liftValues, mergeBands, type Step, together } from './merge-bands.ts';
import { projectionCode } from './old-fields.ts';

/** Changes that leave no room for each other in one round are made one after the other. */
const MAX_ROUNDS = 30;

/** A STAC object in a document, or the document itself, that is of version 1.0.0. */
interface Place {
  readonly path: readonly (string | number)[];
  readonly scope: ExtensionScope | 'itemcollection';
}

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
  const places = placesOf(document);
  const state = { isStuck: false };
  const { edits } = editInRounds(
    document,
    function* (current) {
      const objects = places.flatMap((place) => {
        const object = nodeAtPath(current.root, place.path);
        return object?.kind === 'object' ? [{ object, scope: place.scope }] : [];
      });
      // What bands are lifted, and which extensions are used, shows when the fields have their names.
      for (const phase of [fieldSteps, liftSteps, headSteps]) {
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
    },
    { rounds: MAX_ROUNDS, accept: () => !state.isStuck },
  );
  return state.isStuck || edits.length === 0 ? undefined : edits;
}

function placesOf({ root, kind }: MetadataDocument): Place[] {
  const isOld = (node: Node | undefined) => textOf(memberValue(node, 'stac_version')) === '1.0.0';
  switch (kind) {
    case 'stac-item':
      return isOld(root) ? [{ path: [], scope: 'item' }] : [];
    case 'stac-collection':
      return isOld(root) ? [{ path: [], scope: 'collection' }] : [];
    case 'stac-catalog':
      return isOld(root) ? [{ path: [], scope: 'catalog' }] : [];
    case 'stac-itemcollection':
      return [
        ...(isOld(root) ? [{ path: [], scope: 'itemcollection' } as const] : []),
        ...itemsOf(memberValue(root, 'features')).flatMap((item, index) =>
          isOld(item) ? [{ path: ['features', index], scope: 'item' } as const] : [],
        ),
      ];
    default:
      return [];
  }
}

type Phase = (document: MetadataDocument, object: ObjectNode, scope: Place['scope']) => Generator<Step>;

/** The objects in which fields of data stand. */
function* ownersIn(object: ObjectNode): Generator<ObjectNode> {
  for (const key of ['properties', 'summaries']) {
    const value = memberValue(object, key);
    if (value?.kind === 'object') {
      yield value;
    }
  }
  yield* assetsIn(object);
}

function* assetsIn(object: ObjectNode): Generator<ObjectNode> {
  for (const key of ['assets', 'item_assets']) {
    const assets = memberValue(object, key);
    for (const { value } of assets?.kind === 'object' ? assets.members : []) {
      if (value?.kind === 'object') {
        yield value;
      }
    }
  }
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

/** `proj:code` in the place of `proj:epsg` (projection extension, CHANGELOG.md). */
export function* projectionSteps(document: MetadataDocument, owner: ObjectNode): Generator<Step> {
  const member = memberOf(owner, 'proj:epsg');
  if (!member?.value) {
    return;
  }
  if (memberOf(owner, 'proj:code')) {
    yield removeMember(document, owner, member);
    return;
  }
  const values = codesIn(member.value).map((node) => {
    const code = projectionCode(plainValue(node));
    return code === null ? [] : code === undefined ? undefined : replaceWith(document, node, code);
  });
  yield together([renameKey(document, member, 'proj:code'), ...values]);
}

/** The codes themselves: one, those of a summary, or the ends of a range. */
function codesIn(value: Node): readonly Node[] {
  return value.kind === 'array'
    ? value.items
    : value.kind === 'object'
      ? value.members.flatMap((member) => member.value ?? [])
      : [value];
}

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

const liftSteps: Phase = function* (document, object) {
  for (const asset of assetsIn(object)) {
    yield* liftValues(document, asset);
  }
};

/** The extensions whose fields belong to the core now, or are called otherwise. */
const CHANGED: readonly string[] = ['eo', 'raster', 'projection'];

const ADDRESS =
  /^https:\/\/stac-extensions\.github\.io\/([a-z0-9_-]+)\/v?([0-9][a-z0-9.-]*)\/schema\.json#?$/i;

const headSteps: Phase = function* (document, object, scope) {
  if (scope !== 'itemcollection') {
    yield* extensionSteps(document, object, scope);
  }
  const version = memberValue(object, 'stac_version');
  if (textOf(version) === '1.0.0' && version) {
    yield replaceText(document, version, '1.1.0');
  }
};

function* extensionSteps(
  document: MetadataDocument,
  object: ObjectNode,
  scope: ExtensionScope,
): Generator<Step> {
  const list = memberValue(object, 'stac_extensions');
  const entries = itemsOf(list).flatMap((each) => (each.kind === 'string' ? [each] : []));
  const remove = (entry: TextNode): Step =>
    list?.kind === 'array' ? removeItem(document, list, list.items.indexOf(entry)) : undefined;
  for (const entry of entries.filter((each) => nameOf(each) === 'item-assets')) {
    yield remove(entry);
  }
  const used = usedIn(object, scope);
  for (const name of CHANGED) {
    const newest = latestFor(name, '1.1.0');
    const own = entries.filter((each) => nameOf(each) === name);
    const isThere = own.some(({ value }) => value === newest?.address);
    const old = own.filter(({ value }) => value !== newest?.address);
    // The schemas of eo and raster demand that some field of theirs is used.
    const isWanted = used.has(name) || (name === 'projection' && own.length > 0);
    if (!newest) {
      continue;
    }
    for (const [index, entry] of old.entries()) {
      const isReplaced = isWanted && !isThere && index === 0;
      yield isReplaced ? replaceText(document, entry, newest.address) : remove(entry);
    }
    if (isWanted && own.length === 0) {
      yield declareExtension(document, object, newest.address);
    }
  }
}

function nameOf({ value }: TextNode): string {
  return ADDRESS.exec(value)?.[1] ?? value;
}

/** The extensions among these of which some field is there. */
function usedIn(object: ObjectNode, scope: ExtensionScope): ReadonlySet<string> {
  const fields = new Map(
    CHANGED.flatMap((name) =>
      [...(latestFor(name, '1.1.0')?.fields.keys() ?? [])].map((field) => [field, name] as const),
    ),
  );
  const uses = [...fieldUses(object, scope)];
  return new Set(uses.flatMap(({ member }: { member: Member }) => fields.get(member.key) ?? []));
}
