import { sha256 } from '#core/base/digest.ts';
import { Failure, throwIfCancelled } from '#core/base/failure.ts';
import type { ReportProgress } from '#core/base/progress.ts';
import type { MetadataDocument } from '#core/metadata/document.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import { plainValue } from '#core/metadata/tree.ts';
import { compareCodePoints, goJson, manifestBytes } from '#core/oci/canonical-json.ts';
import type { Descriptor, Manifest } from '#core/oci/descriptor.ts';
import { OCI_EMPTY, OCI_MANIFEST } from '#core/oci/media-types.ts';
import type { BlobContent } from '#core/oci/target.ts';
import { deriveAnnotations } from './annotations.ts';
import { requireSafeNames, takesOverWorkspace } from './file-names.ts';
import { inParallel } from './in-parallel.ts';
import {
  DATAPACKAGE_ARTIFACT,
  DATAPACKAGE_TYPE,
  JSON_TYPE,
  mediaTypeOf,
  STAC_ARTIFACT,
  TITLE,
} from './media-types.ts';
import { dataPackageFiles } from './package-files.ts';
import type { PackageFolder } from './package-folder.ts';
import { type StacFile, stacFiles } from './stac-files.ts';

/** A file that becomes a layer: its path is the layer's title. */
export interface PlannedFile {
  readonly path: string;
  readonly descriptor: Descriptor;
  readonly content: BlobContent;
}

/** Everything that publishing needs, made without any network: the same folder gives the same plan everywhere. */
export interface PackPlan {
  readonly kind: 'datapackage' | 'stac';
  /** Path of the descriptor; `files` begins with it. */
  readonly descriptor: string;
  readonly files: readonly PlannedFile[];
  /** The config, where it is not the descriptor file itself. */
  readonly config?: PlannedFile;
  readonly manifest: Manifest;
  readonly manifestBytes: Uint8Array;
  readonly manifestDescriptor: Descriptor;
  /** What works but may surprise, in sentences. */
  readonly warnings: readonly string[];
}

export interface PackOptions {
  readonly folder: PackageFolder;
  /** Path of the descriptor in the folder: `datapackage.json`. */
  readonly descriptor: string;
  /** SOURCE_DATE_EPOCH in seconds, if the environment has it. */
  readonly epoch?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: ReportProgress;
}

const DESCRIPTOR_LIMIT = 16 * 1024 * 1024;
/** A larger descriptor is a layer only: some registries refuse large configs. */
const CONFIG_LIMIT = 1024 * 1024;
/** Registries take manifests of 4 MiB; a part of that is kept for what they add. */
const MANIFEST_LIMIT = 3.5 * 1024 * 1024;
const HASHED_AT_ONCE = 2;

/**
 * Reads a package folder and plans its artifact: one layer per file, named by its path, the descriptor byte for byte
 * as it is. Fails with `artifact/invalid-descriptor`, `artifact/missing-file`, `file/unsafe-path` or
 * `content/too-large`.
 */
export async function planPackage(options: PackOptions): Promise<PackPlan> {
  const { folder, descriptor: path, signal } = options;
  const bytes = await folder.readBytes(path, DESCRIPTOR_LIMIT);
  throwIfCancelled(signal);
  const document = readDescriptor(path, bytes);
  const kind = document.kind === 'datapackage' ? 'datapackage' : 'stac';
  const { files: found, skipped } =
    kind === 'stac'
      ? await stacFiles(document, path, folder, signal)
      : {
          files: (await dataPackageFiles(document, path, folder)).map((file): StacFile => ({ path: file })),
          skipped: [],
        };
  requireSafeNames([path, ...found.map((file) => file.path)], `The package ${folder.name}`);

  const descriptorFile = await memoryFile(path, descriptorType(document), bytes);
  const others = await hashFiles(found, options);
  const files = [descriptorFile, ...others.sort((a, b) => compareCodePoints(a.path, b.path))];
  const config = await configOf(document, descriptorFile, bytes.length);
  const annotations = deriveAnnotations(document, options.epoch);
  const manifest: Manifest = {
    schemaVersion: 2,
    mediaType: OCI_MANIFEST,
    artifactType: kind === 'datapackage' ? DATAPACKAGE_ARTIFACT : STAC_ARTIFACT,
    config: config?.descriptor ?? descriptorFile.descriptor,
    layers: files.map((file) => file.descriptor),
    ...(Object.keys(annotations).length > 0 && { annotations }),
  };
  return {
    kind,
    descriptor: path,
    files,
    ...(config && { config }),
    manifest,
    ...(await sealed(manifest, files.length)),
    warnings: warningsAbout(files, skipped),
  };
}

