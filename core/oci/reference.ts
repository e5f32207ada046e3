import { type Digest, isDigest } from '#core/base/digest.ts';
import { Failure } from '#core/base/failure.ts';

/** A repository in a registry, with a tag, a digest, both or neither. */
export interface RegistryReference {
  readonly kind: 'registry';
  /** `host` or `host:port`, lower case; IPv6 in brackets. */
  readonly host: string;
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: Digest;
}

/** An OCI image layout folder, with a tag, a digest, both or neither. */
export interface LayoutReference {
  readonly kind: 'layout';
  /** As written: relative or absolute, `/` or `\`. */
  readonly path: string;
  readonly tag?: string;
  readonly digest?: Digest;
}

export type Reference = RegistryReference | LayoutReference;

// Grammars of the distribution specification 1.1.1, "Pulling manifests". Each segment of a name is matched by
// itself, so that no text makes the match slow.
const NAME_SEGMENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const TAG = /^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/;
const HOST_NAME = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;
const MAX_LENGTH = 4096;

/** True for a tag by the grammar of the distribution specification. */
export function isTag(text: string): boolean {
  return TAG.test(text);
}

/** True for a repository name by the grammar of the distribution specification, at most 255 characters. */
export function isRepositoryName(text: string): boolean {
  return text.length <= 255 && text.split('/').every((segment) => NAME_SEGMENT.test(segment));
}

/**
 * Reads `host[:port]/repository[:tag][@digest]` or `oci:PATH[:tag][@digest]`. Fails with `reference/invalid`, and
 * the message says which part is wrong and how to write it.
 */
export function parseReference(text: string): Reference {
  if (text === '' || text.length > MAX_LENGTH) {
    throw invalid(text, text === '' ? 'it is empty' : `it is longer than ${MAX_LENGTH} characters`);
  }
  if (hasControls(text)) {
    throw invalid(text, 'it holds control characters');
  }
  return text.startsWith('oci:') ? parseLayout(text) : parseRegistry(text);
}

/** Writes a reference so that `parseReference` reads the same one. */
export function formatReference(reference: Reference): string {
  const place =
    reference.kind === 'layout' ? `oci:${reference.path}` : `${reference.host}/${reference.repository}`;
  const tag = reference.tag === undefined ? '' : `:${reference.tag}`;
  return `${place}${tag}${reference.digest === undefined ? '' : `@${reference.digest}`}`;
}

function parseLayout(text: string): LayoutReference {
  const { rest, digest } = splitDigest(text, text.slice('oci:'.length));
  if (rest.startsWith('//')) {
    throw invalid(
      text,
      `"oci:" names a folder, not a registry. For a registry write ${rest.slice(2)} without "oci://"; for a folder that starts with two slashes write one`,
    );
  }
  const colon = rest.lastIndexOf(':');
  const after = rest.slice(colon + 1);
  // `C:\data` and `a:b/c`: a colon with a separator behind it belongs to the path.
  const hasTag = colon >= 0 && !/[\\/]/.test(after);
  const path = hasTag ? rest.slice(0, colon) : rest;
  if (path === '') {
    throw invalid(text, 'the folder after "oci:" is missing. Write oci:PATH or oci:PATH:TAG');
  }
  return { kind: 'layout', path, ...(hasTag && { tag: requireTag(text, after) }), ...(digest && { digest }) };
}

function parseRegistry(text: string): RegistryReference {
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(text)?.[0];
  if (scheme !== undefined) {
    throw invalid(text, `a reference has no "${scheme}". Write ${text.slice(scheme.length)}`);
  }
  if (/^(?:[./~\\]|[A-Za-z]:[\\/])/.test(text) || text.includes('\\')) {
    throw invalid(text, `it looks like a folder. For an OCI image layout folder write oci:${text}`);
  }
  const { rest, digest } = splitDigest(text, text);
  const slash = rest.indexOf('/');
  if (slash < 0) {
    throw invalid(text, 'the host is missing. Write HOST/REPOSITORY:TAG, or oci:PATH:TAG for a folder');
  }
  const host = requireHost(text, rest.slice(0, slash));
  const path = rest.slice(slash + 1);
  const colon = path.indexOf(':');
  const repository = colon < 0 ? path : path.slice(0, colon);
  requireRepository(text, repository);
  const tag = colon < 0 ? undefined : requireTag(text, path.slice(colon + 1));
  return {
    kind: 'registry',
    host,
    repository,
    ...(tag !== undefined && { tag }),
    ...(digest && { digest }),
  };
}

/** Cuts a digest off the end. An `@` without one is a mistake in a registry, and part of the name in a path. */
function splitDigest(text: string, rest: string): { rest: string; digest?: Digest } {
  const at = rest.lastIndexOf('@');
  const digest = rest.slice(at + 1);
  if (at >= 0 && isDigest(digest)) {
    return { rest: rest.slice(0, at), digest };
  }
  if (at >= 0 && (!text.startsWith('oci:') || /^(?:sha|md5)\w*:/i.test(digest))) {
    throw invalid(
      text,
      `"${digest}" is not a digest. A digest is sha256: with 64, or sha512: with 128 lower-case hexadecimal digits`,
    );
  }
  return { rest };
}

function requireHost(text: string, written: string): string {
  const host = written.toLowerCase();
  const match = /^(\[[0-9a-f:.]+\]|[^:[\]]+)(?::([0-9]{1,5}))?$/.exec(host);
  const name = match?.[1] ?? '';
  const port = match?.[2];
  const isName = name.startsWith('[') || (name.length <= 253 && name.split('.').every(isHostLabel));
  if (!match || !isName || (port !== undefined && (Number(port) < 1 || Number(port) > 65_535))) {
    throw invalid(text, `"${written}" is not a host. Write HOST or HOST:PORT before the first slash`);
  }
  if (port === undefined && name !== 'localhost' && !name.includes('.') && !name.startsWith('[')) {
    throw invalid(
      text,
      `"${written}" is not a full host name. Write HOST/${text}, for example docker.io/${text}, or oci:${text} for a folder`,
    );
  }
  return host;
}

function isHostLabel(label: string): boolean {
  return label.length <= 63 && HOST_NAME.test(label);
}

function requireRepository(text: string, repository: string): void {
  if (isRepositoryName(repository)) {
    return;
  }
  const lower = repository.toLowerCase();
  throw invalid(
    text,
    repository !== lower && isRepositoryName(lower)
      ? `repository names are lower case. Write ${lower}`
      : `"${repository}" is not a repository name: lower-case letters and digits, joined by ".", "_", "__" or "-", in segments separated by "/", at most 255 characters`,
  );
}

function requireTag(text: string, tag: string): string {
  if (!isTag(tag)) {
    throw invalid(
      text,
      `"${tag}" is not a tag: letters, digits, "_", "." and "-", at most 128 characters, not starting with "." or "-"`,
    );
  }
  return tag;
}

function hasControls(text: string): boolean {
  return [...text].some((character) => {
    const code = character.codePointAt(0) ?? 0;
    return code < 0x20 || (code >= 0x7f && code < 0xa0);
  });
}

function invalid(text: string, reason: string): Failure {
  const shown = text.length > 200 ? `${text.slice(0, 200)}…` : text;
  return new Failure('reference/invalid', `${JSON.stringify(shown)} is not a reference: ${reason}.`);
}
