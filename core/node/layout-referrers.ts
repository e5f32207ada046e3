import type { Digest } from '#core/base/digest.ts';
import { type Failure, isFailure, throwIfCancelled } from '#core/base/failure.ts';
import type { Descriptor } from '#core/oci/descriptor.ts';
import { isManifestType } from '#core/oci/media-types.ts';
import { referrerEntry } from '#core/oci/registry-referrers.ts';
import type { Target } from '#core/oci/target.ts';

const MAX_REFERRERS = 10_000;

/** What a listed manifest refers to, if anything. */
type Reference = { readonly subject: Digest; readonly entry: Descriptor } | undefined;

/** Finds referrers in a layout by reading its listed manifests, each at most once for the life of this object. */
export class LayoutReferrers {
  readonly #fetchBytes: Target['fetchBytes'];
  /** By the manifest's digest: what it refers to never changes. */
  readonly #known = new Map<Digest, Reference>();

  constructor(fetchBytes: Target['fetchBytes']) {
    this.#fetchBytes = fetchBytes;
  }

  /**
   * Referrers of a subject among the listed manifests. One that cannot be read may have been a referrer: the others
   * come first, then the failure, so that nobody takes a damaged list for a whole one.
   */
  async *of(
    subject: Descriptor,
    listed: readonly Descriptor[],
    signal?: AbortSignal,
  ): AsyncGenerator<readonly Descriptor[], void, undefined> {
    const found: Descriptor[] = [];
    let broken: Failure | undefined;
    const seen = new Set<Digest>([subject.digest]);
    for (const entry of listed) {
      throwIfCancelled(signal);
      if (seen.has(entry.digest) || !isManifestType(entry.mediaType) || found.length >= MAX_REFERRERS) {
        continue;
      }
      seen.add(entry.digest);
      try {
        const reference = await this.#referenceOf(entry, signal);
        if (reference?.subject === subject.digest) {
          found.push(reference.entry);
        }
      } catch (error) {
        if (!isFailure(error) || error.code === 'task/cancelled') {
          throw error;
        }
        broken ??= error;
      }
    }
    yield found;
    if (broken) {
      throw broken;
    }
  }

  async #referenceOf({ mediaType, digest, size }: Descriptor, signal?: AbortSignal): Promise<Reference> {
    if (!this.#known.has(digest)) {
      const manifest = { mediaType, digest, size };
      const bytes = await this.#fetchBytes(manifest, signal ? { signal } : {});
      const found = referrerEntry(manifest, bytes);
      this.#known.set(digest, found && { subject: found.subject.digest, entry: found.entry });
    }
    return this.#known.get(digest);
  }
}
