import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { decideAccess, type RegistryAuth, tokenFor } from './registry-auth.ts';

/** What a test registry is able to do. */
export interface RegistryAbilities {
  /** Whether it has the referrers API of distribution 1.1; true unless told. */
  readonly referrers?: boolean;
  readonly auth?: RegistryAuth;
  /** Names on one page of tags or repositories; all unless told. */
  readonly pageSize?: number;
  /** Whether parts of blobs can be asked for; true unless told. */
  readonly ranges?: boolean;
  readonly catalog?: boolean;
}

export interface StoredManifest {
  readonly mediaType: string;
  readonly bytes: Buffer;
}

export interface Repository {
  readonly blobs: Map<string, Buffer>;
  readonly manifests: Map<string, StoredManifest>;
  readonly tags: Map<string, string>;
}

/** What a test registry keeps. */
export interface State {
  readonly options: RegistryAbilities;
  readonly repositories: Map<string, Repository>;
  readonly uploads: Map<string, { readonly repository: string; bytes: Buffer }>;
}

/** What an endpoint needs to answer. */
interface Call {
  readonly state: State;
  readonly repository: Repository;
  readonly name: string;
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | object;
}

/** The answer of the distribution API to one request. */
export function answer(
  state: State,
  method: string,
  url: URL,
  headers: IncomingMessage['headers'],
  body: Buffer,
): Reply {
  if (url.pathname === '/token' && state.options.auth?.kind === 'token') {
    return tokenFor(state.options.auth, method, url, headers, body);
  }
  const challenge = decideAccess(state.options.auth, method, url, headers);
  if (challenge) {
    return failure(401, 'UNAUTHORIZED', 'authentication required', { 'www-authenticate': challenge });
  }
  if (url.pathname === '/v2/') {
    return { status: 200, body: {} };
  }
  if (url.pathname === '/v2/_catalog') {
    return state.options.catalog === false
      ? failure(404, 'UNSUPPORTED', 'no catalog')
      : page(state, url, 'repositories', [...state.repositories.keys()].sort());
  }
  const route = /^\/v2\/(.+)\/(blobs\/uploads|blobs|manifests|tags|referrers)\/(.*)$/.exec(url.pathname);
  const [, name = '', kind = '', rest = ''] = route ?? [];
  if (!route) {
    return failure(404, 'NAME_UNKNOWN', 'no such path');
  }
  const repository = state.repositories.get(name) ?? {
    blobs: new Map(),
    manifests: new Map(),
    tags: new Map(),
  };
  const endpoint = ENDPOINTS[kind];
  const reply = endpoint?.({ state, repository, name, method, url, headers, body }, rest) ?? { status: 405 };
  if (method !== 'GET' && method !== 'HEAD' && reply.status < 300) {
    state.repositories.set(name, repository);
  }
  return reply;
}

const ENDPOINTS: Readonly<Record<string, (call: Call, rest: string) => Reply>> = {
  'blobs/uploads': upload,
  blobs: blob,
  manifests: manifest,
  tags: (call) =>
    call.state.repositories.has(call.name)
      ? page(call.state, call.url, 'tags', [...call.repository.tags.keys()].sort(), { name: call.name })
      : failure(404, 'NAME_UNKNOWN', 'no such repository'),
  referrers,
};

function upload(call: Call, id: string): Reply {
  if (call.method === 'POST') {
    const session = randomUUID();
    call.state.uploads.set(session, { repository: call.name, bytes: Buffer.alloc(0) });
    return { status: 202, headers: { location: sessionPath(call, session) } };
  }
  const session = call.state.uploads.get(id);
  if (session?.repository !== call.name || call.url.searchParams.get('_state') !== 'a+b==') {
    return failure(404, 'BLOB_UPLOAD_UNKNOWN', 'no such upload');
  }
  session.bytes = Buffer.concat([session.bytes, call.body]);
  const range = `0-${Math.max(session.bytes.length - 1, 0)}`;
  if (call.method === 'PATCH') {
    return { status: 202, headers: { location: sessionPath(call, id), range } };
  }
  if (call.method !== 'PUT') {
    return { status: 204, headers: { location: sessionPath(call, id), range } };
  }
  const digest = call.url.searchParams.get('digest') ?? '';
  call.state.uploads.delete(id);
  if (digest !== digestOf(session.bytes, digest)) {
    return failure(400, 'DIGEST_INVALID', 'the digest does not fit the content');
  }
  call.repository.blobs.set(digest, session.bytes);
  return {
    status: 201,
    headers: { location: `/v2/${call.name}/blobs/${digest}`, 'docker-content-digest': digest },
  };
}

/** A query that must come back. */
const SESSION_QUERY = '?_state=a%2Bb==&x=1';

/** An address relative to the host. */
function sessionPath(call: Call, id: string): string {
  return `/v2/${call.name}/blobs/uploads/${id}${SESSION_QUERY}`;
}

