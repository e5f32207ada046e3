import { URI, Utils } from 'vscode-uri';
import { isFailure } from '#core/base/failure.ts';
import { describedTables } from '#core/metadata/datapackage/described-tables.ts';
import { resourcesOf } from '#core/metadata/datapackage/resources.ts';
import { judgePath } from '#core/metadata/datapackage/safe-path.ts';
import type { DescribedTable } from '#core/metadata/described-table.ts';
import type { MetadataDocument } from '#core/metadata/document.ts';
import { nowhere } from '#core/metadata/surroundings.ts';
import { memberValue, textOf } from '#core/metadata/tree.ts';
import type { OpenDocument } from './open-documents.ts';
import type { PackageIndex } from './package-index.ts';

/** More packages of one schema than this are not read. */
const MAX_PACKAGES = 20;
/** More dialects or schemas of one package than this are not read. */
const MAX_PARTS = 50;
/** Milliseconds after which packages are looked at anew where no client tells of changes. */
const UNWATCHED_AGE = 10_000;

/** What the users of schemas are found with. */
export interface SchemaUserSources {
  readonly index: () => Pick<PackageIndex, 'fileOf' | 'lookEverywhere' | 'lookFrom' | 'read' | 'peek'> & {
    readonly names: Pick<PackageIndex['names'], 'usersOf' | 'dialectUsersOf' | 'resolve'>;
  };
  /** Tells that a schema is for other tables than it was. */
  readonly news: (uri: string) => void;
  readonly failed: (error: unknown) => void;
  /** Whether a client tells of changed files. */
  readonly isWatched: () => boolean;
  /** Milliseconds. */
  readonly now: () => number;
}

/** A package that names a schema or dialect, with the other parts of its resources, by the paths that it has for them. */
interface User {
  readonly document: MetadataDocument;
  /** The way from the folder of the schema to that of the package: empty, or with a `/` at its end. */
  readonly folder: string;
  readonly parts: ReadonlyMap<string, MetadataDocument>;
  isPart(path: string): boolean;
}

interface Entry {
  schema: MetadataDocument;
  users: readonly User[];
  tables: readonly DescribedTable[];
  isStale: boolean;
  isLooking: boolean;
  lookedAt: number;
}

const NONE: readonly DescribedTable[] = [];

/**
 * The tables that the open schemas and dialects in files of their own are for, by the packages of the workspace. Packages are looked
 * for in the background, once and when they change; as long as nothing else comes out, a schema gets the same list.
 */
export class SchemaUsers {
  private readonly sources: SchemaUserSources;
  private readonly entries = new Map<string, Entry>();

  constructor(sources: SchemaUserSources) {
    this.sources = sources;
  }

  /** What is known now; undefined for what is no schema and no dialect. What is not known yet is looked up, and told of. */
  tablesOf({ uri, metadata }: OpenDocument): readonly DescribedTable[] | undefined {
    if (metadata.kind !== 'tableschema' && metadata.kind !== 'tabledialect') {
      this.entries.delete(uri);
      return undefined;
    }
    const entry = this.entries.get(uri) ?? {
      schema: metadata,
      users: [],
      tables: NONE,
      isStale: true,
      isLooking: false,
      lookedAt: 0,
    };
    this.entries.set(uri, entry);
    if (entry.schema !== metadata) {
      entry.isStale ||= entry.schema.kind !== metadata.kind;
      entry.schema = metadata;
      update(entry);
    }
    const { isWatched, now } = this.sources;
    entry.isStale ||= !isWatched() && now() - entry.lookedAt > UNWATCHED_AGE;
    void this.look(uri, entry);
    return entry.tables;
  }

  /** The open schemas whose tables are among these files. */
  withTables(uris: readonly string[]): string[] {
    const changed = new Set(uris.map((uri) => URI.parse(uri).path));
    return [...this.entries].flatMap(([uri, { tables }]) => {
      const folder = Utils.dirname(URI.parse(uri));
      return tables.some(({ path }) => changed.has(Utils.joinPath(folder, path).path)) ? uri : [];
    });
  }

  /** Whether one of them is a dialect: what is known of that depends on schemas. */
  hasDialects(): boolean {
    return [...this.entries.values()].some((entry) => partOf(entry) === 'dialect');
  }

