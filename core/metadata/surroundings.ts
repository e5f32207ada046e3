/** What stands at a relative path beside a descriptor. `unknown` where nobody may look (remote, untrusted). */
export type FileFact =
  | { readonly kind: 'file'; readonly size: number }
  | { readonly kind: 'directory' }
  | { readonly kind: 'missing'; readonly differsInCase?: string }
  /** A device, a socket or a pipe: there, but nothing to read data from. */
  | { readonly kind: 'special' }
  /** Behind a symbolic link that leaves the package. */
  | { readonly kind: 'outside' }
  | { readonly kind: 'unknown' };

/**
 * What the rules may know about the folder around a document. Whoever runs the rules has looked the facts up
 * before (`referencedPaths` names them), so that rules stay synchronous and do no I/O.
 */
export interface Surroundings {
  /** The fact about a relative path with `/`, as written in the descriptor. */
  file(path: string): FileFact;
}

/** Surroundings of a text that lies nowhere: every path is `unknown`. */
export const nowhere: Surroundings = { file: () => ({ kind: 'unknown' }) };
