import type { MetadataDocument } from '../document.ts';
import { editInRounds } from '../edits/rounds.ts';
import { insertMember, replaceWith } from '../edits.ts';
import type { Node } from '../node.ts';
import type { TextEdit } from '../problem.ts';
import type { HashAlgorithm } from '../surroundings.ts';
import { memberOf, memberValue, numberOf, type ObjectNode, textOf } from '../tree.ts';
import { type DeclaredHash, declaredHash } from './declared-hash.ts';
import { resourcesOf } from './resources.ts';
import { judgePath } from './safe-path.ts';

/** Algorithms by the names that people write before the hex. */
const ALGORITHMS: Readonly<Record<string, HashAlgorithm>> = {
  md5: 'md5',
  sha1: 'sha1',
  'sha-1': 'sha1',
  sha256: 'sha256',
  'sha-256': 'sha256',
  sha512: 'sha512',
  'sha-512': 'sha512',
};

/** Algorithms with which others can make a file that fits. */
const WEAK: readonly (HashAlgorithm | undefined)[] = ['md5', 'sha1'];

/** What is to be written of which files. */
export interface FactsWanted {
  /** The path of one file; all when absent. */
  readonly path?: string | undefined;
  /** Only hashes of MD5 and SHA-1, and SHA-256 in their place. */
  readonly replacesWeak?: boolean | undefined;
}

/** A file whose size and hash a resource states, or should. */
export interface FileToMeasure {
  /** Relative to the descriptor; safe to look up. */
  readonly path: string;
  /** The algorithm of the hash that the resource has or is to have, otherwise SHA-256. */
  readonly algorithm: HashAlgorithm;
}

/** What a file is found to be. */
export interface MeasuredFile extends FileToMeasure {
  readonly bytes: number;
  /** Lower-case hex. */
  readonly hex: string;
}

/**
 * The files whose facts can be written into a descriptor, each once by algorithm: those of resources that have a single
 * local file (data-resource.md, `bytes` and `hash`).
 */
export function filesToMeasure(document: MetadataDocument, wanted: FactsWanted = {}): FileToMeasure[] {
  const found = new Map<string, FileToMeasure>();
  for (const resource of resourcesOf(document)) {
    const path = singlePath(resource, document);
    const algorithm = algorithmFor(resource, wanted);
    if (path !== undefined && algorithm && (wanted.path === undefined || wanted.path === path)) {
      found.set(`${algorithm} ${path}`, { path, algorithm });
    }
  }
  return [...found.values()];
}

/**
 * The edits that make `bytes` and `hash` of resources what their files are found to be. What is right already stays as
 * it is written; a hash of an algorithm that is not computed here is left alone.
 */
export function updateFacts(
  document: MetadataDocument,
  measured: readonly MeasuredFile[],
  wanted: FactsWanted = {},
): readonly TextEdit[] {
  const byPath = new Map(measured.map((file) => [`${file.algorithm} ${file.path}`, file]));
  return writeFacts(document, (resource, _, current) => {
    const algorithm = algorithmFor(resource, wanted);
    const file = byPath.get(`${algorithm} ${singlePath(resource, current)}`);
    return file && { ...(!wanted.replacesWeak && { bytes: file.bytes }), hash: file };
  });
}

/** What is known of a file. */
export interface FileFacts {
  /** Absent where it is not to be written. */
  readonly bytes?: number;
  /** Absent where nobody has computed it. */
  readonly hash?: DeclaredHash;
}

/** The edits that make `bytes` and `hash` of resources what is known of their files. */
export function writeFacts(
  document: MetadataDocument,
  factsOf: (resource: ObjectNode, index: number, document: MetadataDocument) => FileFacts | undefined,
): readonly TextEdit[] {
  const { edits } = editInRounds(document, function* (current) {
    for (const [index, resource] of resourcesOf(current).entries()) {
      const facts = resource.kind === 'object' ? factsOf(resource, index, current) : undefined;
      if (resource.kind === 'object' && facts) {
        // The hash goes behind the size, in the next round.
        yield bytesEdits(current, resource, facts) ?? hashEdits(current, resource, facts) ?? [];
      }
    }
  });
  return edits;
}

/** Whether a resource says of its file what is known of it. */
export function factsHold(resource: ObjectNode, { bytes, hash }: FileFacts): boolean {
  const stated = declaredHash(textOf(memberValue(resource, 'hash')) ?? '');
  return numberOf(memberValue(resource, 'bytes')) === bytes && (!hash || stated?.hex === hash.hex);
}

/** The algorithm that the hash of a resource is to be of; undefined where it is to stay. */
function algorithmFor(resource: Node, { replacesWeak }: FactsWanted): HashAlgorithm | undefined {
  const stated = statedAlgorithm(resource);
  if (replacesWeak) {
    return WEAK.includes(stated) ? 'sha256' : undefined;
  }
  return stated ?? 'sha256';
}

/** The single local file of a resource. */
export function singlePath(resource: Node, document: MetadataDocument): string | undefined {
  const path = textOf(memberValue(resource, 'path'));
  return path !== undefined && judgePath(path, document.version ?? '2.0').kind === 'local' ? path : undefined;
}

/** The algorithm of the hash that a resource has; undefined where it has none, or one of others. */
export function statedAlgorithm(resource: Node): HashAlgorithm | undefined {
  const stated = textOf(memberValue(resource, 'hash')) ?? '';
  const name = /^([A-Za-z0-9-]{1,20}):/.exec(stated)?.[1]?.toLowerCase();
  if (name === undefined) {
    return declaredHash(stated)?.algorithm;
  }
  return Object.hasOwn(ALGORITHMS, name) ? ALGORITHMS[name] : undefined;
}

/** Undefined when the size is right, or cannot be written. */
function bytesEdits(
  document: MetadataDocument,
  resource: ObjectNode,
  { bytes }: FileFacts,
): TextEdit[] | undefined {
  const stated = memberValue(resource, 'bytes');
  if (bytes === undefined || numberOf(stated) === bytes) {
    return undefined;
  }
  return stated
    ? replaceWith(document, stated, bytes)
    : insertMember(document, resource, 'bytes', bytes, { after: memberOf(resource, 'path') });
}

/** Undefined when the hash is right, cannot be written, or is of an algorithm that is not computed here. */
function hashEdits(
  document: MetadataDocument,
  resource: ObjectNode,
  { hash: known }: FileFacts,
): TextEdit[] | undefined {
  const stated = memberValue(resource, 'hash');
  const text = textOf(stated) ?? '';
  const prefix = /^[A-Za-z0-9-]{1,20}:/.exec(text)?.[0];
  if (
    !known ||
    declaredHash(text)?.hex === known.hex ||
    (prefix !== undefined && !statedAlgorithm(resource))
  ) {
    return undefined;
  }
  const { algorithm, hex } = known;
  const isSame = statedAlgorithm(resource) === algorithm;
  // MD5 stands without a name; a name stays as it is written.
  const isBare = isSame && prefix === undefined;
  const hash = isBare ? hex : `${(isSame ? prefix : undefined) ?? `${algorithm}:`}${hex}`;
  const after = memberOf(resource, 'bytes') ?? memberOf(resource, 'path');
  return stated
    ? replaceWith(document, stated, hash)
    : insertMember(document, resource, 'hash', hash, { after });
}
