import { set } from './draft.ts';
import { type Operator, operator, V1, V2, value } from './operator.ts';

const UNSAFE: readonly string[] = [
  '/etc/passwd',
  '../secret.csv',
  'data/../../secret.csv',
  'data\\people.csv',
  'C:/data/people.csv',
  '~/people.csv',
  './people.csv',
  'data/./people.csv',
  '.secret.csv',
  'data/.hidden/people.csv',
  '%2e%2e/secret.csv',
  'data/%252e%252e/secret.csv',
  '%2Fetc%2Fpasswd',
  'file:///etc/passwd.csv',
  'javascript:people.csv',
  'https:///people.csv',
  'https:people.csv',
  's3://bucket/people.csv',
  '//example.org/people.csv',
  'a\u0000b.csv',
];
/** What version 1 allows: its texts speak of "/" and ".." only. */
const SAFE_IN_1: readonly string[] = ['data/./people.csv', 'data/.hidden/people.csv'];
const UNSAFE_IN_1: readonly string[] = ['ftp://example.org/people.csv'];

/** Paths that leave the package, or may on some system, wherever a path may stand. */
export const PATH_OPERATORS: readonly Operator[] = [
  ...UNSAFE.map((path) =>
    operator(
      'unsafe-path',
      JSON.stringify(path),
      (draft) => value(set(draft.file(), 'path', path)),
      SAFE_IN_1.includes(path) ? V2 : undefined,
    ),
  ),
  ...UNSAFE_IN_1.map((path) =>
    operator('unsafe-path', path, (draft) => value(set(draft.file(), 'path', path)), V1),
  ),
  operator('unsafe-path', 'the second of two files', (draft) => {
    const at = set(draft.file(), 'path', ['a.csv', '../b.csv']);
    return value(at && [...at, 1]);
  }),
  operator('unsafe-path', 'a schema', (draft) =>
    draft.hasForeignKeys ? undefined : value(set(draft.file(), 'schema', '../schema.json')),
  ),
  operator('unsafe-path', 'a dialect', (draft) => value(set(draft.file(), 'dialect', '/dialect.json'))),
];
