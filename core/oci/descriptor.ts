import type { Digest } from '#core/base/digest.ts';

/** A content descriptor (OCI image specification 1.1.1, descriptor.md). */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: Digest;
  /** Bytes: a safe integer ≥ 0. */
  readonly size: number;
  readonly artifactType?: string;
  readonly annotations?: Readonly<Record<string, string>>;
  /** Base64 of the content itself, when it is embedded. */
  readonly data?: string;
}

/** An image manifest used as an artifact (manifest.md). */
export interface Manifest {
  readonly schemaVersion: 2;
  readonly mediaType: 'application/vnd.oci.image.manifest.v1+json';
  readonly artifactType?: string;
  readonly config: Descriptor;
  readonly layers: readonly Descriptor[];
  readonly subject?: Descriptor;
  readonly annotations?: Readonly<Record<string, string>>;
}
