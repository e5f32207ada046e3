import { replaceText, replaceWith } from '../../edits.ts';
import { finding, safeFix } from '../../finding.ts';
import type { Problem } from '../../problem.ts';
import { memberValue, type ObjectNode, type TextNode } from '../../tree.ts';
import type { StacObject } from '../stac-rule.ts';
import { readHref } from './href.ts';
import { readChecksum } from './multihash.ts';
import { factAt } from './placed-links.ts';

/** What assets say of their files is so (file extension, `file:size` and `file:checksum`). */
export function* checkAssetFacts(object: StacObject): Generator<Problem> {
  const assets = memberValue(object.object, 'assets');
  for (const { value: asset } of assets?.kind === 'object' ? assets.members : []) {
    if (asset?.kind === 'object') {
      yield* checkSize(object, asset);
      yield* checkChecksum(object, asset);
    }
  }
}

function fileOf(asset: ObjectNode) {
  const href = memberValue(asset, 'href');
  const leads = href?.kind === 'string' ? readHref(href.value) : undefined;
  return leads?.kind === 'file' ? leads : undefined;
}

function* checkSize({ document, surroundings }: StacObject, asset: ObjectNode): Generator<Problem> {
  const size = memberValue(asset, 'file:size');
  const leads = size?.kind === 'number' ? fileOf(asset) : undefined;
  const fact = leads && factAt(surroundings, leads);
  if (size?.kind === 'number' && fact?.kind === 'file' && fact.size !== size.value) {
    const message = `The file has ${fact.size} bytes, not ${size.value}: the data changed, or it is not the right file.`;
    const fixes = safeFix(`Change to ${fact.size}`, replaceWith(document, size, fact.size));
    yield finding('error', 'stac/wrong-file-size', size, message, { fixes });
  }
}

function* checkChecksum(object: StacObject, asset: ObjectNode): Generator<Problem> {
  const node = memberValue(asset, 'file:checksum');
  if (node?.kind !== 'string') {
    return;
  }
  const { document, surroundings } = object;
  const checksum = readChecksum(node.value);
  if (checksum.kind === 'bare' || checksum.kind === 'wrong-length') {
    yield formOf(object, node, checksum);
    return;
  }
  const leads = checksum.kind === 'known' ? fileOf(asset) : undefined;
  if (checksum.kind !== 'known' || !leads) {
    return;
  }
  const actual = surroundings.hash(leads.path, checksum.algorithm);
  if (actual !== undefined && actual !== checksum.hex) {
    const right = `${checksum.prefix}${actual}`;
    const message = `The file has another checksum, ${right}: the data changed, or it is not the right file.`;
    const fixes = safeFix('Change to the checksum of the file', replaceText(document, node, right));
    yield finding('error', 'stac/wrong-checksum', node, message, { fixes });
  }
}

/** A checksum says by its first digits of which algorithm it is. */
function formOf(
  { document }: StacObject,
  node: TextNode,
  checksum: Extract<ReturnType<typeof readChecksum>, { kind: 'bare' | 'wrong-length' }>,
): Problem {
  if (checksum.kind === 'wrong-length') {
    const { algorithm, expected, digits } = checksum;
    const message = `By its first digits this is a ${algorithm}, which has ${expected} more, but here are ${digits}: it is cut off, or of another algorithm.`;
    return finding('error', 'stac/checksum-form', node, message);
  }
  const { prefix, algorithm } = checksum;
  const message = `"file:checksum" is a multihash, which begins with the number of its algorithm. This is a plain ${algorithm}: write "${prefix}" before it.`;
  return finding('error', 'stac/checksum-form', node, message, {
    fixes: safeFix(
      `Write "${prefix}" before it`,
      replaceText(document, node, `${prefix}${node.value.toLowerCase()}`),
    ),
  });
}
