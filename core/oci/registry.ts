import type { CreateHash } from '#core/base/digest.ts';
import { isDigest, requireDigest } from '#core/base/digest.ts';
import { Failure, throwIfCancelled } from '#core/base/failure.ts';
import { createAuthorizer } from './auth.ts';
import { contentTitle } from './content-title.ts';
import type { CredentialSource } from './credential.ts';
import type { Descriptor } from './descriptor.ts';
import { embeddedData } from './embedded-data.ts';
import { type RegistryRequest, registryHttp, type SendRequest } from './http.ts';
import { isManifestType } from './media-types.ts';
import { hostnameOf, isLoopback } from './origins.ts';
import { isRepositoryName, isTag } from './reference.ts';
import { contentUrl, downloadBlob, downloadRange, uploadBlob } from './registry-blobs.ts';
import { plainText } from './registry-errors.ts';
import { fetchManifest, MANIFEST_LIMIT, putManifest } from './registry-manifests.ts';
import { jsonPages } from './registry-pages.ts';
import { addToFallback, listReferrers, referrerEntry } from './registry-referrers.ts';
import type { Repository } from './repository.ts';
import type { Target } from './target.ts';
import type { Transport } from './transport.ts';
import { collect, verifiedStream } from './verified-stream.ts';

/** How to reach one registry. */
export interface RegistryOptions {
  /** `host` or `host:port`, as in a reference. */
  readonly host: string;
  readonly transport: Transport;
  readonly createHash: CreateHash;
  /** Without it, and where it finds nothing, requests are anonymous. */
  readonly credentials?: CredentialSource;
  readonly approveRealm?: (registry: string, realm: string) => Promise<boolean>;
  /** Unencrypted. Only for hosts that the person allowed; this machine itself unless told otherwise. */
  readonly plainHttp?: boolean;
  /** Gets texts that the registry wants people to see, once each. */
  readonly onWarning?: (text: string) => void;
}

export interface RegistryTargetOptions extends RegistryOptions {
  readonly repository: string;
  /** `write` asks for the right to push with the first token already, so that a push needs one only. */
  readonly access?: 'read' | 'write';
}

const MAX_NAMES = 100_000;
const PAGE_SIZE = 1_000;
const CACHED_BYTES = 8 * 1024 * 1024;

/** Names of Docker Hub that its API does not go by. */
const API_HOSTS: Readonly<Record<string, string>> = {
  'docker.io': 'registry-1.docker.io',
  'index.docker.io': 'registry-1.docker.io',
};

/** A repository of a registry that speaks the OCI distribution API 1.1.1. Opens no connection by itself. */
export function registryTarget(options: RegistryTargetOptions): Target {
  const repository = openRepository(options);
  const cache = manifestCache();
  const fetch: Target['fetch'] = (descriptor, { signal, onProgress } = {}) => {
    const title = contentTitle(descriptor);
    return verifiedStream(downloadBlob(repository, descriptor, signal), descriptor, repository.createHash, {
      what: `${title} of ${repository.name}`,
      signal,
      onBytes: (done) =>
        onProgress?.({ message: `Reading ${title}`, done, total: descriptor.size, unit: 'bytes' }),
    });
  };

  return {
    name: repository.name,
    async resolve(tagOrDigest, signal) {
      requireTagOrDigest(tagOrDigest);
      const { descriptor, bytes } = await fetchManifest(repository, tagOrDigest, signal);
      cache.add(descriptor.digest, bytes);
      return descriptor;
    },
    async fetchBytes(descriptor, { signal, limit = MANIFEST_LIMIT } = {}) {
      throwIfCancelled(signal);
      const known = cache.find(descriptor.digest) ?? (await embeddedData(descriptor));
      if (known?.length === descriptor.size) {
        return known;
      }
      if (descriptor.size > limit) {
        throw new Failure(
          'content/too-large',
          `${descriptor.digest} of ${repository.name} has ${descriptor.size} bytes; at most ${limit} are read into memory.`,
        );
      }
      const bytes = await collect(fetch(descriptor, signal ? { signal } : {}));
      if (isManifestType(descriptor.mediaType)) {
        cache.add(descriptor.digest, bytes);
      }
      return bytes;
    },
    fetch,
    async fetchRange(descriptor, start, end, signal) {
      throwIfCancelled(signal);
      const last = Math.min(end, descriptor.size);
      return start >= last ? new Uint8Array() : downloadRange(repository, descriptor, start, last, signal);
    },
    async exists(descriptor, signal) {
      const answer = await repository.send({
        method: 'HEAD',
        url: contentUrl(repository, descriptor),
        headers: isManifestType(descriptor.mediaType) ? { accept: descriptor.mediaType } : {},
        accept: [200, 404],
        attempt: `Looking for ${descriptor.digest} in ${repository.name}`,
        signal,
      });
      return answer.status === 200;
    },
    pushBlob: (descriptor, content, transfer = {}) => uploadBlob(repository, descriptor, content, transfer),
    pushManifest: (descriptor, bytes, push = {}) => pushManifest(repository, descriptor, bytes, push),
    tags: (signal) => listTags(repository, signal),
    referrers: (subject, signal) => listReferrers(repository, subject, signal),
  };
}

/**
 * Repositories of a registry in pages, where it lets people list them. Fails with `registry/unsupported` where it
 * does not: most public registries.
 */
