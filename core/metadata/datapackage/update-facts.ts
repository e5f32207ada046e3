import type { MetadataDocument } from '../document.ts';
import { editInRounds } from '../edits/rounds.ts';
import { insertMember, replaceWith } from '../edits.ts';
import type { TextEdit } from '../problem.ts';
import type { HashAlgorithm } from '../surroundings.ts';
import { memberOf, memberValue, numberOf, type ObjectNode, textOf } from '../tree.ts';
import { declaredHash } from './declared-hash.ts';
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

/** A file whose size and hash a resource states, or should. */
export interface FileToMeasure {
  /** Relative to the descriptor; safe to look up. */
  readonly path: string;
  /** The algorithm of the hash that the resource has, otherwise SHA-256. */
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
 * @param only the path of one of them; all when absent
 */
export function filesToMeasure(document: MetadataDocument, only?: string): FileToMeasure[] {
  const found = new Map<string, FileToMeasure>();
  for (const resource of resourcesOf(document)) {
    const path = singlePath(resource, document);
    if (path !== undefined && (only === undefined || only === path)) {
      const algorithm = statedAlgorithm(resource) ?? 'sha256';
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
): readonly TextEdit[] {
  const byPath = new Map(measured.map((file) => [`${file.algorithm} ${file.path}`, file]));
  const { edits } = editInRounds(document, function* (current) {
    for (const resource of resourcesOf(current)) {
      const path = resource.kind === 'object' ? singlePath(resource, current) : undefined;
      const file = byPath.get(`${statedAlgorithm(resource) ?? 'sha256'} ${path}`);
      if (resource.kind === 'object' && file) {
        yield bytesEdits(current, resource, file) ?? hashEdits(current, resource, file) ?? [];
      }
    }
  });
  return edits;
}

function singlePath(
  resource: Parameters<typeof memberValue>[0],
  document: MetadataDocument,
): string | undefined {
  const path = textOf(memberValue(resource, 'path'));
  return path !== undefined && judgePath(path, document.version ?? '2.0').kind === 'local' ? path : undefined;
}

function statedAlgorithm(resource: Parameters<typeof memberValue>[0]): HashAlgorithm | undefined {
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
  { bytes }: MeasuredFile,
): TextEdit[] | undefined {
  const stated = memberValue(resource, 'bytes');
  if (numberOf(stated) === bytes) {
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
  { algorithm, hex }: MeasuredFile,
): TextEdit[] | undefined {
  const stated = memberValue(resource, 'hash');
  const text = textOf(stated) ?? '';
  const prefix = /^[A-Za-z0-9-]{1,20}:/.exec(text)?.[0];
  if (declaredHash(text)?.hex === hex || (prefix !== undefined && !statedAlgorithm(resource))) {
    return undefined;
  }
  // MD5 stands without a name.
  const isBare = prefix === undefined && declaredHash(text) !== undefined;
  const hash = isBare ? hex : `${prefix ?? `${algorithm}:`}${hex}`;
  const after = memberOf(resource, 'bytes') ?? memberOf(resource, 'path');
  return stated
    ? replaceWith(document, stated, hash)
    : insertMember(document, resource, 'hash', hash, { after });
}
