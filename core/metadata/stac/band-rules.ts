import type { MetadataDocument } from '../document.ts';
import { composeEdits } from '../edits/compose.ts';
import { insertMember, replaceWith } from '../edits.ts';
import { finding, headOf, keyPlace, safeFix } from '../finding.ts';
import type { Fix, Problem } from '../problem.ts';
import { type ArrayNode, memberOf, memberValue, type ObjectNode, plainValue, textOf } from '../tree.ts';
import { inWords } from '../wording.ts';
import { declaredExtensions } from './stac-object.ts';
import { fieldOwners, type StacObject } from './stac-rule.ts';

/** Longer lists of bands are not written anew by a fix, nor compared. */
const MAX_BANDS = 1_000;
const MAX_FIELDS = 50;
const MAX_WRITTEN = 50_000;

/** `bands` of STAC 1.1 (common-metadata.md, Bands; best-practices.md, Bands). */
export function* checkBands(stac: StacObject): Generator<Problem> {
  if (stac.version === '1.0.0') {
    return;
  }
  for (const { owner } of fieldOwners(stac)) {
    const bands = memberValue(owner, 'bands');
    if (bands?.kind === 'array') {
      yield* checkNames(bands);
      yield* checkOldBands(stac, owner);
      yield* checkCommonValues(stac.document, owner, bands);
    }
  }
  yield* checkItemBands(stac);
}

function* checkNames(bands: ArrayNode): Generator<Problem> {
  const seen = new Set<string>();
  for (const band of bands.items) {
    const name = memberValue(band, 'name');
    if (name?.kind === 'string') {
      if (seen.has(name.value)) {
        const message = `There is another band "${name.value.slice(0, 100)}": the name of a band tells it from the others.`;
        yield finding('warning', 'stac/repeated-band-name', name, message);
      }
      seen.add(name.value);
    }
  }
}

/** What older versions of extensions had is now in `bands`. */
function* checkOldBands(stac: StacObject, owner: ObjectNode): Generator<Problem> {
  const declared = declaredExtensions(stac.object);
  for (const name of ['eo', 'raster']) {
    const member = memberOf(owner, `${name}:bands`);
    // Of a version that has no such field, it is told as such.
    const isToldOf = declared.some((address) => address.includes(`/${name}/v2`));
    if (member && !isToldOf) {
      const message = `"${member.key}" stands beside "bands", which takes its place in STAC 1.1: programs read one of both.`;
      yield finding('warning', 'stac/bands-twice', keyPlace(owner, member), message);
    }
  }
}

/** A value that all bands have in common belongs to what they are bands of. */
function* checkCommonValues(
  document: MetadataDocument,
  owner: ObjectNode,
  bands: ArrayNode,
): Generator<Problem> {
  const [first, ...others] = bands.items;
  if (first?.kind !== 'object' || others.length === 0 || others.length > MAX_BANDS) {
    return;
  }
  const common = first.members.slice(0, MAX_FIELDS).flatMap(({ key, value }) => {
    if (!value || key === 'name' || value.length > 1_000) {
      return [];
    }
    const written = JSON.stringify(plainValue(value));
    const isCommon = others.every((band) => {
      const other = memberValue(band, key);
      return other && other.length <= 1_000 && JSON.stringify(plainValue(other)) === written;
    });
    const above = memberValue(owner, key);
    const isFree = !above || JSON.stringify(plainValue(above)) === written;
    return isCommon && isFree ? [{ key, value: plainValue(value), isAbove: above !== undefined }] : [];
  });
  const [one] = common;
  if (one) {
    const what = owner.path.includes('assets') ? 'asset' : 'object';
    const message = `All bands have the same ${inWords(common.slice(0, 10).map(({ key }) => `"${key}"`))}: once in the ${what} says it for all of them.`;
    yield finding('info', 'stac/value-of-all-bands', headOf(document, bands), message, {
      fixes: lifting(document, owner, bands, common),
    });
  }
}

interface Common {
  readonly key: string;
  readonly value: unknown;
  readonly isAbove: boolean;
}

/** Undefined for bands that would have nothing left. */
function lifting(
  document: MetadataDocument,
  owner: ObjectNode,
  bands: ArrayNode,
  common: readonly Common[],
): readonly Fix[] {
  const keys = new Set(common.map(({ key }) => key));
  const rest = bands.items.map((band) =>
    band.kind === 'object'
      ? Object.fromEntries(
          band.members.flatMap(({ key, value }) =>
            value && !keys.has(key) ? [[key, plainValue(value)] as const] : [],
          ),
        )
      : {},
  );
  if (bands.length > MAX_WRITTEN || rest.some((band) => Object.keys(band).length === 0)) {
    return [];
  }
  const members = common.filter(({ isAbove }) => !isAbove);
  const replaced = replaceWith(document, bands, rest);
  const [only, more] = members;
  const after = previous(owner, 'bands');
  if (!replaced || more || !only) {
    return only === undefined ? safeFix('Remove it from the bands', replaced) : [];
  }
  const inserted = insertMember(document, owner, only.key, only.value, after ? { after } : { first: true });
  const edits = inserted && [...inserted, ...replaced];
  return safeFix(`Move "${only.key}" to the asset`, edits && composeEdits(document.text.length, edits, []));
}

function previous(owner: ObjectNode, key: string) {
  const index = owner.members.findIndex((member) => member.key === key);
  return owner.members[index - 1];
}

/** Other programs hold to the schema, which is stricter than the text of the standard. */
function* checkItemBands({ document, object, scope }: StacObject): Generator<Problem> {
  const properties = memberValue(object, 'properties');
  const bands = memberValue(properties, 'bands');
  const assets = memberValue(object, 'assets');
  const inAssets =
    assets?.kind === 'object' && assets.members.some(({ value }) => memberOf(value, 'bands') !== undefined);
  if (scope === 'item' && bands && !inAssets && textOf(memberValue(object, 'type')) === 'Feature') {
    const message =
      '"bands" stands in the properties, and no asset has any. The text of STAC allows that, but the official schema, and so most validators, only with "bands" in an asset.';
    yield finding('warning', 'stac/bands-without-asset', headOf(document, bands), message);
  }
}
