/** What the form view of a descriptor and its host say to each other. */

/** A finding about the descriptor. `pointer` (RFC 6901) names the value that it is about. */
export interface FormProblem {
  readonly pointer: string;
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  readonly message: string;
}

export type ToForm =
  | {
      readonly type: 'descriptor';
      readonly title: string;
      /** Of the text that `value` was read from; a change says which version it was made for. */
      readonly version: number;
      readonly readOnly: boolean;
      /** The plain JSON value of the descriptor. */
      readonly value: unknown;
      readonly problems: readonly FormProblem[];
      /** Paths of files that resources could name. */
      readonly files: readonly string[];
    }
  /** The text holds no descriptor now; `message` says why and what to do. The form waits until it does. */
  | { readonly type: 'unreadable'; readonly title: string; readonly message: string }
  /** A change could not be made; a `descriptor` with what holds follows. */
  | { readonly type: 'refused'; readonly message: string };

export type FromForm =
  /** The program runs and can be told things; sent again each time that its document is built anew. */
  | { readonly type: 'ready' }
  /** Changes to make as one, each a `FormChange` of the core, which decodes it. */
  | { readonly type: 'change'; readonly version: number; readonly changes: readonly unknown[] }
  /** Show the value with this pointer in the text editor. */
  | { readonly type: 'show-text'; readonly pointer: string };

/** The most changes that one message may carry. */
export const CHANGES_LIMIT = 100;
