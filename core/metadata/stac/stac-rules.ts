import type { MetadataDocument } from '../document.ts';
import { finding } from '../finding.ts';
import type { Node } from '../node.ts';
import type { Problem } from '../problem.ts';
import { itemSchemaName, schemaNameFor } from '../schema/catalog.ts';
import type { Surroundings } from '../surroundings.ts';
import { memberValue, type ObjectNode, textOf } from '../tree.ts';
import { checkExtensions } from './extension-rules.ts';
import type { ExtensionScope } from './extensions/extension.ts';
import { checkSpatialExtent, checkTemporalExtent } from './extent-rules.ts';
import { checkUnlocated } from './geometry-rules.ts';
import { checkFileName, checkIdentifiers, checkItemId } from './id-rules.ts';
import { checkCollection, checkFootprint, checkPropertyCount } from './item-rules.ts';
import { scopeOf } from './stac-object.ts';
import type { StacObject, StacRule } from './stac-rule.ts';
import { checkFuture, checkNullTime, checkTimes } from './time-rules.ts';

/** What holds for items, collections and catalogues alike. */
const OBJECT_RULES: readonly StacRule[] = [checkItemId, checkFileName, checkIdentifiers, checkTimes];

const RULES: Readonly<Record<ExtensionScope, readonly StacRule[]>> = {
  item: [checkUnlocated, checkFootprint, checkNullTime, checkFuture, checkCollection, checkPropertyCount],
  collection: [checkSpatialExtent, checkTemporalExtent],
  catalog: [],
};

/** What is found in a STAC file as a whole: all but the items of a collection of items. */
export function* checkStac(document: MetadataDocument, surroundings: Surroundings): Generator<Problem> {
  const { kind, root } = document;
  if (root?.kind !== 'object') {
    return;
  }
  if (schemaNameFor(document) === undefined) {
    yield unsupportedVersion(root);
    return;
  }
  const scope = scopeOf(kind);
  if (scope) {
    yield* checkObject(document, root, scope, surroundings);
  }
}

/** What is found in one item of a collection of items. Depends on nothing but the item and the surroundings. */
export function* checkItemOf(
  document: MetadataDocument,
  item: ObjectNode,
  surroundings: Surroundings,
): Generator<Problem> {
  if (itemSchemaName(textOf(memberValue(item, 'stac_version'))) === undefined) {
    yield unsupportedVersion(item);
  } else {
    yield* checkObject(document, item, 'item', surroundings);
  }
}

function* checkObject(
  document: MetadataDocument,
  object: ObjectNode,
  scope: ExtensionScope,
  surroundings: Surroundings,
): Generator<Problem> {
  const version = textOf(memberValue(object, 'stac_version')) === '1.0.0' ? '1.0.0' : '1.1.0';
  const isFile = object === document.root;
  const stac: StacObject = { document, object, scope, version, surroundings, isFile };
  yield* checkExtensions(document, object, scope);
  for (const rule of [...OBJECT_RULES, ...RULES[scope]]) {
    yield* rule(stac);
  }
}

function unsupportedVersion(stac: Node): Problem {
  const stated = memberValue(stac, 'stac_version');
  const version = textOf(stated) ?? '';
  const message = `STAC ${version.slice(0, 40)} is not checked: only 1.0.0 and 1.1.0 are. Migrate the object, for example with pystac.`;
  const place = stated ?? { offset: stac.offset, length: 1, path: stac.path };
  return finding('warning', 'stac/unsupported-version', place, message);
}
