import { didYouMean, nearest } from '#core/base/nearest.ts';
import type { MetadataDocument } from '../document.ts';
import { replaceText } from '../edits.ts';
import { finding, headOf, proposedFix, safeFix } from '../finding.ts';
import type { Problem } from '../problem.ts';
import { ASSET_ROLES } from '../terms/asset-roles.ts';
import { bareMediaType, MEDIA_TYPES, mediaTypeByWrongName } from '../terms/media-types.ts';
import { itemsOf, memberOf, memberValue, type ObjectNode, type TextNode, textOf } from '../tree.ts';
import { shown } from '../wording.ts';
import { fileName } from './id-rules.ts';
import { fieldOwners, keyOf, linksOf, type StacObject } from './stac-rule.ts';

const MEDIA_TYPE =
  /^[\w!#$&^.+-]{1,127}\/[\w!#$&^.+-]{1,127}(?:\s*;\s*[\w!#$&^.+-]+=(?:[^\s;"]*|"[^"]*"))*\s*;?\s*$/;

/** Files in these may be of any kind. */
const CONTAINERS: readonly string[] = ['zip', 'gz', 'tgz', 'tar', 'bz2', 'xz', 'zst', '7z', 'vrt', 'txt'];

/** So many roles are compared with those that are known. */
const MAX_COMPARED = 2_000;

const WEB_IMAGES: readonly string[] = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

/** Media types of assets: there, well-formed, of use, and those of the file (best-practices.md, Working with Media Types). */
export function* checkMediaTypes(stac: StacObject): Generator<Problem> {
  const { document } = stac;
  const untyped: ObjectNode[] = [];
  for (const { owner, place } of fieldOwners(stac)) {
    if (place === 'asset' || place === 'item-asset') {
      const type = memberValue(owner, 'type');
      if (type?.kind === 'string') {
        yield* checkMediaType(document, owner, type);
      } else if (place === 'asset' && !memberOf(owner, 'type')) {
        untyped.push(owner);
      }
    }
  }
  const [first] = untyped;
  if (first) {
    const message = `${assetWords(untyped)} no media type ("type"), by which programs know what they can show.`;
    yield finding('info', 'stac/missing-media-type', headOf(document, first), message);
  }
}

/** "The asset "a" has", or with others of its kind. */
function assetWords(assets: readonly ObjectNode[]): string {
  const [first] = assets;
  const name = shown(first ? keyOf(first) : '');
  return assets.length === 1
    ? `The asset ${name} has`
    : `The assets ${name} and ${assets.length - 1} more have`;
}

function* checkMediaType(document: MetadataDocument, asset: ObjectNode, type: TextNode): Generator<Problem> {
  const bare = bareMediaType(type.value);
  const change = (to: string) => replaceText(document, type, to);
  if (bare === 'image/vnd.stac.geotiff') {
    const isOptimized = /cloud-optimized/.test(type.value);
    const better = `image/tiff; application=geotiff${isOptimized ? '; profile=cloud-optimized' : ''}`;
    const message = `${shown(bare)} is deprecated; it is "${better}".`;
    yield finding('warning', 'stac/deprecated-media-type', type, message, {
      fixes: safeFix(`Change to "${better}"`, change(better)),
    });
    return;
  }
  if (!MEDIA_TYPE.test(type.value)) {
    const message = `${shown(type.value)} is no media type: those have the form "image/png", possibly with parameters behind ";".`;
    yield finding('warning', 'stac/media-type-form', type, message);
    return;
  }
  const meant = mediaTypeByWrongName(bare);
  if (meant) {
    const better = `${meant.mediatype}${type.value.slice(type.value.split(';', 1)[0]?.length ?? 0)}`;
    const message = `IANA registers no media type ${shown(bare)}. ${meant.title} is "${meant.mediatype}".`;
    // Names that start with x- were in use before there were others, and some programs know these only.
    const severity = bare.includes('/x-') ? 'info' : 'warning';
    yield finding(severity, 'stac/unregistered-media-type', type, message, {
      fixes: safeFix(`Change to "${better}"`, change(better)),
    });
    return;
  }
  yield* checkAgainstName(document, asset, type, bare);
}

/** What the name of the file says. */
function* checkAgainstName(
  document: MetadataDocument,
  asset: ObjectNode,
  type: TextNode,
  bare: string,
): Generator<Problem> {
  const extension = extensionOf(textOf(memberValue(asset, 'href')) ?? '');
  if (extension === 'geojson' && bare === 'application/json') {
    const message = 'The media type of GeoJSON is "application/geo+json", which tells programs more.';
    yield finding('warning', 'stac/unspecific-media-type', type, message, {
      fixes: safeFix('Change to "application/geo+json"', replaceText(document, type, 'application/geo+json')),
    });
    return;
  }
  const kinds = CONTAINERS.includes(extension)
    ? []
    : MEDIA_TYPES.filter(({ extensions }) => extensions.includes(extension));
  const [kind] = kinds;
  const fits = kinds.some((each) => each.mediatype === bare || each.others.includes(bare));
  const isText = /\+(?:json|xml)$/.exec(bare)?.[0].slice(1) === extension;
  if (kind && !fits && !isText && KNOWN_TYPES.has(bare)) {
    const message = `The media type is ${shown(bare)}, but the name of the file ends with ".${extension}": ${kind.title} is "${kind.mediatype}".`;
    yield finding('warning', 'stac/wrong-media-type', type, message, {
      fixes: proposedFix(`Change to "${kind.mediatype}"`, replaceText(document, type, kind.mediatype)),
    });
  }
}

/** A type that is none of these may be of a format that nobody here knows. */
const KNOWN_TYPES: ReadonlySet<string> = new Set(MEDIA_TYPES.map(({ mediatype }) => mediatype));

/** The extension of the file that an address leads to, in lower case; empty where it has none. */
export function extensionOf(href: string): string {
  const [path = ''] = href.split(/[?#]/, 1);
  return /\.([a-z0-9]{1,10})$/i.exec(fileName(path))?.[1]?.toLowerCase() ?? '';
}

/** What assets are for (best-practices.md, Asset Roles). */
export function* checkRoles(stac: StacObject): Generator<Problem> {
  const { document } = stac;
  const without: ObjectNode[] = [];
  let compared = 0;
  for (const { owner, place } of fieldOwners(stac)) {
    if (place !== 'asset' && place !== 'item-asset') {
      continue;
    }
    const roles = memberOf(owner, 'roles');
    const list = itemsOf(roles?.value).flatMap((each) => (each.kind === 'string' ? [each] : []));
    if (place === 'asset' && (!roles || (roles.value?.kind === 'array' && list.length === 0))) {
      without.push(owner);
    }
    for (const role of list.slice(0, Math.max(0, MAX_COMPARED - compared))) {
      yield* checkRole(document, role);
    }
    compared += list.length;
    yield* checkPreview(owner, list);
  }
  const [first] = without;
  if (first) {
    const message = `${assetWords(without)} no role, such as "data", "metadata" or "thumbnail", by which programs choose what to load.`;
    yield finding('info', 'stac/missing-roles', headOf(document, first), message);
  }
}

function* checkRole(document: MetadataDocument, role: TextNode): Generator<Problem> {
  const meant =
    /^[^\d]{5,}$/.test(role.value) && !ASSET_ROLES.has(role.value)
      ? nearest(role.value, ASSET_ROLES)
      : undefined;
  if (meant !== undefined) {
    const message = `${shown(role.value)} is not a role that programs know.${didYouMean(meant)}`;
    yield finding('info', 'stac/misspelt-role', role, message, {
      fixes: proposedFix(`Change to "${meant}"`, replaceText(document, role, meant)),
    });
  }
}

/** A thumbnail is shown by browsers as it is, an overview by programs for maps as well. */
function* checkPreview(asset: ObjectNode, roles: readonly TextNode[]): Generator<Problem> {
  const has = (role: string) => roles.some(({ value }) => value === role);
  const isThumbnail = has('thumbnail') || (roles.length === 0 && keyOf(asset) === 'thumbnail');
  const isOverview = !isThumbnail && has('overview');
  const type = memberValue(asset, 'type');
  const bare = type?.kind === 'string' && MEDIA_TYPE.test(type.value) ? bareMediaType(type.value) : undefined;
  if (type && bare !== undefined && isThumbnail && !WEB_IMAGES.includes(bare) && bare !== 'image/jpg') {
    const message = `Browsers cannot show ${shown(bare)}: a thumbnail is PNG, JPEG, GIF or WebP.`;
    yield finding('warning', 'stac/thumbnail-format', type, message);
  } else if (
    type &&
    bare !== undefined &&
    isOverview &&
    ![...WEB_IMAGES, 'image/tiff', 'image/jpg'].includes(bare)
  ) {
    const message = `Few programs can show ${shown(bare)} on a map: an overview is PNG, JPEG, WebP or a Cloud Optimized GeoTIFF.`;
    yield finding('info', 'stac/overview-format', type, message);
  }
  const shape = itemsOf(memberValue(asset, 'proj:shape'));
  const largest = Math.max(0, ...shape.slice(0, 2).map((each) => (each.kind === 'number' ? each.value : 0)));
  const [place] = shape;
  if (isThumbnail && place && largest > 600) {
    const message = `A thumbnail is less than 600 pixels wide and high, this one has ${largest}.`;
    yield finding('info', 'stac/thumbnail-size', place, message);
  }
}

/** Files of items are not assets of their collection (collection-spec.md, assets). */
export function* checkCollectionAssets(stac: StacObject): Generator<Problem> {
  const items = new Set(
    linksOf(stac).flatMap((link) =>
      textOf(memberValue(link, 'rel')) === 'item' ? (textOf(memberValue(link, 'href')) ?? []) : [],
    ),
  );
  for (const { owner, place } of fieldOwners(stac)) {
    const href = memberValue(owner, 'href');
    if (place === 'asset' && href?.kind === 'string' && items.has(href.value)) {
      const message = 'This is an item of the collection, which the links list: it is not an asset as well.';
      yield finding('warning', 'stac/item-as-asset', href, message);
    }
  }
}