  /** Packages or dialects may have changed: looks again. */
  outdate(): void {
    for (const [uri, entry] of this.entries) {
      entry.isStale = true;
      void this.look(uri, entry);
    }
  }

  /** Drops what is known for a schema that was closed. */
  forget(uri: string): void {
    this.entries.delete(uri);
  }

  private async look(uri: string, entry: Entry): Promise<void> {
    if (entry.isLooking || !entry.isStale) {
      return;
    }
    entry.isLooking = true;
    try {
      while (entry.isStale && this.entries.get(uri) === entry) {
        entry.isStale = false;
        entry.lookedAt = this.sources.now();
        entry.users = await this.usersOf(this.sources.index().fileOf(uri), partOf(entry));
        if (update(entry) && this.entries.get(uri) === entry) {
          this.sources.news(uri);
        }
      }
    } catch (error) {
      if (isFailure(error) && error.code === 'task/cancelled') {
        entry.isStale = true; // the next one who asks tries again
      } else {
        this.sources.failed(error);
      }
    } finally {
      entry.isLooking = false;
    }
  }

  private async usersOf(file: string, part: PartName): Promise<User[]> {
    const index = this.sources.index();
    await (part === 'schema' ? index.lookFrom(file) : index.lookEverywhere());
    const named = part === 'schema' ? index.names.usersOf(file) : index.names.dialectUsersOf(file);
    const users: User[] = [];
    for (const user of [...named].slice(0, MAX_PACKAGES)) {
      const document = await index.read(user);
      const isPart = (path: string): boolean => index.names.resolve(user, path) === file;
      if (document) {
        const parts = await this.partsOf(user, document, { part, isPart });
        users.push({ document, folder: wayBetween(file, user), parts, isPart });
      }
    }
    return users;
  }

  /** The dialects of the resources that have a schema, or the schemas of those that have a dialect. */
  private async partsOf(
    user: string,
    document: MetadataDocument,
    { part, isPart }: { readonly part: PartName; isPart(path: string): boolean },
  ): Promise<Map<string, MetadataDocument>> {
    const index = this.sources.index();
    const paths = resourcesOf(document).flatMap((resource) => {
      const own = textOf(memberValue(resource, part));
      const other = textOf(memberValue(resource, part === 'schema' ? 'dialect' : 'schema'));
      const isOurs = own !== undefined && isPart(own);
      return isOurs && other !== undefined && judgePath(other, '2.0').kind === 'local' ? other : [];
    });
    const parts = new Map<string, MetadataDocument>();
    for (const path of [...new Set(paths)].slice(0, MAX_PARTS)) {
      const found = await index.peek(index.names.resolve(user, path));
      if (found) {
        parts.set(path, found);
      }
    }
    return parts;
  }
}

type PartName = 'schema' | 'dialect';

function partOf({ schema }: Entry): PartName {
  return schema.kind === 'tabledialect' ? 'dialect' : 'schema';
}

/** Works out the tables; tells whether they are others than before. */
function update(entry: Entry): boolean {
  const { schema } = entry;
  const tables = entry.users.flatMap(({ document, folder, parts, isPart }) => {
    const around = {
      ...nowhere,
      document: (path: string) => (isPart(path) ? schema : parts.get(path)),
    };
    return describedTables(document, isPart, around, partOf(entry)).map((table) => ({
      ...table,
      path: `${folder}${table.path}`,
    }));
  });
  const isOther = JSON.stringify(tables) !== JSON.stringify(entry.tables);
  entry.tables = isOther ? tables : entry.tables;
  return isOther;
}

/** The relative path from the folder of one file to that of another. */
function wayBetween(from: string, to: string): string {
  const [here, there] = [from, to].map((uri) => URI.parse(uri).path.split('/').slice(0, -1));
  const up = here ?? [];
  const down = there ?? [];
  const shared = up.findIndex((name, index) => name !== down[index]);
  const common = shared < 0 ? up.length : shared;
  return (
    '../'.repeat(up.length - common) +
    down
      .slice(common)
      .map((name) => `${name}/`)
      .join('')
  );
}
