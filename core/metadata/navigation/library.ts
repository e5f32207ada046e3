import type { DescriptorNames } from './names.ts';

/** The descriptors that navigation knows, each by a name of the caller's choice (an editor uses URIs). */
export interface Library {
  names(file: string): DescriptorNames | undefined;
  /** The name of the file at a relative path beside a file. */
  resolve(file: string, path: string): string | undefined;
  /** The packages, and resources in files of their own, that name a file as a table schema. */
  usersOf(file: string): Iterable<string>;
}

/** A resource of a package, or a field of a table schema, by its name. */
export type NameSymbol =
  | { readonly kind: 'resource'; readonly file: string; readonly name: string }
  | { readonly kind: 'field'; readonly file: string; readonly schema: number; readonly name: string };

/** A table schema: its file and its number among the schemas there. */
export interface SchemaAt {
  readonly file: string;
  readonly schema: number;
}
