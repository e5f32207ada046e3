import type { ArtifactContents } from '#core/artifact/contents.ts';
import type { Descriptor } from '#core/oci/descriptor.ts';
import type { Reference } from '#core/oci/reference.ts';
import type { Connection } from '../connection.ts';

/** A published package: a repository and the tag under which it is looked at. */
export interface Published {
  readonly repository: Reference;
  readonly tag: string;
}

/** A file inside a published package, pinned to the digest of the manifest that lists it. */
export interface PublishedFile {
  readonly repository: Reference;
  readonly tag: string;
  readonly contents: ArtifactContents;
  readonly path: string;
  readonly descriptor: Descriptor;
}

/** Everything the explorer shows. A registry that fails is a node with a sentence, never a toast. */
export type ExplorerNode =
  | { readonly kind: 'connection'; readonly connection: Connection }
  | { readonly kind: 'repository'; readonly repository: Reference; readonly label: string }
  | { readonly kind: 'tag'; readonly published: Published }
  | { readonly kind: 'file'; readonly file: PublishedFile }
  | { readonly kind: 'referrers'; readonly published: Published; readonly subject: Descriptor }
  | { readonly kind: 'referrer'; readonly repository: Reference; readonly descriptor: Descriptor }
  | { readonly kind: 'empty'; readonly message: string }
  | { readonly kind: 'problem'; readonly message: string };
