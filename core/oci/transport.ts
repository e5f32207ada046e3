/** The part of the platform's `fetch` that a registry needs; `globalThis.fetch` fits. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchAnswer>;

export interface FetchInit {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: Uint8Array<ArrayBuffer>;
  /** Redirects are followed by us, with a rule of our own about who may see what. */
  readonly redirect: 'manual';
  readonly signal?: AbortSignal;
}

export interface FetchAnswer {
  readonly status: number;
  readonly headers: HeadersOf;
  readonly body: ByteStream | null;
}

export interface HeadersOf {
  get(name: string): string | null;
}

/** A web stream of bytes, as far as it is read here. */
export interface ByteStream {
  getReader(): ByteStreamReader;
  cancel(): Promise<void>;
}

export interface ByteStreamReader {
  read(): Promise<{ done: boolean; value?: Uint8Array | undefined }>;
  cancel(): Promise<void>;
}

/** One request with a large body of known length. Redirects are not followed. */
export interface UploadRequest {
  readonly method: 'PUT' | 'PATCH';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes that `body` yields. */
  readonly size: number;
  readonly body: AsyncIterable<Uint8Array>;
  readonly signal?: AbortSignal;
}

export interface UploadAnswer {
  readonly status: number;
  readonly headers: HeadersOf;
  /** At most 64 KiB of the answer's body. */
  readonly body: Uint8Array;
}

/**
 * Sends a body piece by piece. `fetch` cannot: it holds the whole body in memory before it sends the first byte
 * (measured: 1.2 GB of memory for a 1 GB file).
 */
export type StreamUpload = (request: UploadRequest) => Promise<UploadAnswer>;

/** How a registry is reached. Without `upload`, bodies larger than `BUFFERED_LIMIT` are refused. */
export interface Transport {
  readonly fetch: Fetch;
  readonly upload?: StreamUpload;
  /** Resolves after some milliseconds, or rejects when the signal is aborted. */
  readonly wait: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/** Bytes up to which a blob is sent from memory by `fetch`; larger ones are streamed. */
export const BUFFERED_LIMIT = 4 * 1024 * 1024;
