import { formatPointer } from '#core/base/json-pointer.ts';
import type { Surroundings } from '../../surroundings.ts';
import { itemsOf, memberValue, numberOf, type ObjectNode, textOf } from '../../tree.ts';
import { readHref } from '../graph/href.ts';
import type { MapAsset, MapTarget } from './map-view.ts';

const IMAGE = /^image\/(?:png|jpe?g|webp|gif|svg\+xml)\b/i;
const IMAGE_NAME = /\.(?:png|jpe?g|webp|gif|svg)(?:[?#].*)?$/i;
/** Roles that a small picture has, the best first (best-practices.md, Asset Roles). */
const PICTURE_ROLES = ['thumbnail', 'overview'];

/** The assets of an object in their order, at most so many. */
export function mapAssets(
  object: ObjectNode,
  { file }: Pick<Surroundings, 'file'>,
  most: number,
): readonly MapAsset[] {
  const assets = memberValue(object, 'assets');
  const members = assets?.kind === 'object' ? assets.members : [];
  return members.slice(0, most).flatMap(({ key, value }): MapAsset[] => {
    const href = textOf(memberValue(value, 'href'));
    if (value?.kind !== 'object' || href === undefined) {
      return [];
    }
    const target = targetOf(href);
    const title = textOf(memberValue(value, 'title'));
    const type = textOf(memberValue(value, 'type'));
    const size = sizeOf(value, target, file);
    return [
      {
        key,
        pointer: formatPointer(value.path),
        ...(title !== undefined && { title }),
        roles: itemsOf(memberValue(value, 'roles')).flatMap((role) => textOf(role) ?? []),
        ...(type !== undefined && { type }),
        ...(size !== undefined && { size }),
        href,
        target,
      },
    ];
  });
}

/** The number of the asset that shows what the data looks like. */
export function thumbnailOf(assets: readonly MapAsset[]): number | undefined {
  const pictures = assets.flatMap(({ type, href, target, roles, key }, index) => {
    const isImage = type === undefined ? IMAGE_NAME.test(href) : IMAGE.test(type);
    const role = PICTURE_ROLES.findIndex((each) => roles.includes(each) || key === each);
    return isImage && role >= 0 && target.kind !== 'none' ? [{ index, role }] : [];
  });
  return pictures.sort((one, other) => one.role - other.role)[0]?.index;
}

function targetOf(href: string): MapTarget {
  const leads = readHref(href);
  switch (leads.kind) {
    case 'file':
      return { kind: 'file', path: leads.path };
    case 'address':
      return { kind: 'address', address: leads.address };
    case 'machine':
    case 'other':
      return { kind: 'none' };
  }
}

/** `file:size` says it; of a file that is there we know. */
function sizeOf(asset: ObjectNode, target: MapTarget, file: Surroundings['file']): number | undefined {
  const fact = target.kind === 'file' ? file(target.path) : undefined;
  const told = numberOf(memberValue(asset, 'file:size'));
  return fact?.kind === 'file' ? fact.size : told !== undefined && told >= 0 ? told : undefined;
}
