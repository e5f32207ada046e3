import { replaceValue } from '../edits.ts';
import { finding, proposedFix } from '../finding.ts';
import type { Problem } from '../problem.ts';
import { itemsOf, memberValue, type ObjectNode } from '../tree.ts';
import { fieldOwners, type StacObject } from './stac-rule.ts';
import { valueOwners } from './value-rules.ts';

/** Numbers of the extensions eo and raster that fit their schemas and still cannot be meant. */
export function* checkRaster(stac: StacObject): Generator<Problem> {
  const owners = [...valueOwners(stac)];
  for (const owner of owners) {
    yield* checkScale(owner);
  }
  const oldBands = [...fieldOwners(stac)].flatMap(({ owner }) =>
    itemsOf(memberValue(owner, 'eo:bands')).flatMap((band) => (band.kind === 'object' ? [band] : [])),
  );
  yield* checkWavelengths([...owners, ...oldBands]);
}

const WAVELENGTHS = [
  'center_wavelength',
  'full_width_half_max',
  'eo:center_wavelength',
  'eo:full_width_half_max',
];

/** More numbers are not written anew by a fix. */
const MAX_NUMBERS = 1_000;

/** Wavelengths are in micrometers (eo extension, Band Object). */
function* checkWavelengths(owners: readonly ObjectNode[]): Generator<Problem> {
  const large = owners.flatMap((owner) =>
    WAVELENGTHS.flatMap((key) => {
      const node = memberValue(owner, key);
      return node?.kind === 'number' && node.value > 100 ? [node] : [];
    }),
  );
  const [first] = large;
  if (first) {
    const more = large.length > 1 ? ` So do ${large.length - 1} more.` : '';
    const message = `Wavelengths are in micrometers: ${first.value} seems to be in nanometers, which is ${micrometers(first.value)}.${more}`;
    const edits = large.slice(0, MAX_NUMBERS).flatMap((node) => replaceValue(node, micrometers(node.value)));
    yield finding('warning', 'stac/wavelength-unit', first, message, {
      fixes: proposedFix('Convert to micrometers', edits),
    });
  }
}

function micrometers(nanometers: number): string {
  return String(Number((nanometers / 1_000).toFixed(6)));
}

/** A scale of 0 makes all values the same (raster extension). */
function* checkScale(owner: ObjectNode): Generator<Problem> {
  for (const key of ['scale', 'raster:scale']) {
    const node = memberValue(owner, key);
    if (node?.kind === 'number' && node.value === 0) {
      const message =
        'Values are multiplied by the scale: with 0, all of them become the same. Without a scale it is 1.';
      yield finding('warning', 'stac/zero-scale', node, message);
    }
  }
}
