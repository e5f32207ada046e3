import { Failure } from '#core/base/failure.ts';
import { openTarget } from '#core/node/open-target.ts';
import { formatReference, parseReference, type Reference } from '#core/oci/reference.ts';
import type { Target } from '#core/oci/target.ts';
import type { Surround } from './command.ts';
import { printable } from './printable.ts';

interface OpenOptions {
  readonly offline: boolean;
  readonly terminal: Surround['terminal'];
  /** `write` for what will be pushed to; it also makes a layout folder that is not there yet. */
  readonly access?: 'read' | 'write' | 'create';
}

/** Opens the repository of a reference; what a registry wants to say to people becomes a note. */
export function openRepository(reference: Reference, options: OpenOptions): Promise<Target> {
  const { offline, terminal, access = 'read' } = options;
  return openTarget(reference, {
    offline,
    access: access === 'read' ? 'read' : 'write',
    create: access === 'create',
    onWarning: (text) => terminal.note(`The registry says: ${printable(text)}`),
  });
}

/** Opens the repository of `REF` and takes its tag or digest, which must be there; the digest when both are. */
export async function openVersion(
  text: string,
  options: OpenOptions,
): Promise<{ readonly target: Target; readonly tagOrDigest: string }> {
  const reference = parseReference(text);
  const tagOrDigest = reference.digest ?? reference.tag;
  if (tagOrDigest === undefined) {
    const place = formatReference(reference);
    throw new Failure(
      'reference/invalid',
      `"${place}" names a repository: add the version, ${place}:TAG or ${place}@DIGEST. "waybill ls ${place}" lists the tags.`,
    );
  }
  return { target: await openRepository(reference, options), tagOrDigest };
}
