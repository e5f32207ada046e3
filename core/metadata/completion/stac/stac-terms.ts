import { LICENSE_WORDS } from '../../hover/describe-stac-term.ts';
import type { Node } from '../../node.ts';
import { boundsFromBox } from '../../stac/bounds.ts';
import { ASSET_ROLE_MEANINGS } from '../../terms/asset-role-meanings.ts';
import { LICENSES } from '../../terms/licenses.ts';
import { LINK_RELATION_MEANINGS } from '../../terms/link-relation-meanings.ts';
import { REFERENCE_SYSTEMS, type ReferenceSystem, utmZoneOf } from '../../terms/reference-systems.ts';
import { STAC_MEDIA_TYPES } from '../../terms/stac-media-types.ts';
import { USUAL_UNITS } from '../../terms/usual-units.ts';
import { itemsOf, memberValue, numberOf, textOf } from '../../tree.ts';
import { type At, type Choice, namesOfList, valueAt } from '../choice.ts';
import { linkType, rolesOf, typeOfHref } from './asset-facts.ts';

/** The value that a member of the asset, link or other thing around the place has. */
export function siblingText(at: At, key: string): string | undefined {
  return textOf(memberValue(valueAt(at, at.place.stac?.owner), key));
}

/** SPDX identifiers, and the words that the version of STAC has for other licences. */
export function* stacLicenses(at: At): Generator<Choice> {
  const version = objectVersion(at);
  for (const { name, meaning, version: own } of LICENSE_WORDS) {
    if (own === version) {
      yield {
        label: name,
        kind: 'term',
        value: name,
        detail: meaning.split('. ')[0] ?? '',
        about: { list: 'stac-license', name, version },
      };
    }
  }
  for (const { name, title, deprecated, spdx } of LICENSES) {
    if (spdx) {
      yield {
        label: name,
        kind: 'term',
        value: name,
        detail: deprecated ? `${title} (replaced)` : title,
        about: { list: 'license', name },
        search: title,
      };
    }
  }
}

/** The `stac_version` of the object around a place. */
export function objectVersion(at: At): '1.0.0' | '1.1.0' {
  const object = valueAt(at, at.place.stac?.object);
  return textOf(memberValue(object, 'stac_version')) === '1.0.0' ? '1.0.0' : '1.1.0';
}

/** What an asset is for: what the name of its file tells first. */
export function* assetRoles(at: At): Generator<Choice> {
  const named = namesOfList(at);
  const likely = rolesOf(siblingText(at, 'href'), siblingText(at, 'type'));
  for (const { name, meaning } of ASSET_ROLE_MEANINGS) {
    if (!named.has(name)) {
      yield {
        label: name,
        kind: 'term',
        value: name,
        detail: meaning,
        about: { list: 'asset-role', name },
        ...(likely.includes(name) && { first: true }),
      };
    }
  }
}

/** Media types of the file of an asset or the target of a link, that which its name tells first. */
export function* stacMediaTypes(at: At): Generator<Choice> {
  const { part } = at.place.stac ?? {};
  const href = siblingText(at, 'href');
  const own = part === 'link' ? linkType(siblingText(at, 'rel'), href) : typeOfHref(href);
  for (const { type, title } of STAC_MEDIA_TYPES) {
    const choice: Choice = {
      label: type,
      kind: 'term',
      value: type,
      detail: title,
      about: { list: 'stac-media-type', name: type },
      search: title,
    };
    yield type === own ? { ...choice, detail: `${title}, as the file`, first: true } : choice;
  }
}

/** Relations of links that are for the object and that it may have one more of. */
export function* linkRelations(at: At): Generator<Choice> {
  const { scope, object } = at.place.stac ?? {};
  const links = valueAt(at, object && [...object, 'links']);
  const used = new Set(itemsOf(links).map((link) => textOf(memberValue(link, 'rel'))));
  const own = siblingText(at, 'rel');
  for (const { name, meaning, on, once } of LINK_RELATION_MEANINGS) {
    const isLegal = scope === undefined || on === undefined || on.includes(scope);
    if (isLegal && (!once || !used.has(name) || own === name)) {
      yield {
        label: name,
        kind: 'term',
        value: name,
        detail: meaning,
        about: { list: 'relation', name },
      };
    }
  }
}

/** Units of values. */
export function* units(): Generator<Choice> {
  for (const { unit, name } of USUAL_UNITS) {
    yield {
      label: unit,
      kind: 'term',
      value: unit,
      detail: name,
      about: { list: 'unit', name: unit },
      search: name,
    };
  }
}

/** Codes of coordinate reference systems, `proj:code`: the UTM zone of the footprint first. */
export function* referenceSystems(at: At): Generator<Choice> {
  for (const { system, isOwn } of likelySystems(at)) {
    yield { ...systemChoice(system, isOwn), value: system.code };
  }
}

/** The same as bare numbers of EPSG, `proj:epsg`. */
export function* epsgNumbers(at: At): Generator<Choice> {
  for (const { system, isOwn } of likelySystems(at)) {
    const [, number] = /^EPSG:(\d{1,6})$/.exec(system.code) ?? [];
    if (number !== undefined) {
      yield {
        ...systemChoice(system, isOwn),
        label: number,
        value: Number(number),
        foundBy: `${number} ${system.name}`,
      };
    }
  }
}

function* likelySystems(at: At): Generator<{ readonly system: ReferenceSystem; readonly isOwn: boolean }> {
  const own = zoneAt(at);
  for (const system of REFERENCE_SYSTEMS) {
    yield { system, isOwn: system === own };
  }
}

function systemChoice({ code, name, area }: ReferenceSystem, isOwn: boolean): Omit<Choice, 'value'> {
  return {
    label: code,
    kind: 'term',
    detail: isOwn ? `${name}: where the item lies` : name,
    about: { list: 'reference-system', name: code },
    search: `${name} ${area}`,
    ...(isOwn && { first: true }),
  };
}

/** The UTM zone of the middle of the bounding box. */
function zoneAt(at: At): ReferenceSystem | undefined {
  const { object, scope } = at.place.stac ?? {};
  const box = scope === 'item' ? numbersOf(memberValue(valueAt(at, object), 'bbox')) : [];
  const bounds = boundsFromBox(box);
  // A box over several zones, or over the antimeridian, has no zone of its own.
  return bounds && bounds.east >= bounds.west && bounds.east - bounds.west <= 6
    ? utmZoneOf((bounds.west + bounds.east) / 2, (bounds.south + bounds.north) / 2)
    : undefined;
}

/** The numbers of a list; none if there is anything else in it. */
export function numbersOf(list: Node | undefined): number[] {
  const items = itemsOf(list);
  const numbers = items.slice(0, 8).flatMap((each) => numberOf(each) ?? []);
  return numbers.length === items.length ? numbers : [];
}
