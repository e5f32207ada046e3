import { Failure, isFailure, throwIfCancelled } from '#core/base/failure.ts';
import { contentTitle } from './content-title.ts';
import type { Descriptor } from './descriptor.ts';
import type { RegistryAnswer } from './http.ts';
import { readBody, streamBody } from './http-body.ts';
import { isManifestType } from './media-types.ts';
import { resolveUrl } from './origins.ts';
import { isBrokenConversation } from './registry-errors.ts';
import type { Repository } from './repository.ts';
import type { BlobContent, TransferOptions } from './target.ts';
import { BUFFERED_LIMIT } from './transport.ts';
import { collect, verifiedStream } from './verified-stream.ts';

const MAX_RESTARTS = 3;
/** A registry without ranges is asked for the whole of a blob up to this size, to cut the range out of it. */
const WHOLE_INSTEAD_OF_RANGE = 8 * 1024 * 1024;

/** The address of a manifest or blob by digest. */
export function contentUrl(repository: Repository, descriptor: Descriptor): URL {
  const kind = isManifestType(descriptor.mediaType) ? 'manifests' : 'blobs';
  return repository.url(`${kind}/${descriptor.digest}`);
}

/**
 * Unchecked bytes of a content; after a cut it goes on where it stopped, by a range, up to three times, as long as
 * each time brings something: a server that stalls at the same byte again is not waited for again.
 */
