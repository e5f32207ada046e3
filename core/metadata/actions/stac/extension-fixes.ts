import type { MetadataDocument } from '../../document.ts';
import { renameKey } from '../../edits.ts';
import { proposedFix, safeFix } from '../../finding.ts';
import type { Fix } from '../../problem.ts';
import { latestFor } from '../../stac/extension-rules.ts';
import { fieldUses, prefixOf } from '../../stac/extension-use.ts';
import type { Extension, ExtensionScope } from '../../stac/extensions/extension.ts';
import { extensionAt } from '../../stac/extensions/extension-list.ts';
import { declaredExtensions } from '../../stac/stac-object.ts';
import { memberOf, memberValue, type ObjectNode, textOf } from '../../tree.ts';
import type { Subject } from '../subject.ts';
import { editObjects, type Phase } from './edit-objects.ts';
import { extensionName, isHeldBy, restate, undeclare } from './extension-steps.ts';
import { ownersIn } from './field-owners.ts';
import { mergeBands, type Step } from './merge-bands.ts';
import { liftSteps } from './migration.ts';
import { type ObjectAround, objectAround } from './object-around.ts';
import { BAND_LISTS } from './old-fields.ts';
import { projectionSteps } from './projection-steps.ts';
import { migrationFixes } from './upgrade-stac.ts';

/** Declares the newest version of an extension that fits, and calls its fields as that one does. */
export function upgradeExtensionFixes(subject: Subject): readonly Fix[] {
  const { document, node } = subject;
  const around = objectAround(subject);
  const name = node?.kind === 'string' ? extensionName(node) : undefined;
  const newest = name === undefined || !around ? undefined : latestFor(name, versionOf(around.object));
  if (!newest || !around || isHeldBy(around.object, textOf(node) ?? '')) {
    return [];
  }
  return proposedFix(`Change to ${newest.name} ${newest.version}`, upgraded(document, around, newest));
}

function versionOf(object: ObjectNode): string | undefined {
  return textOf(memberValue(object, 'stac_version'));
}

function upgraded(document: MetadataDocument, { object, scope }: ObjectAround, newest: Extension) {
  const partner = { eo: 'raster', raster: 'eo' }[newest.name];
  const other = partner === undefined ? undefined : latestFor(partner, versionOf(object));
  const isBandless = newest.former.get(`${newest.name}:bands`) === 'bands';
  // Bands of both go into one list, so that both have to be of the new version.
  const together = isBandless && other ? [newest, other] : [newest];
  const rename: Phase = (current, owner) => renameSteps(current, owner, scope, newest);
  const declare: Phase = function* (current, owner) {
    for (const each of together) {
      yield* restate(current, owner, scope, each);
    }
  };
  return editObjects(
    document,
    [{ path: object.path, scope }],
    isBandless ? [rename, liftSteps, declare] : [rename, declare],
  );
}

function* renameSteps(
  document: MetadataDocument,
  object: ObjectNode,
  scope: ExtensionScope,
  { former }: Extension,
): Generator<Step> {
  for (const owner of ownersIn(object)) {
    if (former.has('proj:epsg')) {
      yield* projectionSteps(document, owner);
    }
    if ([...former.values()].includes('bands')) {
      yield* mergeBands(document, owner);
    }
  }
  for (const { owner, member } of fieldUses(object, scope)) {
    const now = former.get(member.key);
    if (now !== undefined && !isSpecial(member.key) && !memberOf(owner, now)) {
      yield renameKey(document, member, now);
    }
  }
}

/** What changes more than its name. */
function isSpecial(key: string): boolean {
  return key === 'proj:epsg' || BAND_LISTS.includes(key);
}

/** A field of an older version of a declared extension: called as it is called now, with its value made right. */
export function formerFieldFixes(subject: Subject): readonly Fix[] {
  const { document, owner, problem } = subject;
  const around = objectAround(subject);
  const member =
    owner?.kind === 'object'
      ? owner.members.find(({ keyOffset }) => keyOffset === problem.offset)
      : undefined;
  if (owner?.kind !== 'object' || !member || !around) {
    return [];
  }
  const declared = declaredExtensions(around.object).flatMap((address) => extensionAt(address) ?? []);
  const now = declared
    .filter(({ prefix }) => prefix === prefixOf(member.key))
    .flatMap(({ former }) => former.get(member.key) ?? [])[0];
  if (now === undefined) {
    return [];
  }
  const steps = [
    ...(member.key === 'proj:epsg'
      ? projectionSteps(document, owner)
      : BAND_LISTS.includes(member.key)
        ? mergeBands(document, owner)
        : memberOf(owner, now)
          ? []
          : [renameKey(document, member, now)]),
  ];
  const title = BAND_LISTS.includes(member.key) ? 'Move to "bands"' : `Change to "${now}"`;
  return safeFix(title, steps[0]);
}

/** An extension that the core has taken over goes; in 1.0, the core has to come first. */
export function deprecatedExtensionFixes(subject: Subject): readonly Fix[] {
  const { document, node } = subject;
  const around = objectAround(subject);
  if (node?.kind !== 'string' || !around || extensionName(node) !== 'item-assets') {
    return [];
  }
  return versionOf(around.object) === '1.0.0'
    ? migrationFixes(document)
    : safeFix('Remove the extension, which is in STAC itself', undeclare(document, around.object, node));
}

/** `eo:bands` or `raster:bands` beside `bands`. */
export function bandsTwiceFixes({ document, owner }: Subject): readonly Fix[] {
  return owner?.kind === 'object' ? safeFix('Move into "bands"', [...mergeBands(document, owner)][0]) : [];
}
