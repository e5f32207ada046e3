import { type Digest, isDigest, requireDigest, sha256 } from '#core/base/digest.ts';
import { Failure } from '#core/base/failure.ts';
import type { Descriptor } from './descriptor.ts';
import { readBody } from './http-body.ts';
import { ACCEPT_MANIFESTS, bareMediaType, isManifestType } from './media-types.ts';
import type { Repository } from './repository.ts';

/** Registries must take manifests of 4 MiB (distribution specification 1.1.1); larger ones are not read. */
export const MANIFEST_LIMIT = 4 * 1024 * 1024;

export interface FetchedManifest {
  readonly descriptor: Descriptor;
  readonly bytes: Uint8Array;
  /** For conditional writes, when the registry has them. */
  readonly etag?: string;
}

/**
 * Reads what stands under a tag or digest, in one request. The descriptor is made from the bytes themselves: `HEAD`
 * would be smaller, but behind compressing proxies its length is not the manifest's (oras-go #1177).
 */
export async function fetchManifest(
  repository: Repository,
  tagOrDigest: string,
  signal?: AbortSignal,
): Promise<FetchedManifest> {
  const attempt = `Reading ${tagOrDigest} of ${repository.name}`;
  const answer = await repository.send({
    method: 'GET',
    url: repository.url(`manifests/${tagOrDigest}`),
    headers: { accept: ACCEPT_MANIFESTS },
    accept: [200],
    attempt,
    signal,
  });
  const bytes = await readBody(answer, MANIFEST_LIMIT, `${tagOrDigest} of ${repository.name}`, signal);
  const mediaType = bareMediaType(answer.headers.get('content-type') ?? '');
  if (!isManifestType(mediaType)) {
    throw new Failure(
      'registry/bad-answer',
      `${attempt} failed: the answer has the type "${mediaType.slice(0, 100)}", which is no manifest. Check that the address is a registry.`,
    );
  }
  const etag = answer.headers.get('etag');
  return {
    bytes,
    descriptor: {
      mediaType,
      digest: await checkedDigest(repository, tagOrDigest, answer.headers, bytes),
      size: bytes.length,
    },
    ...(etag !== null && { etag }),
  };
}

/** The digest asked for, else the one the registry claims, each compared with the bytes; else the bytes' own. */
async function checkedDigest(
  repository: Repository,
  tagOrDigest: string,
  headers: { get(name: string): string | null },
  bytes: Uint8Array,
): Promise<Digest> {
  const what = `${tagOrDigest} of ${repository.name}`;
  const claimed = headers.get('docker-content-digest');
  const expected = isDigest(tagOrDigest) ? tagOrDigest : isDigest(claimed) ? claimed : undefined;
  if (expected === undefined) {
    return sha256(bytes);
  }
  await requireDigest(bytes, expected, what);
  return expected;
}

/**
 * Uploads a manifest under a tag or its digest. True when the registry said that it took note of the subject. Fails
 * with `registry/blob-unknown` when content that the manifest names is not there.
 */
export async function putManifest(
  repository: Repository,
  descriptor: Descriptor,
  bytes: Uint8Array,
  tagOrDigest: string,
  options: { signal?: AbortSignal | undefined; ifMatch?: string },
): Promise<{ subjectNoted: boolean; changedMeanwhile: boolean }> {
  const attempt = `Writing ${tagOrDigest} of ${repository.name}`;
  const answer = await repository.send({
    method: 'PUT',
    url: repository.url(`manifests/${tagOrDigest}`),
    headers: {
      'content-type': descriptor.mediaType,
      ...(options.ifMatch !== undefined && { 'if-match': options.ifMatch }),
    },
    body: bytes,
    accept: options.ifMatch === undefined ? [201] : [201, 412],
    attempt,
    signal: options.signal,
    write: true,
  });
  await answer.body?.cancel().catch(() => undefined);
  const stored = answer.headers.get('docker-content-digest');
  const sameAlgorithm = stored?.split(':')[0] === descriptor.digest.split(':')[0];
  if (answer.status === 201 && stored !== null && sameAlgorithm && stored !== descriptor.digest) {
    throw new Failure(
      'content/digest-mismatch',
      `${attempt} failed: the registry stored ${stored.slice(0, 200)} instead of ${descriptor.digest}. Do not use this tag; tell the operator of the registry.`,
    );
  }
  return {
    subjectNoted: answer.headers.get('oci-subject') !== null,
    changedMeanwhile: answer.status === 412,
  };
}