function blob(call: Call, digest: string): Reply {
  const found = call.repository.blobs.get(digest);
  if (!found) {
    return failure(404, 'BLOB_UNKNOWN', 'blob unknown to registry');
  }
  const range = /^bytes=(\d+)-(\d*)$/.exec(call.headers.range ?? '');
  const headers = { 'docker-content-digest': digest, 'content-type': 'application/octet-stream' };
  if (!range || call.state.options.ranges === false) {
    return { status: 200, headers, body: found };
  }
  const [first, last] = [Number(range[1]), range[2] ? Number(range[2]) : found.length - 1];
  if (first >= found.length || last >= found.length) {
    return failure(416, 'RANGE_INVALID', 'beyond the end');
  }
  return {
    status: 206,
    headers: { ...headers, 'content-range': `bytes ${first}-${last}/${found.length}` },
    body: found.subarray(first, last + 1),
  };
}

function manifest(call: Call, tagOrDigest: string): Reply {
  if (call.method === 'PUT') {
    return putManifest(call, tagOrDigest);
  }
  const digest = call.repository.tags.get(tagOrDigest) ?? tagOrDigest;
  const found = call.repository.manifests.get(digest);
  // Like Debian's registry: who does not name the type does not get it.
  if (!found || !(call.headers.accept ?? '').includes(found.mediaType)) {
    return failure(404, 'MANIFEST_UNKNOWN', 'manifest unknown');
  }
  return {
    status: 200,
    headers: { 'content-type': found.mediaType, 'docker-content-digest': digest, etag: `"${digest}"` },
    body: found.bytes,
  };
}

function putManifest(call: Call, tagOrDigest: string): Reply {
  const isDigest = tagOrDigest.includes(':');
  const digest = digestOf(call.body, isDigest ? tagOrDigest : 'sha256:');
  const document = JSON.parse(call.body.toString('utf8')) as {
    readonly config?: { readonly digest: string };
    readonly layers?: readonly { readonly digest: string }[];
    readonly subject?: { readonly digest: string };
  };
  const named = [document.config, ...(document.layers ?? [])].flatMap((each) => each?.digest ?? []);
  const lost = named.find((each) => !call.repository.blobs.has(each));
  if (isDigest && digest !== tagOrDigest) {
    return failure(400, 'DIGEST_INVALID', 'the digest does not fit the manifest');
  }
  if (lost !== undefined) {
    return failure(400, 'MANIFEST_BLOB_UNKNOWN', 'blob unknown to registry', {}, lost);
  }
  call.repository.manifests.set(digest, {
    mediaType: call.headers['content-type'] ?? '',
    bytes: call.body,
  });
  if (!isDigest) {
    call.repository.tags.set(tagOrDigest, digest);
  }
  const noted = call.state.options.referrers !== false && document.subject;
  return {
    status: 201,
    headers: {
      'docker-content-digest': digest,
      ...(noted && { 'oci-subject': noted.digest }),
    },
  };
}

function referrers(call: Call, subject: string): Reply {
  if (call.state.options.referrers === false) {
    return {
      status: 404,
      headers: { 'content-type': 'text/plain' },
      body: Buffer.from('404 page not found\n'),
    };
  }
  const manifests = [...call.repository.manifests].flatMap(([digest, { mediaType, bytes }]) => {
    const document = JSON.parse(bytes.toString('utf8')) as {
      readonly subject?: { readonly digest: string };
      readonly artifactType?: string;
      readonly config?: { readonly mediaType: string };
      readonly annotations?: Readonly<Record<string, string>>;
    };
    const artifactType = document.artifactType ?? document.config?.mediaType;
    const entry = { mediaType, digest, size: bytes.length, artifactType, annotations: document.annotations };
    return document.subject?.digest === subject ? [entry] : [];
  });
  const mediaType = 'application/vnd.oci.image.index.v1+json';
  return {
    status: 200,
    headers: { 'content-type': mediaType },
    body: { schemaVersion: 2, mediaType, manifests },
  };
}

/** One page of names with a `Link` to the next one. */
function page(state: State, url: URL, member: string, names: readonly string[], extra: object = {}): Reply {
  const last = url.searchParams.get('last');
  const rest = last === null ? names : names.filter((name) => name > last);
  const shown = rest.slice(0, state.options.pageSize ?? rest.length);
  const next = `${url.pathname}?n=${shown.length}&last=${encodeURIComponent(shown.at(-1) ?? '')}`;
  return {
    status: 200,
    headers: shown.length < rest.length ? { link: `<${next}>; rel="next"` } : {},
    body: { ...extra, [member]: shown },
  };
}

function failure(
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
  detail?: string,
): Reply {
  return { status, headers, body: { errors: [{ code, message, detail }] } };
}

function digestOf(bytes: Buffer, like: string): string {
  const algorithm = like.startsWith('sha512:') ? 'sha512' : 'sha256';
  return `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}`;
}
