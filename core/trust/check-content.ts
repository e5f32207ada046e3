import type { CreateHash } from '#core/base/digest.ts';
import { digestParts } from '#core/base/digest.ts';
import { Failure, isFailure, throwIfCancelled } from '#core/base/failure.ts';
import type { ReportProgress } from '#core/base/progress.ts';
import type { Descriptor } from '#core/oci/descriptor.ts';
import type { ManifestDocument } from '#core/oci/manifest.ts';
import type { Target } from '#core/oci/target.ts';
import { check } from './check.ts';
import { quoted } from './decoded.ts';
import type { Check } from './result.ts';
import { expected, isWrongContent } from './target-failure.ts';

/** Bytes in all files together that are re-hashed at most: a hostile manifest may declare any size. */
const MAX_CONTENT_BYTES = 2 ** 42;
const NAMED_AT_MOST = 10;

export interface ContentOptions {
  /** With it the bytes are hashed here; without it the target's own check at the end of each blob is relied on. */
  readonly createHash?: CreateHash;
  readonly signal?: AbortSignal;
  readonly onProgress?: ReportProgress;
}

/**
 * Reads every file (layers and configuration) of a manifest and compares it with the digest that the manifest
 * gives: what is signed is the manifest, so only this shows that the files are those that were signed.
 */
export async function checkContent(
  target: Target,
  document: ManifestDocument,
  options: ContentOptions,
): Promise<Check> {
  if (document.kind === 'index') {
    return check(
      'content',
      'skipped',
      'This is an image index: the manifests in it and their files were not read.',
    );
  }
  const files = distinct([document.manifest.config, ...document.manifest.layers]);
  const total = files.reduce((sum, { size }) => sum + size, 0);
  if (total > MAX_CONTENT_BYTES) {
    const reason = `The manifest declares ${total} bytes of files, more than the ${MAX_CONTENT_BYTES} that are read.`;
    return check('content', 'error', reason);
  }
  const changed: string[] = [];
  const unread: string[] = [];
  let done = 0;
  for (const [index, file] of files.entries()) {
    throwIfCancelled(options.signal);
    const message = `Checking ${nameOf(file)}`;
    const problem = await readAndCompare(target, file, {
      ...options,
      onProgress: (bytes) => options.onProgress?.({ message, done: done + bytes, total, unit: 'bytes' }),
    });
    done += file.size;
    if (problem) {
      (problem.kind === 'changed' ? changed : unread).push(problem.sentence);
    }
    if (problem?.kind === 'unread' && problem.isLasting && index < files.length - 1) {
      unread.push('The files after it were not tried.');
      break;
    }
  }
  if (changed.length > 0) {
    return check('content', 'fail', summary(changed), { changed: changed.length, files: files.length });
  }
  if (unread.length > 0) {
    return check('content', 'error', summary(unread), { unread: unread.length, files: files.length });
  }
  const count = files.length === 1 ? '1 file' : `${files.length} files`;
  return check('content', 'pass', `${count}, ${total} bytes, read whole: each is what its digest says.`, {
    files: files.length,
    bytes: total,
  });
}

interface ReadOptions {
  readonly createHash?: CreateHash;
  readonly signal?: AbortSignal;
  readonly onProgress: (bytesOfThisFile: number) => void;
}

type ContentProblem =
  | { readonly kind: 'changed'; readonly sentence: string }
  /** `isLasting`: the next file would only wait as long for the same answer. */
  | { readonly kind: 'unread'; readonly sentence: string; readonly isLasting: boolean };

async function readAndCompare(
  target: Target,
  file: Descriptor,
  { createHash, signal, onProgress }: ReadOptions,
): Promise<ContentProblem | undefined> {
  const hash = createHash?.(digestParts(file.digest).algorithm);
  let size = 0;
  try {
    for await (const chunk of target.fetch(file, signal ? { signal } : {})) {
      size += chunk.length;
      if (size > file.size) {
        throw new Failure('content/size-mismatch', `expected ${file.size} bytes, got more`);
      }
      hash?.update(chunk);
      onProgress(size);
    }
  } catch (error) {
    const failure = expected(error);
    return isWrongContent(failure)
      ? changedFile(file)
      : {
          kind: 'unread',
          sentence: `${nameOf(file)} could not be read: ${failure.message}`,
          isLasting: isFailure(
            failure,
            'registry/unreachable',
            'registry/server-error',
            'registry/rate-limited',
          ),
        };
  }
  const isSame = size === file.size && (hash === undefined || hash.digest() === file.digest);
  return isSame ? undefined : changedFile(file);
}

function changedFile(file: Descriptor): ContentProblem {
  const sentence = `${nameOf(file)} is not what was published: its bytes do not match ${file.digest}.`;
  return { kind: 'changed', sentence };
}

/** The file's path in the package (`org.opencontainers.image.title`), which the manifest and so its signature cover. */
function nameOf(file: Descriptor): string {
  const title = file.annotations?.['org.opencontainers.image.title'];
  return title === undefined ? `The blob ${file.digest}` : quoted(title);
}

function summary(sentences: readonly string[]): string {
  const rest = sentences.length - NAMED_AT_MOST;
  return [...sentences.slice(0, NAMED_AT_MOST), ...(rest > 0 ? [`And ${rest} more.`] : [])].join(' ');
}

function distinct(files: readonly Descriptor[]): Descriptor[] {
  return [...new Map(files.map((file) => [`${file.digest} ${file.size}`, file])).values()];
}
