import { linkRelation } from '../../terms/link-relation-meanings.ts';
import { mediaTypeByFormat } from '../../terms/media-types.ts';
import { stacMediaType, stacMediaTypeOf } from '../../terms/stac-media-types.ts';
import { extensionOf } from '../file-kind.ts';

/** A path without the query and the fragment of an address. */
function pathOf(href: string): string {
  return href.split(/[?#]/, 1)[0] ?? '';
}

/** The media type that the name of a file tells, as STAC writes it. */
export function typeOfHref(href: string | undefined): string | undefined {
  const extension = href === undefined ? '' : extensionOf(pathOf(href));
  return stacMediaTypeOf(extension)?.type ?? mediaTypeByFormat(extension)?.mediatype;
}

/** The media type of the target of a link: mostly its relation tells. */
export function linkType(rel: string | undefined, href: string | undefined): string | undefined {
  const usual = rel === undefined ? undefined : linkRelation(rel)?.type;
  const isJson = href === undefined || ['json', 'geojson', ''].includes(extensionOf(pathOf(href)));
  return usual !== undefined && isJson ? usual : (typeOfHref(href) ?? usual);
}

const PICTURES: readonly string[] = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'];
const TEXTS = /^(?:text\/|application\/(?:json|xml|pdf|geo\+json)$)/;

/** The roles that a file most likely has, by its name and its media type (best-practices.md, List of Asset Roles). */
export function rolesOf(href: string | undefined, type: string | undefined): readonly string[] {
  if (href === undefined) {
    return [];
  }
  const path = pathOf(href);
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const known = type ?? typeOfHref(href);
  const bare = known === undefined ? '' : (stacMediaType(known)?.type ?? known);
  if (/thumb|quick-?look|preview|browse/.test(name) && /^image\//.test(bare)) {
    return /browse|preview/.test(name) ? ['overview'] : ['thumbnail'];
  }
  if (/overview/.test(name)) {
    return ['overview'];
  }
  if (/(?:^|[_-])(?:visual|tci|rgb)(?:[._-]|$)/.test(name)) {
    return ['visual'];
  }
  if (/(?:^|[_.-])(?:meta|metadata|mtl|mtd|inspire)(?:[_.-]|$)/.test(name)) {
    return ['metadata'];
  }
  if (PICTURES.includes(bare)) {
    return ['overview'];
  }
  return bare === ''
    ? []
    : /geo\+json/.test(bare)
      ? ['data']
      : TEXTS.test(bare) && bare !== 'text/csv'
        ? ['metadata']
        : ['data'];
}
