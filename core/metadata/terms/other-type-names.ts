/** What databases and programming languages call the types of Table Schema. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  string: ['str', 'text', 'char', 'character', 'charactervarying', 'varchar', 'nvarchar', 'utf8'],
  number: ['float', 'float32', 'float64', 'double', 'doubleprecision', 'decimal', 'numeric', 'real'],
  integer: [
    'int',
    'int8',
    'int16',
    'int32',
    'int64',
    'long',
    'short',
    'bigint',
    'smallint',
    'uint32',
    'uint64',
  ],
  boolean: ['bool', 'logical', 'bit'],
  datetime: ['timestamp', 'timestamptz', 'datetime64'],
  object: ['json', 'jsonb', 'struct', 'dict', 'map'],
  geopoint: ['latlon', 'latlong', 'lonlat', 'point'],
};

const BY_OTHER_NAME: ReadonlyMap<string, string> = new Map(
  Object.entries(OTHER_NAMES).flatMap(([type, names]) => names.map((name) => [name, type] as const)),
);

/** The field type that people mean by a name of another system: `float`, `VARCHAR(10)`, `geo_point`. */
export function typeByOtherName(name: string): string | undefined {
  const [bare = ''] = name.slice(0, 64).toLowerCase().split('(');
  return BY_OTHER_NAME.get(bare.replace(/[-_ ]/g, ''));
}
