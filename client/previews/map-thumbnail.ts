import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '#core/base/failure.ts';
import type { MapAsset } from '#core/metadata/stac/map/map-view.ts';
import type { Thumbnail } from '#webviews/protocol/map.ts';

/** Larger pictures are no thumbnails. */
const MOST_BYTES = 8 * 1024 * 1024;
const MOST_MOVES = 3;
const TIMEOUT_MS = 20_000;

const TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif',
  svg: 'image/svg+xml',
};

/** Says why something is not shown, in the language of the person. */
export interface ThumbnailSentences {
  readonly missing: string;
  readonly outside: string;
  readonly tooLarge: string;
  readonly noImage: string;
  readonly untrusted: string;
  readonly insecure: string;
  failed(reason: string): string;
}

export interface ThumbnailSource {
  readonly sentences: ThumbnailSentences;
  readonly trusted: boolean;
  /** The folder of the workspace that the document is in, and the folder of the document: absolute paths on disk. */
  readonly root: string | undefined;
  readonly folder: string;
  readFile(file: string): Promise<Uint8Array<ArrayBuffer>>;
  /** Asks another machine; follows no redirects. */
  fetch(address: string, signal: AbortSignal): Promise<Response>;
}

/**
 * The picture of an asset. A file only where it lies in the workspace, links of the file system included; another
 * machine is only asked with `mayLoad`.
 */
export async function thumbnailFor(
  asset: MapAsset,
  mayLoad: boolean,
  source: ThumbnailSource,
): Promise<Thumbnail> {
  const { key, target } = asset;
  const problem = (message: string): Thumbnail => ({ kind: 'problem', key, message });
  try {
    switch (target.kind) {
      case 'none':
        return { kind: 'none' };
      case 'file':
        return await localThumbnail(asset, target.path, source);
      case 'address':
        return mayLoad
          ? await remoteThumbnail(asset, target.address, source)
          : remoteOffer(key, target.address);
    }
  } catch (error) {
    return problem(
      error instanceof Failure
        ? error.message
        : source.sentences.failed(error instanceof Error ? error.message : String(error)),
    );
  }
}

async function localThumbnail(
  { key, type }: MapAsset,
  relative: string,
  source: ThumbnailSource,
): Promise<Thumbnail> {
  const { sentences, root, folder } = source;
  const problem = (message: string): Thumbnail => ({ kind: 'problem', key, message });
  if (root === undefined) {
    return problem(sentences.outside);
  }
  const named = path.join(folder, relative);
  if (!isBelow(root, named)) {
    return problem(sentences.outside);
  }
  const found = await realpath(named).catch(() => undefined);
  if (found === undefined) {
    return problem(sentences.missing);
  }
  const facts = isBelow(await realpath(root), found) ? await stat(found) : undefined;
  if (!facts) {
    return problem(sentences.outside);
  }
  if (!facts.isFile()) {
    return problem(sentences.missing);
  }
  if (facts.size > MOST_BYTES) {
    return problem(sentences.tooLarge);
  }
  const shown = imageType(type, relative);
  if (shown === undefined) {
    return problem(sentences.noImage);
  }
  return { kind: 'image', key, type: shown, bytes: ownBuffer(await source.readFile(found)) };
}

function remoteOffer(key: string, address: string): Thumbnail {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url?.protocol === 'https:' ? { kind: 'remote', key, host: url.host } : { kind: 'none' };
}

async function remoteThumbnail(
  { key, type }: MapAsset,
  address: string,
  { sentences, trusted, fetch }: ThumbnailSource,
): Promise<Thumbnail> {
  const problem = (message: string): Thumbnail => ({ kind: 'problem', key, message });
  if (!trusted) {
    return problem(sentences.untrusted);
  }
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  let url = new URL(address);
  for (let move = 0; move <= MOST_MOVES; move++) {
    if (url.protocol !== 'https:') {
      return problem(sentences.insecure);
    }
    const response = await fetch(url.href, signal);
    const next = response.headers.get('location');
    if (response.status >= 300 && response.status < 400 && next !== null) {
      await response.body?.cancel();
      url = new URL(next, url);
      continue;
    }
    if (!response.ok) {
      await response.body?.cancel();
      return problem(sentences.failed(`${response.status} ${response.statusText}`.trim()));
    }
    const shown = imageType(response.headers.get('content-type') ?? type, url.pathname);
    const bytes = shown === undefined ? undefined : await readBounded(response);
    return shown === undefined
      ? problem(sentences.noImage)
      : bytes
        ? { kind: 'image', key, type: shown, bytes }
        : problem(sentences.tooLarge);
  }
  return problem(sentences.failed(`more than ${MOST_MOVES} redirects`));
}

/** The whole body, or undefined when it is too large. */
async function readBounded(response: Response): Promise<ArrayBuffer | undefined> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > MOST_BYTES) {
      await reader?.cancel();
      return undefined;
    }
    parts.push(part.value);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return bytes.buffer;
}

/** One of the types that a page shows as an image; undefined for others. */
function imageType(type: string | undefined, name: string): string | undefined {
  const told = type?.split(';')[0]?.trim().toLowerCase();
  const known = Object.values(TYPES).find(
    (each) => each === told || (told === 'image/jpg' && each === 'image/jpeg'),
  );
  return (
    known ??
    (told === undefined || told === '' ? TYPES[path.extname(name).slice(1).toLowerCase()] : undefined)
  );
}

function isBelow(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return (
    relative !== '' &&
    relative !== '..' &&
    !relative.startsWith(`..${path.sep}`) &&
    !path.isAbsolute(relative)
  );
}

/** A buffer of its own: that of a small file may be a part of a larger one. */
function ownBuffer(bytes: Uint8Array<ArrayBuffer>): ArrayBuffer {
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
}
