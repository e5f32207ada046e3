import { nearest } from '#core/base/nearest.ts';
import type { MetadataDocument } from '../document.ts';
import { replaceText, replaceWith } from '../edits.ts';
import { finding, proposedFix, safeFix } from '../finding.ts';
import type { Problem } from '../problem.ts';
import type { Surroundings } from '../surroundings.ts';
import { memberValue, type ObjectNode, type TextNode, textOf } from '../tree.ts';
import { declaredHash } from './declared-hash.ts';
import { resourcesOf } from './resources.ts';
import { judgePath } from './safe-path.ts';

/** How many hex digits a hash has; for these, a slip in the name of the algorithm can be told. */
const HEX_LENGTHS: Readonly<Record<string, number>> = {
  md5: 32,
  sha1: 40,
  sha224: 56,
  sha256: 64,
  sha384: 96,
  sha512: 128,
};

/** By the number of its digits, the algorithm that a bare hash is of. 32 are MD5, which needs no name. */
const BARE: Readonly<Record<number, string>> = { 40: 'sha1', 64: 'sha256', 128: 'sha512' };

/** The one local file that a resource has its data in, as far as its path may be looked up. */
function singleFile(resource: ObjectNode, document: MetadataDocument): string | undefined {
  const node = memberValue(resource, 'path');
  const path = node?.kind === 'array' && node.items.length === 1 ? textOf(node.items[0]) : textOf(node);
  return path !== undefined && judgePath(path, document.version ?? '2.0').kind === 'local' ? path : undefined;
}

/** `bytes` is the size of the file (data-resource.md, `bytes`). */
export function* checkBytes(
  resource: ObjectNode,
  document: MetadataDocument,
  surroundings: Surroundings,
): Generator<Problem> {
  const bytes = memberValue(resource, 'bytes');
  const path = singleFile(resource, document);
  const fact = path === undefined ? undefined : surroundings.file(path);
  if (bytes?.kind === 'number' && fact?.kind === 'file' && fact.size !== bytes.value) {
    const message = `The file has ${fact.size} bytes, not ${bytes.value}: the data changed, or it is not the right file.`;
    const fixes = safeFix(`Change to ${fact.size}`, replaceWith(document, bytes, fact.size));
    yield finding('error', 'datapackage/wrong-bytes', bytes, message, { fixes });
  }
}

/** `hash` names its algorithm, has all of its digits and is that of the file (data-resource.md, `hash`). */
export function* checkHash(
  resource: ObjectNode,
  document: MetadataDocument,
  surroundings: Surroundings,
): Generator<Problem> {
  const hash = memberValue(resource, 'hash');
  if (hash?.kind !== 'string') {
    return;
  }
  const problem = formOf(document, hash);
  if (problem) {
    yield problem;
    return;
  }
  const declared = declaredHash(hash.value);
  const path = singleFile(resource, document);
  const actual = declared && path !== undefined ? surroundings.hash(path, declared.algorithm) : undefined;
  if (declared && actual !== undefined && actual !== declared.hex) {
    const prefix = hash.value.includes(':') ? `${declared.algorithm}:` : '';
    const message = `The file has another hash, ${prefix}${actual}: the data changed, or it is not the right file.`;
    const fixes = safeFix(
      'Change to the hash of the file',
      replaceText(document, hash, `${prefix}${actual}`),
    );
    yield finding('error', 'datapackage/wrong-hash', hash, message, { fixes });
  }
}

/** What is wrong with how a hash is written. What is no hash at all, the schema tells. */
function formOf(document: MetadataDocument, node: TextNode): Problem | undefined {
  const [, prefix, hex = ''] = /^(?:([^:]*):)?([0-9a-fA-F]+)$/.exec(node.value) ?? [];
  if (prefix === undefined) {
    const algorithm = BARE[hex.length];
    const message = `A hash without a name is an MD5, which has 32 digits. This is a ${algorithm}: write "${algorithm}:" before it.`;
    return algorithm === undefined
      ? undefined
      : finding('error', 'datapackage/hash-without-algorithm', node, message, {
          fixes: safeFix(
            `Write "${algorithm}:" before it`,
            replaceText(document, node, `${algorithm}:${node.value}`),
          ),
        });
  }
  const plain = prefix.toLowerCase().replace(/[-_]/g, '');
  // Only letters that changed places or were mistyped: `sha3-256` is another algorithm than `sha256`.
  const names = Object.keys(HEX_LENGTHS).filter((name) => name.length === plain.length);
  const known = Object.hasOwn(HEX_LENGTHS, plain) ? plain : nearest(plain, names);
  const length = known === undefined ? undefined : HEX_LENGTHS[known];
  if (known === plain && length !== hex.length) {
    const message = `A ${known} has ${length} hex digits, but these are ${hex.length}: it is cut off, or of another algorithm.`;
    return finding('error', 'datapackage/hash-length', node, message);
  }
  if (known === undefined || length !== hex.length || known === prefix) {
    return undefined; // another algorithm, of which nothing is known here
  }
  const message = `The algorithm is written "${known}", not "${prefix}".`;
  const fixes = safeFix(`Change to "${known}"`, replaceText(document, node, `${known}:${hex}`));
  return finding('warning', 'datapackage/hash-algorithm-form', node, message, { fixes });
}

/** MD5 and SHA-1 do not prove what a file holds: others can be made to fit. One finding tells of all. */
export function* checkWeakHashes(document: MetadataDocument, surroundings: Surroundings): Generator<Problem> {
  const weak = resourcesOf(document).flatMap((resource) => {
    const hash = memberValue(resource, 'hash');
    const declared = declaredHash(textOf(hash) ?? '');
    const isWeak = declared?.algorithm === 'md5' || declared?.algorithm === 'sha1';
    return isWeak && hash && resource.kind === 'object' ? [{ hash, resource }] : [];
  });
  const [first] = weak;
  if (!first) {
    return;
  }
  const others = weak.length === 1 ? '' : ` (here and in ${weak.length - 1} more)`;
  const message = `MD5 and SHA-1${others} show a slip, but not a forgery: others can make a file that fits. Prefer sha256.`;
  const edits = weak.map(({ hash, resource }) => {
    const path = singleFile(resource, document);
    const sha256 = path === undefined ? undefined : surroundings.hash(path, 'sha256');
    return sha256 === undefined ? undefined : replaceText(document, hash, `sha256:${sha256}`);
  });
  const fixes = proposedFix(
    'Change to sha256 of the file',
    edits.every((each) => each !== undefined) ? edits.flat() : undefined,
  );
  yield finding('info', 'datapackage/weak-hash', first.hash, message, { fixes });
}
