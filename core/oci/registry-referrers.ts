import { type Digest, digestParts, sha256 } from '#core/base/digest.ts';
import { Failure, isFailure } from '#core/base/failure.ts';
import { indexBytes } from './canonical-json.ts';
import type { Descriptor, Index } from './descriptor.ts';
import type { RegistryAnswer } from './http.ts';
import { decodeIndex, decodeManifestDocument, parseJson } from './manifest.ts';
import { bareMediaType, isIndexType, OCI_INDEX } from './media-types.ts';
import { type FetchedManifest, fetchManifest, putManifest } from './registry-manifests.ts';
import { jsonPages } from './registry-pages.ts';
import type { Repository } from './repository.ts';

const MAX_REFERRERS = 10_000;
const MAX_WRITES = 5;
/** What registries without the referrers API answer: plain 404, but also these. */
const UNSUPPORTED: readonly number[] = [404, 405, 501];

/** The tag of the fallback list (distribution specification 1.1.1, "Referrers Tag Schema"). */
export function referrersTag(digest: Digest): string {
  const { algorithm, hex } = digestParts(digest);
  return `${algorithm.slice(0, 32)}-${hex.slice(0, 64)}`;
}

/** True for a tag that lists referrers or holds a signature in cosign's older manner: not a version to show. */
export function isTechnicalTag(tag: string): boolean {
  return /^sha(?:256-[0-9a-f]{64}|512-[0-9a-f]{64,128})(?:\.[a-z]{1,10})?$/.test(tag);
}

/** Referrers of one digest in pages: from the API, or where there is none from the fallback tag. */
export async function* listReferrers(
  repository: Repository,
  subject: Descriptor,
  signal?: AbortSignal,
): AsyncGenerator<readonly Descriptor[], void, undefined> {
  let count = 0;
  const bounded = (page: readonly Descriptor[]) => {
    count += page.length;
    if (count > MAX_REFERRERS) {
      throw new Failure(
        'registry/bad-answer',
        `${repository.name} lists more than ${MAX_REFERRERS} referrers of ${subject.digest}. That is no honest list; it was not read on.`,
      );
    }
    return page;
  };
  const first = {
    method: 'GET' as const,
    url: repository.url(`referrers/${subject.digest}`),
    headers: { accept: OCI_INDEX },
    scope: '',
    accept: [200, ...UNSUPPORTED],
    attempt: `Listing referrers of ${subject.digest} in ${repository.name}`,
    signal,
  };
  // Some hosts answer an unknown path with a web page and 200: only an index is an answer of the API.
  const isList = (answer: RegistryAnswer) =>
    answer.status === 200 && bareMediaType(answer.headers.get('content-type') ?? '') === OCI_INDEX;
  for await (const { answer, value } of jsonPages(repository.send, first, isList)) {
    if (!isList(answer)) {
      await answer.body?.cancel().catch(() => undefined);
      const list = await fetchFallback(repository, subject.digest, signal);
      yield bounded(list?.index.manifests ?? []);
      return;
    }
    yield bounded(decodeIndex(value).manifests);
  }
}

/**
 * Adds a referrer to the fallback list of its subject: read, merge, write, and read again, because registries of the
 * older kind ignore conditions and the last writer wins. Up to five rounds.
 */
export async function addToFallback(
  repository: Repository,
  subject: Descriptor,
  referrer: Descriptor,
  signal?: AbortSignal,
): Promise<void> {
  const tag = referrersTag(subject.digest);
  for (let round = 0; round < MAX_WRITES; round++) {
    const current = await fetchFallback(repository, subject.digest, signal);
    if (current?.index.manifests.some(({ digest }) => digest === referrer.digest)) {
      return;
    }
    const index: Index = {
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.index.v1+json',
      manifests: [...(current?.index.manifests ?? []), referrer],
    };
    const bytes = indexBytes(index);
    const descriptor: Descriptor = { mediaType: OCI_INDEX, digest: await sha256(bytes), size: bytes.length };
    await putManifest(repository, descriptor, bytes, tag, {
      signal,
      ...(current?.fetched.etag !== undefined && { ifMatch: current.fetched.etag }),
    });
  }
  const last = await fetchFallback(repository, subject.digest, signal);
  if (!last?.index.manifests.some(({ digest }) => digest === referrer.digest)) {
    throw new Failure(
      'registry/bad-answer',
      `The referrer ${referrer.digest} was stored, but others kept overwriting the list ${tag} of ${repository.name}. Try again when they are done.`,
    );
  }
}

async function fetchFallback(
  repository: Repository,
  subject: Digest,
  signal: AbortSignal | undefined,
): Promise<{ index: Index; fetched: FetchedManifest } | undefined> {
  let fetched: FetchedManifest;
  try {
    fetched = await fetchManifest(repository, referrersTag(subject), signal);
  } catch (error) {
    if (isFailure(error, 'registry/not-found')) {
      return undefined;
    }
    throw error;
  }
  if (!isIndexType(fetched.descriptor.mediaType)) {
    throw new Failure(
      'registry/bad-answer',
      `The tag ${referrersTag(subject)} of ${repository.name} should list referrers but holds ${fetched.descriptor.mediaType}. Remove that tag to use referrers there.`,
    );
  }
  return {
    fetched,
    index: decodeIndex(parseJson(fetched.bytes, 'the referrers list'), fetched.descriptor.mediaType),
  };
}

/** The subject of a manifest and how the manifest appears in lists of referrers; undefined without a subject. */
export function referrerEntry(
  descriptor: Descriptor,
  bytes: Uint8Array,
): { subject: Descriptor; entry: Descriptor } | undefined {
  const document = decodeManifestDocument(bytes, descriptor);
  const body = document.kind === 'manifest' ? document.manifest : document.index;
  if (!body.subject) {
    return undefined;
  }
  // The config's media type stands in for a missing artifactType ("Pushing Manifests with Subject").
  const artifactType =
    body.artifactType ?? (document.kind === 'manifest' ? document.manifest.config.mediaType : undefined);
  return {
    subject: body.subject,
    entry: {
      mediaType: descriptor.mediaType,
      digest: descriptor.digest,
      size: descriptor.size,
      ...(artifactType !== undefined && { artifactType }),
      ...(body.annotations && { annotations: body.annotations }),
    },
  };
}
