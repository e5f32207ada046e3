import type { PathSegment } from '#core/base/json-pointer.ts';
import type { MetadataDocument } from '../document.ts';
import { type StacPlace, stacPlaceOf } from './stac/stac-place.ts';

type Path = readonly PathSegment[];

/** What a value is in a descriptor, wherever it stands: a `fields/*` of a schema of its own is one of a package too. */
export interface Place {
  /**
   * The innermost thing with a name and the way from there: `package/name`, `resource/path/*`, `schema/primaryKey`,
   * `field/constraints/minimum`, `foreignKey/reference`, `license/name`, `dialect/delimiter`. `*` is any item.
   */
  readonly pattern: string;
  /** The paths of what is around it. */
  readonly resource?: Path;
  readonly schema?: Path;
  readonly field?: Path;
  readonly foreignKey?: Path;
  /** In STAC documents. */
  readonly stac?: StacPlace;
}

const ROOTS: Partial<Record<MetadataDocument['kind'], string>> = {
  datapackage: 'package',
  dataresource: 'resource',
  tableschema: 'schema',
  tabledialect: 'dialect',
};

/** What opens within what: a list whose items are things of their own, or a part of one. */
const PARTS: Readonly<
  Record<string, Readonly<Record<string, { readonly name: string; readonly isList: boolean }>>>
> = {
  package: {
    resources: { name: 'resource', isList: true },
    licenses: { name: 'license', isList: true },
    sources: { name: 'source', isList: true },
    contributors: { name: 'contributor', isList: true },
  },
  resource: {
    schema: { name: 'schema', isList: false },
    dialect: { name: 'dialect', isList: false },
    licenses: { name: 'license', isList: true },
    sources: { name: 'source', isList: true },
  },
  schema: {
    fields: { name: 'field', isList: true },
    foreignKeys: { name: 'foreignKey', isList: true },
  },
};

/** What stands at a path of a Data Package descriptor or a STAC document; undefined in documents of other kinds. */
export function placeOf({ kind }: Pick<MetadataDocument, 'kind'>, path: Path): Place | undefined {
  const root = ROOTS[kind];
  if (root === undefined) {
    return stacPlaceOf(kind, path);
  }
  let name = root;
  let length = 0;
  const found = new Map<string, Path>([[root, []]]);
  for (;;) {
    const part = PARTS[name]?.[String(path[length])];
    if (!part || (part.isList && typeof path[length + 1] !== 'number')) {
      break;
    }
    length += part.isList ? 2 : 1;
    name = part.name;
    found.set(name, path.slice(0, length));
  }
  const rest = path.slice(length).map((segment) => (typeof segment === 'number' ? '*' : segment));
  const [resource, schema, field, foreignKey] = ['resource', 'schema', 'field', 'foreignKey'].map((each) =>
    found.get(each),
  );
  return {
    pattern: [name, ...rest].join('/'),
    ...(resource && { resource }),
    ...(schema && { schema }),
    ...(field && { field }),
    ...(foreignKey && { foreignKey }),
  };
}
