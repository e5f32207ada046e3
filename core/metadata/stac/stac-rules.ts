import type { MetadataDocument } from '../document.ts';
import { finding } from '../finding.ts';
import type { Node } from '../node.ts';
import type { Problem } from '../problem.ts';
import { itemSchemaName, schemaNameFor } from '../schema/catalog.ts';
import type { Surroundings } from '../surroundings.ts';
import { itemsOf, memberValue, type ObjectNode, textOf } from '../tree.ts';
import { checkCollectionAssets, checkMediaTypes, checkRoles } from './asset-rules.ts';
import { checkBands } from './band-rules.ts';
import { checkAlternates, checkCitation, checkPublication, checkVersions } from './citation-rules.ts';
import { checkClasses } from './classification-rules.ts';
import { checkItemsTogether } from './collection-of-items-rules.ts';
import { checkExtensions } from './extension-rules.ts';
import type { ExtensionScope } from './extensions/extension.ts';
import { checkSpatialExtent, checkTemporalExtent } from './extent-rules.ts';
import { checkUnlocated } from './geometry-rules.ts';
import { GRAPH_RULES } from './graph/graph-rules.ts';
import { checkFileName, checkIdentifiers, checkItemId } from './id-rules.ts';
import { checkItemAssets } from './item-asset-rules.ts';
import { checkCollection, checkFootprint, checkPropertyCount } from './item-rules.ts';
import { checkLicense } from './license-rules.ts';
import {
  checkCatalogLinks,
  checkCatalogSummaries,
  checkItemLinks,
  checkLinkTypes,
  checkRelations,
  checkSelf,
  checkSingleLinks,
  checkSize,
} from './link-rules.ts';
import { checkProjection } from './projection-rules.ts';
import { checkProviders } from './provider-rules.ts';
import { checkRaster } from './raster-rules.ts';
import { checkReferences } from './reference-rules.ts';
import { scopeOf } from './stac-object.ts';
import type { StacObject, StacRule } from './stac-rule.ts';
import { checkSummaries } from './summary-rules.ts';
import { checkFuture, checkNullTime, checkTimes } from './time-rules.ts';
import { checkValues } from './value-rules.ts';

/** What holds for items, collections and catalogues alike. */
const OBJECT_RULES: readonly StacRule[] = [
  checkItemId,
  checkFileName,
  checkIdentifiers,
  checkTimes,
  checkLicense,
  checkProviders,
  checkSingleLinks,
  checkLinkTypes,
  checkRelations,
  checkSelf,
  checkSize,
  checkReferences,
  checkBands,
  checkValues,
  checkMediaTypes,
  checkRoles,
  checkProjection,
  checkRaster,
  checkClasses,
  checkCitation,
  checkVersions,
  checkPublication,
  checkAlternates,
];

const RULES: Readonly<Record<ExtensionScope, readonly StacRule[]>> = {
  item: [
    checkUnlocated,
    checkFootprint,
    checkNullTime,
    checkFuture,
    checkCollection,
    checkPropertyCount,
    checkItemLinks,
  ],
  collection: [
    checkSpatialExtent,
    checkTemporalExtent,
    checkSummaries,
    checkItemAssets,
    checkCollectionAssets,
  ],
  catalog: [checkCatalogLinks, checkCatalogSummaries],
};

/** What is found in a STAC file as a whole: all but the items of a collection of items. Undefined between two steps. */
export function* checkStac(
  document: MetadataDocument,
  surroundings: Surroundings,
): Generator<Problem | undefined> {
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
  } else {
    const [first] = itemsOf(memberValue(root, 'features'));
    if (textOf(memberValue(first, 'stac_version')) === '1.0.0') {
      yield* newerVersion(first);
    }
    yield* checkItemsTogether(document, root);
  }
}

/** What is found in one item of a collection of items. Depends on nothing but the item and the surroundings. */
export function* checkItemOf(
  document: MetadataDocument,
  item: ObjectNode,
  surroundings: Surroundings,
): Generator<Problem | undefined> {
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
): Generator<Problem | undefined> {
  const version = textOf(memberValue(object, 'stac_version')) === '1.0.0' ? '1.0.0' : '1.1.0';
  const isFile = object === document.root;
  const stac: StacObject = { document, object, scope, version, surroundings, isFile };
  if (version === '1.0.0' && isFile) {
    yield* newerVersion(object);
  }
  yield* checkExtensions(document, object, scope);
  for (const rule of [...OBJECT_RULES, ...RULES[scope], ...GRAPH_RULES]) {
    yield* rule(stac);
    yield; // a pause: a catalogue may have ten thousand links
  }
}

/** Not a fault, but worth knowing where the version stands. */
function* newerVersion(object: Node | undefined): Generator<Problem> {
  const stated = memberValue(object, 'stac_version');
  if (stated) {
    const message = 'STAC 1.1.0 is there: it has bands, item assets and licence expressions in its core.';
    yield finding('info', 'stac/newer-version', stated, message);
  }
}

function unsupportedVersion(stac: Node): Problem {
  const stated = memberValue(stac, 'stac_version');
  const version = textOf(stated) ?? '';
  const message = `STAC ${version.slice(0, 40)} is not checked: only 1.0.0 and 1.1.0 are. Migrate the object, for example with pystac.`;
  const place = stated ?? { offset: stac.offset, length: 1, path: stac.path };
  return finding('warning', 'stac/unsupported-version', place, message);
}
