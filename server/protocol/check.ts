/**
 * Request: check a descriptor on disk as the command line does, its files and their hashes included, however long
 * that takes. Answers its errors, or fails with a message for people.
 */
export const CHECK_DESCRIPTOR = 'waybill/checkDescriptor';

export interface CheckDescriptorParams {
  readonly uri: string;
  /** Token under which the server tells how far it is, each time a `Progress` of the core. */
  readonly progress: string;
}

export interface CheckDescriptorResult {
  readonly errors: readonly {
    readonly message: string;
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  }[];
}
