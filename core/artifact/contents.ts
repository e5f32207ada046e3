import { Failure } from '#core/base/failure.ts';
import type { Descriptor, Manifest } from '#core/oci/descriptor.ts';
import { decodeManifestDocument } from '#core/oci/manifest.ts';
import type { Target } from '#core/oci/target.ts';
import { requireSafeNames } from './file-names.ts';
import {
  DATAPACKAGE_ARTIFACT,
  DATAPACKAGE_TYPE,
  STAC_ARTIFACT,
  STACPKG_ARTIFACT,
  TITLE,
} from './media-types.ts';

export type ArtifactKind = 'datapackage' | 'stac' | 'stacpkg' | 'other';

/** A layer with a name: a file of the package. */
export interface ArtifactFile {
  readonly path: string;
  readonly descriptor: Descriptor;
}

/** What an artifact holds. Every path is safe to become a file and unlike the others on every system. */
export interface ArtifactContents {
  /** Of the manifest: pin its digest, a tag can move. */
  readonly descriptor: Descriptor;
  readonly manifest: Manifest;
  readonly kind: ArtifactKind;
  readonly files: readonly ArtifactFile[];
  /** The file that describes the package, where one does. */
  readonly descriptorFile?: ArtifactFile;
  /** Bytes of all files together. */
  readonly size: number;
}

/**
 * Reads what stands under a tag or digest. Fails with `artifact/invalid-manifest`, with `file/unsafe-path` when a
 * file name in it could be an attack, and with `registry/unsupported` for a list of several artifacts.
 */
export async function readContents(
  target: Target,
  tagOrDigest: string,
  signal?: AbortSignal,
): Promise<ArtifactContents> {
  const descriptor = await target.resolve(tagOrDigest, signal);
  const bytes = await target.fetchBytes(descriptor, signal ? { signal } : {});
  const document = decodeManifestDocument(bytes, descriptor);
  const where = `${target.name}:${tagOrDigest}`;
  if (document.kind === 'index') {
    const digests = document.index.manifests.slice(0, 3).map(({ digest }) => digest);
    throw new Failure(
      'registry/unsupported',
      `${where} lists ${document.index.manifests.length} artifacts instead of being one. Ask for one by its digest${digests.length > 0 ? `: ${digests.join(', ')}` : ''}.`,
    );
  }
  const { manifest } = document;
  const files = filesOf(manifest, where);
  const kind = kindOf(manifest);
  const descriptorFile = findDescriptorFile(files, manifest);
  return {
    descriptor,
    manifest,
    kind,
    files,
    ...(descriptorFile && { descriptorFile }),
    size: files.reduce((sum, file) => sum + file.descriptor.size, 0),
  };
}

/** Layers with a title, and the config when it has one and is not among them. Duplicates of name and digest once. */
function filesOf(manifest: Manifest, where: string): ArtifactFile[] {
  const files = new Map<string, Descriptor>();
  for (const descriptor of [...manifest.layers, manifest.config]) {
    const path = descriptor.annotations?.[TITLE];
    if (path === undefined) {
      continue;
    }
    const known = files.get(path);
    if (known && known.digest !== descriptor.digest) {
      throw new Failure(
        'artifact/invalid-manifest',
        `${where} holds two different files named ${JSON.stringify(path)}. Nothing tells which one is meant; ask the publisher.`,
      );
    }
    files.set(path, known ?? descriptor);
  }
  requireSafeNames([...files.keys()], where);
  return [...files].map(([path, descriptor]) => ({ path, descriptor }));
}

function kindOf(manifest: Manifest): ArtifactKind {
  switch (manifest.artifactType ?? manifest.config.mediaType) {
    case DATAPACKAGE_ARTIFACT:
    case DATAPACKAGE_TYPE:
      return 'datapackage';
    case STAC_ARTIFACT:
      return 'stac';
    case STACPKG_ARTIFACT:
      return 'stacpkg';
    default:
      return 'other';
  }
}

const DESCRIPTOR_NAMES: readonly string[] = [
  'datapackage.json',
  'datapackage.yaml',
  'datapackage.yml',
  'collection.json',
  'catalog.json',
];

/** The file that is the config too; else the known name that lies highest. */
function findDescriptorFile(files: readonly ArtifactFile[], manifest: Manifest): ArtifactFile | undefined {
  const title = manifest.config.annotations?.[TITLE];
  const rank = (file: ArtifactFile) => {
    const name = DESCRIPTOR_NAMES.indexOf(file.path.slice(file.path.lastIndexOf('/') + 1));
    return name < 0 ? Number.POSITIVE_INFINITY : file.path.split('/').length * DESCRIPTOR_NAMES.length + name;
  };
  const named = files.filter((file) => Number.isFinite(rank(file))).sort((a, b) => rank(a) - rank(b));
  return files.find((file) => file.path === title) ?? named[0];
}
