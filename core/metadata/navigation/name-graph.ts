import type { Library, NameSymbol, SchemaAt } from './library.ts';
import type { DescriptorNames, NamePlace, ReferenceNames } from './names.ts';
import { namesAt, type PlacedName } from './placed-names.ts';

/** A place in some file that mentions a resource or a field by its name. */
export interface Mention extends NamePlace {
  readonly file: string;
  readonly kind: NameSymbol['kind'];
  readonly role: 'definition' | 'use';
}

/** Symbols that cannot be renamed without each other, and every place that mentions them. */
export interface Spread {
  readonly symbols: readonly NameSymbol[];
  readonly mentions: readonly Mention[];
}

/** A package as its names hang together. */
interface PackageView {
  /** The schema of each resource, by the resource's name; of two of a name the first one counts. */
  readonly schemas: ReadonlyMap<string, SchemaAt>;
  /** The names of the resources of a schema, by `schemaKey`. */
  readonly resourcesOf: ReadonlyMap<string, ReadonlySet<string>>;
  /** Which foreign keys refer to a resource, by its name. */
  readonly references: ReadonlyMap<string, readonly Reference[]>;
}

interface Reference extends SchemaAt {
  readonly reference: ReferenceNames;
}

/**
 * How the names of packages and table schemas hang together, across files. A schema in a file of its own may belong
 * to resources of several packages: then a name in it means something in each of them. Made for one question, for it
 * remembers what the library said.
 */
export class NameGraph {
  readonly library: Library;
  private readonly views = new Map<string, PackageView>();

  constructor(library: Library) {
    this.library = library;
  }

  /** What the name at a place of a file stands for; none where there is no name, or it leads nowhere. */
  symbolsAt(file: string, offset: number): NameSymbol[] {
    const names = this.library.names(file);
    return names ? namesAt(names, offset).flatMap((placed) => this.targetsOf(file, placed)) : [];
  }

  /** Where a resource or field gets its name. Several where the name is given twice. */
  definitionsOf(symbol: NameSymbol): Mention[] {
    const names = this.library.names(symbol.file);
    const places =
      symbol.kind === 'resource'
        ? (names?.resources ?? []).flatMap(({ name }) => name ?? [])
        : (names?.schemas[symbol.schema]?.fields ?? []);
    return named(places, symbol).map((place) => mention(place, symbol, symbol.file, 'definition'));
  }

  /**
   * Everything that has to be changed with a name: where the symbols are defined and used, and what these places
   * stand for in other packages that share a schema.
   */
  spreadOf(symbols: readonly NameSymbol[]): Spread {
    const queue: NameSymbol[] = [];
    const queued = new Set<string>();
    const enqueue = (symbol: NameSymbol): void => {
      const key = symbolKey(symbol);
      if (!queued.has(key)) {
        queued.add(key);
        queue.push(symbol);
      }
    };
    const found = new Map<string, Mention>();
    symbols.forEach(enqueue);
    for (const symbol of queue) {
      for (const each of [...this.definitionsOf(symbol), ...this.usesOf(symbol)]) {
        const key = `${each.offset} ${each.file}`;
        if (!found.has(key)) {
          found.set(key, each);
          this.symbolsAt(each.file, each.offset).forEach(enqueue);
        }
      }
    }
    return { symbols: queue, mentions: [...found.values()] };
  }

  /** The resources whose data has a column for a field: every resource of its schema, in every package. */
  tablesOf({ file, schema }: SchemaAt): { readonly file: string; readonly resource: number }[] {
    const wanted = schemaKey({ file, schema });
    return this.packagesWith(file).flatMap((owner) =>
      (this.library.names(owner)?.resources ?? []).flatMap(({ schema: place }, resource) => {
        const at = place === undefined ? undefined : this.schemaAt(owner, place);
        return at && schemaKey(at) === wanted ? [{ file: owner, resource }] : [];
      }),
    );
  }

