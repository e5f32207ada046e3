import type { Digest } from '#core/base/digest.ts';
import { Failure, isFailure, throwIfCancelled } from '#core/base/failure.ts';
import type { ReportProgress } from '#core/base/progress.ts';
import type { Descriptor } from '#core/oci/descriptor.ts';
import { decodeManifestDocument } from '#core/oci/manifest.ts';
import { isTechnicalTag } from '#core/oci/registry-referrers.ts';
import type { Target } from '#core/oci/target.ts';
import { inParallel } from './in-parallel.ts';
import type { PackPlan, PlannedFile } from './pack-plan.ts';

export interface PublishOptions {
  readonly tag: string;
  /** Moves the tag when it stands for something else. */
  readonly force?: boolean;
  /** Looks and tells, and writes nothing. */
  readonly dryRun?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: ReportProgress;
}

export interface ReceiptFile {
  readonly path: string;
  readonly digest: Digest;
  readonly size: number;
  /** False where the registry had the content already. */
  readonly sent: boolean;
}

/** What was published. */
export interface Receipt {
  /** With the tag: `localhost:5000/acme/stations:1.0`. */
  readonly reference: string;
  readonly digest: Digest;
  /** Bytes of all files. */
  readonly size: number;
  readonly descriptor: Descriptor;
  readonly files: readonly ReceiptFile[];
}

const SENT_AT_ONCE = 5;
/** Asking whether a blob is there costs a request; below this size sending it again is cheaper on average. */
const WORTH_ASKING = 1024 * 1024;
/** Versions under other tags that are looked at for content that need not be sent again. */
const OTHER_VERSIONS = 2;

/**
 * Sends a planned package: files first, the manifest last, so that a tag never stands for something incomplete.
 * Content of earlier versions is not sent again; an unchanged package costs one request. Fails with
 * `artifact/tag-exists` when the tag stands for something else and `force` is not set, and with `file/changed` when
 * a file is no longer what was planned.
 */
export async function publish(plan: PackPlan, target: Target, options: PublishOptions): Promise<Receipt> {
  const { signal, tag } = options;
  throwIfCancelled(signal);
  const present = await findTag(target, tag, signal);
  if (present?.digest === plan.manifestDescriptor.digest) {
    return receiptOf(plan, target, tag, new Set());
  }
  if (present && !options.force) {
    throw new Failure(
      'artifact/tag-exists',
      `${target.name}:${tag} exists and stands for another content (${present.digest}). People may rely on it: choose a new tag, or move this one on purpose.`,
    );
  }
  const known = await knownContent(target, present, signal);
  const blobs = uniqueBlobs(plan);
  const missing = await missingBlobs(target, blobs, known, signal);
  if (options.dryRun) {
    return receiptOf(plan, target, tag, digestsOf(missing));
  }
  await sendBlobs(target, missing, options);
  const repaired = await sendManifest(plan, target, blobs, options);
  return receiptOf(plan, target, tag, digestsOf([...missing, ...repaired]));
}

async function findTag(
  target: Target,
  tag: string,
  signal: AbortSignal | undefined,
): Promise<Descriptor | undefined> {
  try {
    return await target.resolve(tag, signal);
  } catch (error) {
    if (isFailure(error, 'registry/not-found')) {
      return undefined;
    }
    throw error;
  }
}

/** Digests that an earlier version names: its content is there, or its own push would have failed. */
async function knownContent(
  target: Target,
  present: Descriptor | undefined,
  signal: AbortSignal | undefined,
): Promise<Set<Digest>> {
  const versions = present ? [present] : await otherVersions(target, signal);
  const known = new Set<Digest>();
  for (const version of versions) {
    for (const digest of await contentOf(target, version, signal)) {
      known.add(digest);
    }
  }
  return known;
}

/** A few versions under other tags, those that sort last: most names count upwards. */
async function otherVersions(target: Target, signal: AbortSignal | undefined): Promise<Descriptor[]> {
  try {
    for await (const page of target.tags(signal)) {
      const tags = page.filter((tag) => !isTechnicalTag(tag)).slice(-OTHER_VERSIONS);
      const found = await Promise.all(tags.map((tag) => findTag(target, tag, signal)));
      return found.filter((version) => version !== undefined);
    }
  } catch (error) {
    // A new repository, or one whose tags we may not list: then everything is sent.
    if (!isFailure(error, 'registry/not-found', 'registry/forbidden', 'registry/unauthorized')) {
      throw error;
    }
  }
  return [];
}