export async function* listRepositories(
  options: RegistryOptions,
  signal?: AbortSignal,
): AsyncGenerator<readonly string[], void, undefined> {
  const { origin, send } = openRegistry(options);
  const unavailable = new Failure(
    'registry/unsupported',
    `${options.host} does not let its repositories be listed. Add the repositories that you use by name.`,
  );
  const request: RegistryRequest = {
    method: 'GET',
    url: new URL(`/v2/_catalog?n=${PAGE_SIZE}`, origin),
    scope: 'registry:catalog:*',
    accept: [200, 401, 403, 404, 405],
    attempt: `Listing the repositories of ${options.host}`,
    signal,
  };
  yield* namePages(send, request, 'repositories', isRepositoryName, unavailable);
}

async function pushManifest(
  repository: Repository,
  descriptor: Descriptor,
  bytes: Uint8Array,
  { tag, signal }: { tag?: string; signal?: AbortSignal },
): Promise<void> {
  throwIfCancelled(signal);
  if (tag !== undefined) {
    requireTagOrDigest(tag);
  }
  await requireDigest(bytes, descriptor.digest, 'the manifest to push');
  const referrer = referrerEntry(descriptor, bytes);
  const { subjectNoted } = await putManifest(repository, descriptor, bytes, tag ?? descriptor.digest, {
    signal,
  });
  if (referrer && !subjectNoted) {
    await addToFallback(repository, referrer.subject, referrer.entry, signal);
  }
}

function listTags(
  repository: Repository,
  signal?: AbortSignal,
): AsyncGenerator<readonly string[], void, undefined> {
  const request: RegistryRequest = {
    method: 'GET',
    url: repository.url(`tags/list?n=${PAGE_SIZE}`),
    scope: '',
    accept: [200],
    attempt: `Listing the tags of ${repository.name}`,
    signal,
  };
  return namePages(repository.send, request, 'tags', isTag);
}

/** Pages of `{ "<member>": [names] }`. Names that cannot be names are left out: they would go into URLs and menus. */
async function* namePages(
  send: SendRequest,
  request: RegistryRequest,
  member: string,
  isName: (text: string) => boolean,
  unavailable?: Failure,
): AsyncGenerator<readonly string[], void, undefined> {
  const seen = new Set<string>();
  for await (const { answer, value } of jsonPages(send, request)) {
    if (answer.status !== 200 && unavailable) {
      throw unavailable;
    }
    const names = (value as { readonly [name: string]: unknown } | null | undefined)?.[member];
    // A repository without tags has null here, as Go writes an empty list.
    const page = (Array.isArray(names) ? names : []).filter(
      (name): name is string => typeof name === 'string' && isName(name),
    );
    const news = [...new Set(page)].filter((name) => !seen.has(name));
    if (page.length > 0 && news.length === 0) {
      throw new Failure(
        'registry/bad-answer',
        `${request.attempt} was given up: the registry sends the same names again and again. Tell its operator.`,
      );
    }
    for (const name of news) {
      seen.add(name);
    }
    if (seen.size > MAX_NAMES) {
      throw new Failure(
        'registry/bad-answer',
        `${request.attempt} was given up after ${MAX_NAMES} names. Name what you look for.`,
      );
    }
    yield news;
  }
}

function openRepository(options: RegistryTargetOptions): Repository {
  const { origin, send } = openRegistry(options);
  const isHub = origin.host === API_HOSTS['docker.io'];
  const path =
    isHub && !options.repository.includes('/') ? `library/${options.repository}` : options.repository;
  const readScope = `repository:${path}:${options.access === 'write' ? 'pull,push' : 'pull'}`;
  return {
    name: `${options.host}/${options.repository}`,
    origin,
    createHash: options.createHash,
    url: (rest) => new URL(`/v2/${path}/${rest}`, origin),
    send: ({ write, ...request }) =>
      send({ ...request, scope: write ? `repository:${path}:pull,push` : readScope }),
    wait: options.transport.wait,
  };
}

function openRegistry(options: RegistryOptions): { origin: URL; send: SendRequest } {
  const apiHost = API_HOSTS[options.host] ?? options.host;
  const plain = options.plainHttp ?? isLoopback(hostnameOf(apiHost));
  const origin = new URL(`${plain ? 'http' : 'https'}://${apiHost}`);
  const authorizer = createAuthorizer({
    host: options.host,
    origin,
    fetch: options.transport.fetch,
    ...(options.credentials && { credentials: options.credentials }),
    ...(options.approveRealm && { approveRealm: options.approveRealm }),
  });
  const send = registryHttp({
    origin,
    transport: options.transport,
    authorizer,
    ...(options.onWarning && { onWarning: options.onWarning }),
  });
  return { origin, send };
}

/** Manifests by digest, the newest 8 MiB: a list, its tags and their details ask for the same ones again and again. */
function manifestCache() {
  const entries = new Map<string, Uint8Array>();
  let size = 0;
  return {
    find: (digest: string) => entries.get(digest),
    add(digest: string, bytes: Uint8Array) {
      if (entries.has(digest)) {
        return;
      }
      entries.set(digest, bytes);
      size += bytes.length;
      for (const [oldest, { length }] of entries) {
        if (size <= CACHED_BYTES) {
          break;
        }
        entries.delete(oldest);
        size -= length;
      }
    },
  };
}

function requireTagOrDigest(text: string): void {
  if (!isTag(text) && !isDigest(text)) {
    throw new Failure(
      'reference/invalid',
      `${JSON.stringify(plainText(text, 100))} is neither a tag nor a digest.`,
    );
  }
}
