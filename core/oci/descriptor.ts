import type { Digest } from '#core/base/digest.ts';

/** Where an image runs (image-index.md). Kept so that an index that we rewrite loses nothing. */
export interface Platform {
  readonly architecture: string;
  readonly os: string;
  readonly 'os.version'?: string;
  readonly 'os.features'?: readonly string[];
  readonly variant?: string;
}

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
  /** Foreign places of the content: kept, never followed. */
  readonly urls?: readonly string[];
  readonly platform?: Platform;
}

/** An image manifest used as an artifact (manifest.md). */
export interface Manifest {
  readonly schemaVersion: 2;
  readonly mediaType:
    | 'application/vnd.oci.image.manifest.v1+json'
    | 'application/vnd.docker.distribution.manifest.v2+json';
  readonly artifactType?: string;
  readonly config: Descriptor;
  readonly layers: readonly Descriptor[];
  readonly subject?: Descriptor;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A list of manifests (image-index.md); `index.json` of a layout and a referrers list have this form too. */
export interface Index {
  readonly schemaVersion: 2;
  readonly mediaType:
    | 'application/vnd.oci.image.index.v1+json'
    | 'application/vnd.docker.distribution.manifest.list.v2+json';
  readonly artifactType?: string;
  readonly manifests: readonly Descriptor[];
  readonly subject?: Descriptor;
  readonly annotations?: Readonly<Record<string, string>>;
}