async function contentOf(
  target: Target,
  version: Descriptor,
  signal: AbortSignal | undefined,
): Promise<Digest[]> {
  try {
    const bytes = await target.fetchBytes(version, signal ? { signal } : {});
    const document = decodeManifestDocument(bytes, version);
    return document.kind === 'index'
      ? []
      : [document.manifest.config, ...document.manifest.layers].map(({ digest }) => digest);
  } catch (error) {
    // Whatever is wrong with an older version, it only means that nothing of it is reused.
    if (
      isFailure(
        error,
        'artifact/invalid-manifest',
        'content/digest-mismatch',
        'content/size-mismatch',
        'content/too-large',
      )
    ) {
      return [];
    }
    throw error;
  }
}

/** Each content once, whatever the number of its names. */
function uniqueBlobs(plan: PackPlan): PlannedFile[] {
  const blobs = new Map<Digest, PlannedFile>();
  for (const file of [...plan.files, ...(plan.config ? [plan.config] : [])]) {
    blobs.set(file.descriptor.digest, blobs.get(file.descriptor.digest) ?? file);
  }
  return [...blobs.values()];
}

async function missingBlobs(
  target: Target,
  blobs: readonly PlannedFile[],
  known: ReadonlySet<Digest>,
  signal: AbortSignal | undefined,
): Promise<PlannedFile[]> {
  const unknown = blobs.filter((blob) => !known.has(blob.descriptor.digest));
  const there = await inParallel(
    unknown,
    SENT_AT_ONCE,
    async ({ descriptor }, stop) =>
      descriptor.size >= WORTH_ASKING && (await target.exists(descriptor, stop)),
    signal,
  );
  return unknown.filter((_, i) => !there[i]);
}

async function sendBlobs(
  target: Target,
  blobs: readonly PlannedFile[],
  { signal, onProgress }: PublishOptions,
): Promise<void> {
  const total = blobs.reduce((sum, blob) => sum + blob.descriptor.size, 0);
  const sent = new Map<PlannedFile, number>();
  await inParallel(
    blobs,
    SENT_AT_ONCE,
    async (blob, stop) => {
      const report: ReportProgress = ({ done }) => {
        sent.set(blob, done);
        const sum = [...sent.values()].reduce((bytes, each) => bytes + each, 0);
        onProgress?.({ message: `Publishing ${blob.path}`, done: sum, total, unit: 'bytes' });
      };
      try {
        await target.pushBlob(blob.descriptor, blob.content, { signal: stop, onProgress: report });
      } catch (error) {
        if (isFailure(error, 'content/digest-mismatch', 'content/size-mismatch')) {
          throw new Failure(
            'file/changed',
            `${blob.path} was changed while the package was being published. Nothing was tagged; publish again when it is finished.`,
            { cause: error },
          );
        }
        throw error;
      }
    },
    signal,
  );
}

/** The last step. When the registry misses content that an earlier version promised, all is asked for and repaired once. */
async function sendManifest(
  plan: PackPlan,
  target: Target,
  blobs: readonly PlannedFile[],
  options: PublishOptions,
): Promise<PlannedFile[]> {
  const { signal, tag } = options;
  throwIfCancelled(signal);
  const push = () =>
    target.pushManifest(plan.manifestDescriptor, plan.manifestBytes, { tag, ...(signal && { signal }) });
  try {
    await push();
    return [];
  } catch (error) {
    if (!isFailure(error, 'registry/blob-unknown')) {
      throw error;
    }
  }
  const there = await inParallel(
    blobs,
    SENT_AT_ONCE,
    ({ descriptor }, stop) => target.exists(descriptor, stop),
    signal,
  );
  const lost = blobs.filter((_, i) => !there[i]);
  await sendBlobs(target, lost, options);
  await push();
  return lost;
}

function digestsOf(files: readonly PlannedFile[]): Set<Digest> {
  return new Set(files.map((file) => file.descriptor.digest));
}

function receiptOf(plan: PackPlan, target: Target, tag: string, sent: ReadonlySet<Digest>): Receipt {
  const files = plan.files.map(({ path, descriptor }) => ({
    path,
    digest: descriptor.digest,
    size: descriptor.size,
    sent: sent.has(descriptor.digest),
  }));
  return {
    reference: `${target.name}:${tag}`,
    digest: plan.manifestDescriptor.digest,
    size: files.reduce((sum, file) => sum + file.size, 0),
    descriptor: plan.manifestDescriptor,
    files,
  };
}
