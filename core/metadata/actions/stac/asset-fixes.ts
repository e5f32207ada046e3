import type { MetadataDocument } from '../../document.ts';
import { insertMember, replaceText } from '../../edits.ts';
import { proposedFix, safeFix } from '../../finding.ts';
import type { Fix } from '../../problem.ts';
import { extensionOf } from '../../stac/asset-rules.ts';
import { bareMediaType, MEDIA_TYPES } from '../../terms/media-types.ts';
import { memberOf, memberValue, type ObjectNode, textOf } from '../../tree.ts';
import type { Subject } from '../subject.ts';
import { type Step, together } from './merge-bands.ts';
import { objectAround } from './object-around.ts';

/** Media types that STAC has more to say of than the tables for all data (best-practices.md, Media Types). */
const IMAGES: Readonly<Record<string, string>> = {
  tif: 'image/tiff; application=geotiff',
  tiff: 'image/tiff; application=geotiff',
};

/** What the name of a file says of its media type; undefined where it says nothing for certain. */
export function mediaTypeOfHref(href: string): string | undefined {
  const extension = extensionOf(href);
  const [kind, more] = MEDIA_TYPES.filter(({ extensions }) => extensions.includes(extension));
  return IMAGES[extension] ?? (kind && (!more || kind.format === extension) ? kind.mediatype : undefined);
}

function assetsOf(object: ObjectNode | undefined): readonly ObjectNode[] {
  const assets = memberValue(object, 'assets');
  return assets?.kind === 'object'
    ? assets.members.flatMap(({ value }) => (value?.kind === 'object' ? [value] : []))
    : [];
}

/** The media types of all assets that have none, by the names of their files. */
export function mediaTypesFixes(subject: Subject): readonly Fix[] {
  const { document } = subject;
  const missing = assetsOf(objectAround(subject)?.object).flatMap((asset) => {
    const href = textOf(memberValue(asset, 'href'));
    const type = href === undefined ? undefined : mediaTypeOfHref(href);
    return type !== undefined && !memberOf(asset, 'type') ? [{ asset, type }] : [];
  });
  const [first] = missing;
  const what = missing.length > 1 ? `of ${missing.length} assets` : `"${first?.type}"`;
  return first
    ? safeFix(
        `Add the media type ${what}, by the name`,
        together(
          missing.map(({ asset, type }) =>
            insertMember(document, asset, 'type', type, { after: memberOf(asset, 'href') }),
          ),
        ),
      )
    : [];
}

/** A media type that is none: the one that the name of the file says. */
export function mediaTypeFormFixes({ document, node, owner }: Subject): readonly Fix[] {
  const type = mediaTypeOfHref(textOf(memberValue(owner, 'href')) ?? '');
  return node && type !== undefined
    ? proposedFix(`Change to "${type}"`, replaceText(document, node, type))
    : [];
}

/** The roles of all assets that have none, where key, type and name leave no doubt. */
export function rolesFixes(subject: Subject): readonly Fix[] {
  const { document } = subject;
  const missing = assetsOf(objectAround(subject)?.object).flatMap((asset) => {
    const roles = memberOf(asset, 'roles');
    const role = roles ? undefined : roleOf(asset);
    return role === undefined ? [] : [{ asset, role }];
  });
  const [first] = missing;
  const what = missing.length > 1 ? `the roles of ${missing.length} assets` : `the role "${first?.role}"`;
  return first
    ? proposedFix(`Add ${what}`, together(missing.map(({ asset, role }) => addRole(document, asset, role))))
    : [];
}

function addRole(document: MetadataDocument, asset: ObjectNode, role: string): Step {
  const after = memberOf(asset, 'type') ?? memberOf(asset, 'href');
  return insertMember(document, asset, 'roles', [role], { after });
}

const DATA =
  /^(?:image\/(?:tiff|jp2)|application\/(?:x-hdf5?|hdf5|netcdf|x-netcdf|vnd\.apache\.parquet|vnd\.zarr|vnd\.laszip|vnd\.las|geopackage\+sqlite3|wmo-grib))$/;
const METADATA = /^(?:application|text)\/(?:xml|json|plain|html|yaml|pdf)$/;

/** What an asset is for, by its key and its type. */
export function roleOf(asset: ObjectNode): string | undefined {
  const key = String(asset.path.at(-1) ?? '').toLowerCase();
  const href = textOf(memberValue(asset, 'href')) ?? '';
  const type = bareMediaType(textOf(memberValue(asset, 'type')) ?? mediaTypeOfHref(href) ?? '');
  if (/(?:^|[-_])(?:thumbnail|thumb|quicklook|browse)(?:$|[-_.])/.test(key)) {
    return 'thumbnail';
  }
  if (key === 'overview') {
    return 'overview';
  }
  if (DATA.test(type)) {
    return 'data';
  }
  return METADATA.test(type) && /metadata|mtl|(?:^|[-_])(?:md|xml|info)$/.test(key) ? 'metadata' : undefined;
}
