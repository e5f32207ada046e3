/** What the map of a STAC document and its host say to each other. */

/** The picture of what the data looks like. */
export type Thumbnail =
  | { readonly kind: 'none' }
  /** The bytes of an image of the media type, small enough to be shown. */
  | { readonly kind: 'image'; readonly key: string; readonly type: string; readonly bytes: ArrayBuffer }
  /** It lies on another machine, which is asked when the person says so. */
  | { readonly kind: 'remote'; readonly key: string; readonly host: string }
  /** It cannot be shown; `message` says why. */
  | { readonly kind: 'problem'; readonly key: string; readonly message: string };

export type ToMap =
  | {
      readonly type: 'map';
      /** The name of the file. */
      readonly file: string;
      /** A `MapView` of the core, which decodes it. */
      readonly view: unknown;
      /** Why the text cannot be read just now: the picture is what could be read all the same. */
      readonly broken?: string;
    }
  /** There is nothing to draw now; `message` says why and what to do. What was drawn before stays. */
  | { readonly type: 'unreadable'; readonly file: string; readonly message: string }
  /** How objects around are, each a `MapStatus` of the core. More than once: only what is new. */
  | {
      readonly type: 'statuses';
      readonly statuses: readonly { readonly file: string; readonly status: string }[];
    }
  | { readonly type: 'thumbnail'; readonly thumbnail: Thumbnail };

export type FromMap =
  /** The program runs and can be told things; sent again each time that its document is built anew. */
  | { readonly type: 'ready' }
  /** Show the value with this pointer in the text editor. */
  | { readonly type: 'show-text'; readonly pointer: string }
  /** Open the text of another object, or its map. */
  | { readonly type: 'open-item'; readonly file: string }
  | { readonly type: 'open-asset' | 'copy-asset'; readonly key: string }
  /** Ask the other machine for the thumbnail. */
  | { readonly type: 'load-thumbnail' };
