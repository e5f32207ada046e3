import type { MetadataDocument } from '../../document.ts';
import { removeMembers } from '../../edits/remove-members.ts';
import { insertItem, insertMember, removeMember, renameKey, replaceWith } from '../../edits.ts';
import type { Member } from '../../node.ts';
import type { TextEdit } from '../../problem.ts';
import { type ArrayNode, memberOf, type ObjectNode, plainValue } from '../../tree.ts';
import { writableValue } from '../node-value.ts';
import { BAND_LISTS, newBandField } from './old-fields.ts';

/** Edits that belong together; undefined where they cannot be made without losing something. */
export type Step = readonly TextEdit[] | undefined;

interface BandList {
  readonly member: Member;
  readonly list: ArrayNode;
  readonly bands: readonly ObjectNode[];
}

/** Makes `bands` of `eo:bands` and `raster:bands`, band by band in their order (best-practices.md, Band migration). */
export function* mergeBands(document: MetadataDocument, owner: ObjectNode): Generator<Step> {
  const [base, ...others] = BAND_LISTS.flatMap((key) => bandList(owner, key) ?? []);
  if (!base || (base.member.key === 'bands' && others.length === 0)) {
    return;
  }
  const edits: Step[] = others.map(({ member }) => removeMember(document, owner, member));
  if (base.member.key !== 'bands') {
    edits.push(renameKey(document, base.member, 'bands'));
  }
  for (const [index, band] of base.bands.entries()) {
    edits.push(...renamed(document, base.member.key, band));
    edits.push(...completed(document, base.member.key, band, others, index));
  }
  const count = Math.max(...others.map(({ bands }) => bands.length), 0);
  for (let index = base.bands.length; index < count; index++) {
    const band = new Map(additions(document, others, index, new Set()));
    edits.push(insertItem(document, base.list, base.bands.length, band));
  }
  yield together(edits);
}

/** The edits of several steps as one, which is possible where each is. */
export function together(steps: readonly Step[]): Step {
  return steps.every((step) => step !== undefined) ? steps.flat() : undefined;
}

/** No band has more fields than this; what claims to is left alone. */
const MAX_FIELDS = 1_000;

/** Undefined for what is no list of bands, which findings tell of. */
function bandList(owner: ObjectNode, key: string): BandList | undefined {
  const member = memberOf(owner, key);
  const list = member?.value;
  if (!member || list?.kind !== 'array') {
    return undefined;
  }
  const bands = list.items.flatMap((item) =>
    item.kind === 'object' && item.members.length <= MAX_FIELDS ? [item] : [],
  );
  return bands.length === list.items.length ? { member, list, bands } : undefined;
}

function* renamed(document: MetadataDocument, list: string, band: ObjectNode): Generator<Step> {
  for (const member of band.members) {
    const name = newBandField(list, member.key);
    if (name !== member.key && !memberOf(band, name)) {
      yield renameKey(document, member, name);
    }
  }
}

/** Adds what other lists say of the same band. */
function* completed(
  document: MetadataDocument,
  list: string,
  band: ObjectNode,
  others: readonly BandList[],
  index: number,
): Generator<Step> {
  const own = new Set(band.members.map(({ key }) => newBandField(list, key)));
  const added = additions(document, others, index, own);
  if (band.members.length === 0 && added.length > 0) {
    yield replaceWith(document, band, new Map(added));
    return;
  }
  for (const [key, value] of added) {
    yield value === undefined ? undefined : insertMember(document, band, key, value);
  }
}

function additions(
  document: MetadataDocument,
  others: readonly BandList[],
  index: number,
  taken: ReadonlySet<string>,
): (readonly [string, unknown])[] {
  const added = new Map<string, unknown>();
  for (const { member, bands } of others) {
    for (const { key, value } of bands[index]?.members ?? []) {
      const name = newBandField(member.key, key);
      if (value && !taken.has(name) && !added.has(name)) {
        added.set(name, writableValue(document, value));
      }
    }
  }
  return [...added];
}

/** Longer values are not compared. */
const LONGEST_COMPARED = 2_000;

/**
 * Moves what all bands have in common to the asset. A single band keeps what it has, and so do bands that would have
 * nothing left.
 */
export function* liftValues(document: MetadataDocument, asset: ObjectNode): Generator<Step> {
  const member = memberOf(asset, 'bands');
  const found = bandList(asset, 'bands');
  const [first, ...others] = found?.bands ?? [];
  if (!member || !first || others.length === 0) {
    return;
  }
  const common = first.members.flatMap(({ key, value }) => {
    if (!value || key === 'name' || value.length > LONGEST_COMPARED) {
      return [];
    }
    const written = JSON.stringify(plainValue(value));
    const isSame = (owner: ObjectNode) => {
      const other = memberOf(owner, key)?.value;
      return other && other.length <= LONGEST_COMPARED && JSON.stringify(plainValue(other)) === written;
    };
    const isFree = !memberOf(asset, key) || isSame(asset) === true;
    return isFree && others.every(isSame) ? [{ key, value }] : [];
  });
  const keys = new Set(common.map(({ key }) => key));
  const isEmptied = (band: ObjectNode) => band.members.every(({ key }) => keys.has(key));
  if (common.length === 0 || [first, ...others].some(isEmptied)) {
    return;
  }
  const removed = together([first, ...others].map((band) => removeMembers(document, band, keys)));
  const index = asset.members.indexOf(member);
  const after = asset.members[index - 1];
  const place = after ? { after } : { first: true };
  const lifted = common.filter(({ key }) => !memberOf(asset, key));
  const inserted = together(
    lifted.map(({ key, value }) => insertMember(document, asset, key, writableValue(document, value), place)),
  );
  // What cannot be moved is right where it is.
  if (removed && inserted) {
    yield [...inserted, ...removed];
  }
}