  private targetsOf(file: string, { name, meaning }: PlacedName): NameSymbol[] {
    if (meaning.kind === 'resource') {
      const owners = meaning.role === 'definition' ? [file] : this.packagesWith(file);
      return owners.map((owner) => ({ kind: 'resource', file: owner, name }));
    }
    if (!('resource' in meaning)) {
      return [{ kind: 'field', file, schema: meaning.schema, name }];
    }
    return this.packagesWith(file).flatMap((owner) => {
      const schema = this.viewOf(owner).schemas.get(meaning.resource);
      return schema ? [{ kind: 'field' as const, ...schema, name }] : [];
    });
  }

  private usesOf(symbol: NameSymbol): Mention[] {
    const use = (file: string) => (place: NamePlace) => mention(place, symbol, file, 'use');
    if (symbol.kind === 'resource') {
      const references = this.viewOf(symbol.file).references.get(symbol.name) ?? [];
      return references.flatMap(({ file, reference }) =>
        reference.resource ? [use(file)(reference.resource)] : [],
      );
    }
    const own = this.library.names(symbol.file)?.schemas[symbol.schema];
    const toItself = (own?.references ?? []).filter(({ resource }) => !resource);
    const inside = [...(own?.uses ?? []), ...toItself.flatMap(({ fields }) => fields)];
    const outside = this.packagesWith(symbol.file).flatMap((owner) => {
      const { resourcesOf, references } = this.viewOf(owner);
      return [...(resourcesOf.get(schemaKey(symbol)) ?? [])].flatMap((name) => references.get(name) ?? []);
    });
    return [
      ...named(inside, symbol).map(use(symbol.file)),
      ...outside.flatMap(({ file, reference }) => named(reference.fields, symbol).map(use(file))),
    ];
  }

  /** The packages that a schema in a file belongs to: the file itself, or those that name it. */
  private packagesWith(file: string): string[] {
    return this.library.names(file)?.kind === 'tableschema' ? [...this.library.usersOf(file)] : [file];
  }

  private schemaAt(file: string, place: number | string): SchemaAt | undefined {
    if (typeof place === 'number') {
      return { file, schema: place };
    }
    const other = this.library.resolve(file, place);
    const names = other === undefined ? undefined : this.library.names(other);
    return other !== undefined && names?.kind === 'tableschema' && names.schemas.length > 0
      ? { file: other, schema: 0 }
      : undefined;
  }

  private viewOf(file: string): PackageView {
    const known = this.views.get(file);
    if (known) {
      return known;
    }
    const view = this.look(file, this.library.names(file));
    this.views.set(file, view);
    return view;
  }

  private look(file: string, names: DescriptorNames | undefined): PackageView {
    const schemas = new Map<string, SchemaAt>();
    const resourcesOf = new Map<string, Set<string>>();
    const references = new Map<string, Reference[]>();
    for (const { name, schema } of names?.resources ?? []) {
      const at = schema === undefined ? undefined : this.schemaAt(file, schema);
      if (!at) {
        continue;
      }
      const key = schemaKey(at);
      if (!resourcesOf.has(key)) {
        resourcesOf.set(key, new Set());
        for (const reference of this.library.names(at.file)?.schemas[at.schema]?.references ?? []) {
          append(references, reference.resource?.name, { ...at, reference });
        }
      }
      if (name && !schemas.has(name.name)) {
        schemas.set(name.name, at);
        resourcesOf.get(key)?.add(name.name);
      }
    }
    return { schemas, resourcesOf, references };
  }
}

function append<Value>(lists: Map<string, Value[]>, key: string | undefined, value: Value): void {
  if (key !== undefined) {
    const list = lists.get(key) ?? [];
    list.push(value);
    lists.set(key, list);
  }
}

function named(places: readonly NamePlace[], { name }: NameSymbol): NamePlace[] {
  return places.filter((place) => place.name === name);
}

function mention(
  { name, offset, length, quoted }: NamePlace,
  { kind }: NameSymbol,
  file: string,
  role: Mention['role'],
): Mention {
  return { name, offset, length, quoted, file, kind, role };
}

function schemaKey({ file, schema }: SchemaAt): string {
  return `${schema} ${file}`;
}

function symbolKey(symbol: NameSymbol): string {
  return symbol.kind === 'resource'
    ? `${symbol.name}\n${symbol.file}`
    : `${symbol.name}\n${schemaKey(symbol)}\n`;
}