function readDescriptor(path: string, bytes: Uint8Array): MetadataDocument {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw invalid(path, 'it is not UTF-8 text. Save it as UTF-8', cause);
  }
  const document = parseMetadata({ name: path, text });
  const broken = document.syntax.find((problem) => problem.severity === 'error');
  if (broken || document.root?.kind !== 'object') {
    throw invalid(path, broken?.message ?? 'it holds no object');
  }
  if (!['datapackage', 'stac-collection', 'stac-catalog'].includes(document.kind)) {
    throw invalid(
      path,
      `it is ${document.kind === 'unknown' ? 'neither' : `a ${document.kind}, not`} a Data Package descriptor, a STAC collection or a STAC catalogue. Name the file that describes the whole package`,
    );
  }
  return document;
}

function descriptorType(document: MetadataDocument): string {
  if (document.kind !== 'datapackage') {
    return JSON_TYPE;
  }
  return document.language === 'yaml' ? mediaTypeOf('x.yaml') : DATAPACKAGE_TYPE;
}

/**
 * The config where it is not the very descriptor layer: a JSON rendering of a YAML descriptor, without a title so
 * that nothing pulls it as a file; or the empty object for a descriptor that is too large.
 */
async function configOf(
  document: MetadataDocument,
  descriptorFile: PlannedFile,
  size: number,
): Promise<PlannedFile | undefined> {
  if (document.language === 'json' && size <= CONFIG_LIMIT) {
    return undefined;
  }
  const rendered =
    document.language === 'yaml' && document.root
      ? new TextEncoder().encode(goJson(plainValue(document.root)))
      : undefined;
  if (rendered && rendered.length <= CONFIG_LIMIT) {
    return memoryFile(descriptorFile.path, DATAPACKAGE_TYPE, rendered, { titled: false });
  }
  const empty = await memoryFile(descriptorFile.path, OCI_EMPTY, new TextEncoder().encode('{}'), {
    titled: false,
  });
  return { ...empty, descriptor: { ...empty.descriptor, data: 'e30=' } };
}

/** A file whose bytes are in memory already, so that what is stored is what was looked at. */
async function memoryFile(
  path: string,
  mediaType: string,
  bytes: Uint8Array,
  { titled = true } = {},
): Promise<PlannedFile> {
  return {
    path,
    descriptor: {
      mediaType,
      digest: await sha256(bytes),
      size: bytes.length,
      ...(titled && { annotations: { [TITLE]: path } }),
    },
    content: {
      open: async function* () {
        yield bytes;
      },
    },
  };
}

async function hashFiles(
  found: readonly StacFile[],
  { folder, signal, onProgress }: PackOptions,
): Promise<PlannedFile[]> {
  let done = 0;
  return inParallel(
    found,
    HASHED_AT_ONCE,
    async ({ path, mediaType }, stop) => {
      const { digest, size } = await folder.hash(path, { signal: stop });
      done++;
      onProgress?.({ message: `Read ${path}`, done, total: found.length, unit: 'files' });
      return {
        path,
        descriptor: {
          mediaType: mediaType ?? mediaTypeOf(path),
          digest,
          size,
          annotations: { [TITLE]: path },
        },
        content: folder.open(path),
      };
    },
    signal,
  );
}

async function sealed(
  manifest: Manifest,
  files: number,
): Promise<Pick<PackPlan, 'manifestBytes' | 'manifestDescriptor'>> {
  const bytes = manifestBytes(manifest);
  if (bytes.length > MANIFEST_LIMIT) {
    throw new Failure(
      'content/too-large',
      `The list of the package's ${files} files takes ${bytes.length} bytes; registries take at most ${MANIFEST_LIMIT}. Split the package, or put many small files into fewer large ones.`,
    );
  }
  const manifestDescriptor: Descriptor = {
    mediaType: manifest.mediaType,
    digest: await sha256(bytes),
    size: bytes.length,
    ...(manifest.artifactType !== undefined && { artifactType: manifest.artifactType }),
  };
  return { manifestBytes: bytes, manifestDescriptor };
}

function warningsAbout(files: readonly PlannedFile[], skipped: readonly string[]): string[] {
  const empty = files.filter((file) => file.descriptor.size === 0).map((file) => file.path);
  const taking = files.map((file) => file.path).filter(takesOverWorkspace);
  return [
    ...(empty.length > 0 ? [`Some registries refuse empty files: ${listed(empty)}.`] : []),
    ...(taking.length > 0
      ? [`Pulling refuses files that tools obey unless people allow it: ${listed(taking)}.`]
      : []),
    ...(skipped.length > 0 ? [`Not packed, because they are elsewhere or missing: ${listed(skipped)}.`] : []),
  ];
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ');
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}

function invalid(path: string, reason: string, cause?: unknown): Failure {
  return new Failure(
    'artifact/invalid-descriptor',
    `${path} cannot be packed: ${reason.replace(/\.$/, '')}.`,
    { cause },
  );
}
