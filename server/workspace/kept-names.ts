import { URI, Utils } from 'vscode-uri';
import type { MetadataDocument } from '#core/metadata/document.ts';
import { namesOf, schemaNamesOf } from '#core/metadata/navigation/collect-names.ts';
import type { Library } from '#core/metadata/navigation/library.ts';
import type { DescriptorNames } from '#core/metadata/navigation/names.ts';
import { lineStarts, type Positions } from './line-starts.ts';

interface Kept {
  readonly names: DescriptorNames;
  readonly positions: Positions;
  /** The version of the open text that this is about; undefined for a file on disk. */
  readonly version: number | undefined;
}

/** The names in descriptors, by the URI of the file in normal form, and who names which file as a schema. */
export class KeptNames implements Library {
  private readonly kept = new Map<string, Kept>();
  private readonly users = new Map<string, Set<string>>();
  private readonly dialectUsers = new Map<string, Set<string>>();
  private readonly resolved = new Map<string, Map<string, string>>();

  get size(): number {
    return this.kept.size;
  }

  files(): string[] {
    return [...this.kept.keys()];
  }

  has(file: string): boolean {
    return this.kept.has(file);
  }

  names(file: string): DescriptorNames | undefined {
    return this.kept.get(file)?.names;
  }

  resolve(file: string, path: string): string {
    const folder = file.slice(0, file.lastIndexOf('/') + 1);
    const known = this.resolved.get(folder) ?? new Map<string, string>();
    this.resolved.set(folder, known);
    const uri = known.get(path) ?? Utils.joinPath(URI.parse(folder), path).toString();
    known.set(path, uri);
    return uri;
  }

  usersOf(file: string): Iterable<string> {
    return this.users.get(file) ?? [];
  }

  /** The packages that name a file as a dialect. */
  dialectUsersOf(file: string): Iterable<string> {
    return this.dialectUsers.get(file) ?? [];
  }

  isUsed(file: string): boolean {
    return this.users.has(file);
  }

  positionsOf(file: string): Positions | undefined {
    return this.kept.get(file)?.positions;
  }

  /** The version of the open text that is kept for a file; undefined where it is the file on disk. */
  versionOf(file: string): number | undefined {
    return this.kept.get(file)?.version;
  }

  /** The schema files that a package names. */
  schemaFiles(file: string): string[] {
    const resources = this.names(file)?.resources ?? [];
    return resources.flatMap(({ schema }) => (typeof schema === 'string' ? this.resolve(file, schema) : []));
  }

  /** Keeps what is open in the editor. */
  takeOpen(file: string, document: MetadataDocument, positions: Positions, version: number): void {
    const names = this.namesIn(file, document);
    this.put(file, names && { names, positions, version });
  }

  /** Keeps what is on disk: neither the text nor the tree, which short parts of the text would hold on to. */
  takeFile(file: string, document: MetadataDocument | undefined): void {
    const names = document && this.namesIn(file, document);
    this.put(
      file,
      names && { names: structuredClone(names), positions: lineStarts(document.text), version: undefined },
    );
  }

  forget(file: string): void {
    this.put(file, undefined);
  }

  clear(): void {
    this.kept.clear();
    this.users.clear();
    this.dialectUsers.clear();
    this.resolved.clear();
  }

  private namesIn(file: string, document: MetadataDocument): DescriptorNames | undefined {
    // A package may name a file as a schema that does not look like one (yet).
    return namesOf(document) ?? (this.isUsed(file) ? schemaNamesOf(document) : undefined);
  }

  private put(file: string, kept: Kept | undefined): void {
    const before = { schemas: this.schemaFiles(file), dialects: this.dialectFiles(file) };
    if (kept) {
      this.kept.set(file, kept);
    } else {
      this.kept.delete(file);
    }
    moveUser(this.users, file, before.schemas, this.schemaFiles(file));
    moveUser(this.dialectUsers, file, before.dialects, this.dialectFiles(file));
  }

  private dialectFiles(file: string): string[] {
    const resources = this.names(file)?.resources ?? [];
    return resources.flatMap(({ dialect }) => (dialect === undefined ? [] : this.resolve(file, dialect)));
  }
}

/** A package names other parts than before. */
function moveUser(
  users: Map<string, Set<string>>,
  user: string,
  before: readonly string[],
  after: readonly string[],
): void {
  const now = new Set(after);
  for (const part of before) {
    const known = users.get(part);
    if (!now.has(part) && known?.delete(user) && known.size === 0) {
      users.delete(part);
    }
  }
  for (const part of now) {
    const known = users.get(part) ?? new Set();
    users.set(part, known.add(user));
  }
}
