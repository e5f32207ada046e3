import { isRecord } from './metadata-oracle.ts';

const VALUES: readonly unknown[] = [
  ...[null, true, false, 0, 1, -1, 1.5, '', ' ', 'x', 'A b', 'integer', 'list', 'default', 'any', 'table'],
  ...[
    [],
    [''],
    ['x'],
    [1],
    ['x', 'x'],
    {},
    { x: 1 },
    [{}],
    [[]],
    '2024-05-01',
    '../x',
    './x',
    '/x',
    'http://x',
  ],
  ...['https://example.org/', 'ftp://example.org/a', 'a@b.org', 'sha256:abc', 'csv', 'text/csv', 'utf-8'],
];

/** Names that mean something in some place, so that a change may put one where it means nothing. */
const NAMES: readonly string[] = [
  ...[
    'name',
    'type',
    'format',
    'constraints',
    'minimum',
    'maximum',
    'minLength',
    'enum',
    'pattern',
    'required',
  ],
  ...[
    'unique',
    'fields',
    'reference',
    'resource',
    'primaryKey',
    'foreignKeys',
    'uniqueKeys',
    'missingValues',
  ],
  ...[
    'fieldsMatch',
    'path',
    'data',
    'schema',
    'dialect',
    'profile',
    'title',
    'description',
    'licenses',
    'sources',
  ],
  ...[
    'contributors',
    'roles',
    'role',
    'email',
    'keywords',
    'created',
    'bytes',
    'hash',
    'encoding',
    'mediatype',
  ],
  ...[
    'header',
    'headerRows',
    'delimiter',
    'quoteChar',
    'escapeChar',
    'categories',
    'trueValues',
    'jsonSchema',
  ],
  ...[
    'itemType',
    'example',
    'rdfType',
    'exclusiveMinimum',
    'groupChar',
    'bareNumber',
    'url',
    'license',
    'unknown',
  ],
];

type Next = (below: number) => number;
interface Spot {
  readonly owner: Record<string, unknown> | unknown[];
  readonly key: string;
  readonly pointer: string;
}

/** Makes one to three random changes to a copy of a descriptor, and tells which; its `$schema` stays. */
export function randomlyChanged(
  value: Readonly<Record<string, unknown>>,
  next: Next,
): { readonly value: Record<string, unknown>; readonly changes: string } {
  const changes: string[] = [];
  const copy = structuredClone(value);
  for (let count = 1 + next(3); count > 0; count--) {
    const spots = spotsIn(copy, '').filter(({ key }) => key !== '$schema');
    const spot = spots[next(spots.length)];
    const other = spots[next(spots.length)];
    if (spot && other) {
      changes.push(`${spot.pointer}: ${change(spot, other, next)}`);
    }
  }
  return { value: copy, changes: changes.join('; ') };
}

function spotsIn(value: unknown, pointer: string): Spot[] {
  const keys = Array.isArray(value)
    ? [...value.keys()].map(String)
    : isRecord(value)
      ? Object.keys(value)
      : [];
  return Array.isArray(value) || isRecord(value)
    ? keys.flatMap((key) => [
        { owner: value, key, pointer: `${pointer}/${key}` },
        ...spotsIn(get(value, key), `${pointer}/${key}`),
      ])
    : [];
}

/** Changes what is in a spot, and tells how. */
function change({ owner, key }: Spot, other: Spot, next: Next): string {
  const random = structuredClone(VALUES[next(VALUES.length)]);
  const name = NAMES[next(NAMES.length)] ?? '';
  const own = get(owner, key);
  switch (next(6)) {
    case 0:
      put(owner, key, random);
      return `= ${JSON.stringify(random)}`;
    case 1:
      take(owner, key);
      return 'removed';
    case 2:
      put(owner, key, structuredClone(get(other.owner, other.key)));
      return `= ${other.pointer}`;
    case 3:
      if (!Array.isArray(owner)) {
        take(owner, key);
        owner[name] = own;
      }
      return `renamed to ${name}`;
    case 4:
      if (Array.isArray(owner)) {
        owner.push(structuredClone(own));
        return 'twice';
      }
      owner[name] = random;
      return `beside it ${name} = ${JSON.stringify(random)}`;
    default: {
      const by = tweaked(own, next);
      put(owner, key, by);
      return `= ${String(JSON.stringify(by)).slice(0, 60)}`;
    }
  }
}

/** A value that differs a little. */
function tweaked(value: unknown, next: Next): unknown {
  if (typeof value === 'string') {
    return [value.toUpperCase(), value.slice(1), `${value} `, `/${value}`, [value], value.length][next(6)];
  }
  return typeof value === 'number' ? [-value, value + 0.5, String(value)][next(3)] : [value];
}

function get(owner: Spot['owner'], key: string): unknown {
  return Array.isArray(owner) ? owner[Number(key)] : owner[key];
}

function put(owner: Spot['owner'], key: string, value: unknown): void {
  if (Array.isArray(owner)) {
    owner[Number(key)] = value;
  } else {
    owner[key] = value;
  }
}

function take(owner: Spot['owner'], key: string): void {
  if (Array.isArray(owner)) {
    owner.splice(Number(key), 1);
  } else {
    delete owner[key];
  }
}