export async function* downloadBlob(
  repository: Repository,
  descriptor: Descriptor,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array, void, undefined> {
  let received = 0;
  for (let restarts = 0; ; restarts++) {
    const before = received;
    try {
      for await (const chunk of downloadFrom(repository, descriptor, received, signal)) {
        received += chunk.length;
        yield chunk;
      }
      return;
    } catch (error) {
      const worthAnotherTry =
        isBrokenConversation(error) &&
        received < descriptor.size &&
        (restarts === 0 || received > before) &&
        restarts < MAX_RESTARTS;
      if (!worthAnotherTry) {
        throw error;
      }
    }
  }
}

async function* downloadFrom(
  repository: Repository,
  descriptor: Descriptor,
  start: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array, void, undefined> {
  const answer = await getContent(repository, descriptor, {
    signal,
    ...(start > 0 && { range: [start, descriptor.size] as const }),
  });
  let skip = start;
  if (answer.status === 206) {
    requireContentRange(answer, start, descriptor);
    skip = 0;
  }
  for await (const chunk of streamBody(answer, `${contentTitle(descriptor)} of ${repository.name}`, signal)) {
    const rest = chunk.subarray(Math.min(skip, chunk.length));
    skip -= chunk.length - rest.length;
    if (rest.length > 0) {
      yield rest;
    }
  }
}

function getContent(
  repository: Repository,
  descriptor: Descriptor,
  options: { range?: readonly [number, number]; signal: AbortSignal | undefined },
): Promise<RegistryAnswer> {
  const { range } = options;
  return repository.send({
    method: 'GET',
    url: contentUrl(repository, descriptor),
    headers: {
      accept: isManifestType(descriptor.mediaType) ? descriptor.mediaType : '*/*',
      ...(range && { range: `bytes=${range[0]}-${range[1] - 1}` }),
    },
    accept: range ? [200, 206] : [200],
    attempt: `Reading ${descriptor.digest} of ${repository.name}`,
    signal: options.signal,
  });
}

/** Bytes `[start, end)`, which is never beyond the size in the descriptor: some registries hang there. */
export async function downloadRange(
  repository: Repository,
  descriptor: Descriptor,
  start: number,
  end: number,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  const answer = await getContent(repository, descriptor, { range: [start, end], signal });
  const what = `bytes ${start}-${end - 1} of ${descriptor.digest}`;
  if (answer.status === 206) {
    requireContentRange(answer, start, descriptor);
    const bytes = await readBody(answer, end - start, what, signal);
    if (bytes.length !== end - start) {
      throw new Failure(
        'registry/bad-answer',
        `${repository.name} sent ${bytes.length} instead of ${end - start} bytes for ${what}. Try again.`,
      );
    }
    return bytes;
  }
  if (descriptor.size > WHOLE_INSTEAD_OF_RANGE) {
    await answer.body?.cancel().catch(() => undefined);
    throw new Failure(
      'registry/unsupported',
      `${repository.name} cannot send a part of a file. Pull the package to look into this file of ${descriptor.size} bytes.`,
    );
  }
  const whole = verifiedStream(streamBody(answer, what, signal), descriptor, repository.createHash, {
    what,
    signal,
  });
  return (await collect(whole)).slice(start, end);
}

/** `Content-Range: bytes first-last/size` must be what was asked for: other bytes would silently be shown as these. */
function requireContentRange(answer: RegistryAnswer, start: number, descriptor: Descriptor): void {
  const header = answer.headers.get('content-range') ?? '';
  const [first, , size] = /^bytes (\d{1,16})-(\d{1,16})\/(\d{1,16}|\*)$/.exec(header)?.slice(1) ?? [];
  const sizeAgrees = size === '*' || Number(size) === descriptor.size;
  if (first === undefined || Number(first) !== start || !sizeAgrees) {
    throw new Failure(
      'registry/bad-answer',
      `${answer.url.host} answered a request for a part of ${descriptor.digest} with another part. Nothing of it was used.`,
    );
  }
}

/**
 * Uploads a blob by POST and one PUT, the way that every registry takes (chunked uploads break in different ways on
 * several). A session that broke is not continued: a new one is opened, up to three times.
 */
export async function uploadBlob(
  repository: Repository,
  descriptor: Descriptor,
  content: BlobContent,
  options: TransferOptions,
): Promise<void> {
  for (let restarts = 0; ; restarts++) {
    throwIfCancelled(options.signal);
    try {
      await uploadOnce(repository, descriptor, content, options);
      return;
    } catch (error) {
      const broken =
        isBrokenConversation(error) || isFailure(error, 'registry/server-error', 'registry/rate-limited');
      // The buffered way has its retries in every single request.
      if (!broken || restarts >= MAX_RESTARTS || descriptor.size <= BUFFERED_LIMIT) {
        throw error;
      }
      await repository.wait(1000 * 2 ** restarts, options.signal);
    }
  }
}

async function uploadOnce(
  repository: Repository,
  descriptor: Descriptor,
  content: BlobContent,
  { signal, onProgress }: TransferOptions,
): Promise<void> {
  const what = contentTitle(descriptor);
  const open = () =>
    verifiedStream(content.open(signal), descriptor, repository.createHash, {
      what,
      signal,
      onBytes: (done) =>
        onProgress?.({ message: `Uploading ${what}`, done, total: descriptor.size, unit: 'bytes' }),
    });
  // Small content is read and checked before the registry hears of it.
  const body = descriptor.size <= BUFFERED_LIMIT ? await collect(open()) : undefined;
  const attempt = `Uploading ${what} to ${repository.name}`;
  const session = await repository.send({
    method: 'POST',
    url: repository.url('blobs/uploads/'),
    accept: [202],
    attempt,
    signal,
    write: true,
  });
  await session.body?.cancel().catch(() => undefined);
  const location = session.headers.get('location');
  if (location === null) {
    throw new Failure(
      'registry/bad-answer',
      `${attempt} failed: the registry opened an upload without saying where. Tell its operator.`,
    );
  }
  const answer = await repository.send({
    method: 'PUT',
    url: withDigest(resolveUrl(location, session.url, repository.origin, 'an upload'), descriptor),
    headers: { 'content-type': 'application/octet-stream' },
    ...(body ? { body } : { stream: { size: descriptor.size, open } }),
    accept: [201],
    attempt,
    signal,
    write: true,
  });
  await answer.body?.cancel().catch(() => undefined);
}

/** The session's address as it was given, its query untouched, plus the digest. */
function withDigest(location: URL, descriptor: Descriptor): URL {
  const query = `${location.search === '' ? '?' : `${location.search}&`}digest=${encodeURIComponent(descriptor.digest)}`;
  return new URL(`${location.origin}${location.pathname}${query}`);
}
