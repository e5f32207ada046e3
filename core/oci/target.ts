import type { ReportProgress } from '#core/base/progress.ts';
import type { Descriptor } from './descriptor.ts';

/** Content to push: `open` is called again for each retry and yields exactly `size` bytes. */
export interface BlobContent {
  open(signal?: AbortSignal): AsyncIterable<Uint8Array>;
}

/** What every slow operation takes. */
export interface TransferOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: ReportProgress;
}

/**
 * One repository: in a registry, or an OCI image layout folder (which is one repository of many tags).
 * The tree, the preview, publishing and verification see nothing else.
 */
export interface Target {
  /** As a person writes it, without tag: `localhost:5000/acme/stations` or `oci:registry`. */
  readonly name: string;
  /** The descriptor that a tag or digest stands for. Fails with `registry/not-found`. */
  resolve(tagOrDigest: string, signal?: AbortSignal): Promise<Descriptor>;
  /** The whole content in memory, size and digest checked; at most `limit` bytes (4 MiB unless told). */
  fetchBytes(descriptor: Descriptor, options?: { signal?: AbortSignal; limit?: number }): Promise<Uint8Array>;
  /** The content as it arrives; the last step fails when size or digest differ, so act only after the end. */
  fetch(descriptor: Descriptor, options?: TransferOptions): AsyncIterable<Uint8Array>;
  /** Bytes `[start, end)` of a blob. They cannot be checked against the digest: label what is made of them. */
  fetchRange(descriptor: Descriptor, start: number, end: number, signal?: AbortSignal): Promise<Uint8Array>;
  exists(descriptor: Descriptor, signal?: AbortSignal): Promise<boolean>;
  /** Uploads a blob; size and digest are checked on the way. */
  pushBlob(descriptor: Descriptor, content: BlobContent, options?: TransferOptions): Promise<void>;
  /**
   * Uploads a manifest by its digest, and by `tag` when given. For a manifest with a `subject` it also keeps the
   * referrers list findable where the registry does not (distribution specification 1.1.1, "Pushing Manifests
   * with Subject").
   */
  pushManifest(
    descriptor: Descriptor,
    bytes: Uint8Array,
    options?: { tag?: string; signal?: AbortSignal },
  ): Promise<void>;
  /** Tags in pages, in the registry's order. Referrers fallback tags (`sha256-…`) are among them. */
  tags(signal?: AbortSignal): AsyncIterable<readonly string[]>;
  /** Manifests whose `subject` is this one, in pages; `artifactType` is a claim: read the manifest. */
  referrers(subject: Descriptor, signal?: AbortSignal): AsyncIterable<readonly Descriptor[]>;
}
