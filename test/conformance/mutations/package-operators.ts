import { append, remove, set } from './draft.ts';
import { head, inside, key, type Operator, operator, V1, V2, value } from './operator.ts';

/** Ways to break what a package says of itself. */
export const PACKAGE_OPERATORS: readonly Operator[] = [
  operator('missing-property', 'no resources', ({ root }) => head(remove(root, 'resources')?.path)),
  operator('too-few', 'an empty list of resources', ({ root }) => head(set(root, 'resources', []))),
  operator('wrong-type', 'resources as an object', ({ root }) => head(set(root, 'resources', {}))),
  operator('wrong-type', 'a resource that is a text', ({ root }) =>
    value(append(root, 'resources', 'a.csv')),
  ),
  operator('name-form', 'a name with a blank', ({ root }) => value(set(root, 'name', 'Two Words'))),
  operator('wrong-type', 'a number for a name', ({ root }) => value(set(root, 'name', 7))),
  operator('wrong-type', 'a list for a title', ({ root }) => head(set(root, 'title', ['A title']))),
  operator('translated-text', 'a title in two languages', ({ root }) =>
    head(set(root, 'title', { '': 'A title', de: 'Ein Titel' })),
  ),
  operator('time-in-name', 'a year in the name', ({ root }) => value(set(root, 'name', 'mutants-2024'))),
  operator('ambiguous-id', 'a short id', ({ root }) => value(set(root, 'id', 'mutant'))),
  operator('version-form', 'a version of one number', ({ root }) => value(set(root, 'version', '7'))),
  operator('wrong-form', 'a homepage without scheme', ({ root }) => value(set(root, 'homepage', 'example'))),
  operator('wrong-form', 'a day that is no time', ({ root }) => value(set(root, 'created', '2024-02-30'))),
  operator('created-in-future', 'made tomorrow', ({ root }) => {
    const where = value(set(root, 'created', '2031-05-01T00:00:00Z'));
    return where && { where, around: { now: () => Date.UTC(2026, 0, 1) } };
  }),
  operator('duplicate-keyword', 'a keyword twice', ({ root }) => {
    set(root, 'keywords', ['one', 'two', 'one']);
    return value(['keywords', 2]);
  }),
  operator('wrong-type', 'keywords as a text', ({ root }) => value(set(root, 'keywords', 'one, two'))),
  operator('too-few', 'no keyword in the list', ({ root }) => head(set(root, 'keywords', []))),
  operator('misspelt-property', '"descripton"', ({ root }) => {
    remove(root, 'description');
    return key(set(root, 'descripton', 'About mutants.'));
  }),
  operator('misspelt-property', '"resorces"', ({ root }) => {
    const resources = root.value['resources'];
    remove(root, 'resources');
    return key(set(root, 'resorces', resources));
  }),
  operator('misspelt-property', '"licences"', ({ root }) => {
    remove(root, 'licenses');
    return key(set(root, 'licences', [{ name: 'CC0-1.0' }]));
  }),
  operator('misspelt-property', '"tittle" in a licence', ({ root }) => {
    const at = append(root, 'licenses', { name: 'CC0-1.0', tittle: 'Zero' });
    return key(at && [...at, 'tittle']);
  }),
  operator('wrong-type', '"$schema" as a number', ({ root }) => value(set(root, '$schema', 7)), V1),
  operator('nested-profile', '"$schema" in a schema', (draft) =>
    key(set(draft.schema(), '$schema', 'https://datapackage.org/profiles/2.0/tableschema.json')),
  ),
  operator(
    'profile-not-known',
    'the profile of someone',
    ({ root }) => value(set(root, '$schema', 'https://example.org/profiles/mutants.json')),
    V2,
  ),
  operator(
    'version-not-stated',
    'no profile',
    ({ root }) => {
      const had = remove(root, 'profile');
      return '$schema' in root.value ? undefined : head(had?.path);
    },
    V1,
  ),
  operator(
    'unknown-profile',
    'a profile with "_"',
    ({ root }) => value(set(root, 'profile', 'data_package')),
    V1,
  ),
  operator(
    'obsolete-profile',
    'a profile beside $schema',
    ({ root }) => ('profile' in root.value ? undefined : key(set(root, 'profile', 'data-package'))),
    V2,
  ),
  operator(
    'not-tabular',
    'a resource that is not tabular',
    (draft) => {
      if (draft.root.value['profile'] !== 'tabular-data-package') {
        return undefined;
      }
      return value(
        inside(
          draft.newResource({ name: 'mutant', path: 'mutant.csv', profile: 'data-resource' }),
          'profile',
        ),
      );
    },
    V1,
  ),
];

/** Ways to break what a package says of people, rights and sources. */
export const CREDIT_OPERATORS: readonly Operator[] = [
  operator('missing-property', 'a licence without name', ({ root }) =>
    head(append(root, 'licenses', { title: 'Free' })),
  ),
  operator('too-few', 'no licence in the list', ({ root }) => head(set(root, 'licenses', []))),
  operator('wrong-type', 'a licence as a text', ({ root }) => value(append(root, 'licenses', 'MIT'))),
  operator('unknown-license', 'a licence that nobody knows', ({ root }) => {
    const at = append(root, 'licenses', { name: 'MUTANT-9.9' });
    return value(at && [...at, 'name']);
  }),
  operator('wrong-form', 'a licence by its title', ({ root }) => {
    const at = append(root, 'licenses', { name: 'Public Domain' });
    return value(at && [...at, 'name']);
  }),
  operator('unsafe-path', 'a licence above the package', ({ root }) => {
    const at = append(root, 'licenses', { name: 'MIT', path: '../LICENSE' });
    return value(at && [...at, 'path']);
  }),
  operator('license-instead-of-licenses', '"license"', ({ root }) => {
    remove(root, 'licenses');
    return key(set(root, 'license', 'MIT'));
  }),
  operator(
    'missing-property',
    'a contributor without title',
    ({ root }) => head(append(root, 'contributors', { email: 'ada@example.org' })),
    V1,
  ),
  operator(
    'contributor-without-title',
    'a contributor without title',
    ({ root }) => {
      const list = root.value['contributors'];
      return JSON.stringify(list ?? []).includes('"title"')
        ? undefined
        : head(append(root, 'contributors', { email: 'ada@example.org' }));
    },
    V2,
  ),
  operator('empty', 'a contributor of nothing', ({ root }) => head(append(root, 'contributors', {})), V2),
  operator('contributor-path', 'a contributor with a file', ({ root }) => {
    const at = append(root, 'contributors', { title: 'Ada', path: 'people/ada.html' });
    return value(at && [...at, 'path']);
  }),
  operator('wrong-form', 'an email that is none', ({ root }) => {
    const at = append(root, 'contributors', { title: 'Ada', email: 'ada at example' });
    return value(at && [...at, 'email']);
  }),
  operator(
    'property-of-version-2',
    '"roles" in version 1',
    ({ root }) => {
      const at = append(root, 'contributors', { title: 'Ada', roles: ['author'] });
      return key(at && [...at, 'roles']);
    },
    V1,
  ),
  operator(
    'role-instead-of-roles',
    '"role" in version 2',
    ({ root }) => {
      const at = append(root, 'contributors', { title: 'Ada', role: 'author' });
      return key(at && [...at, 'role']);
    },
    V2,
  ),
  operator(
    'wrong-type',
    'roles as a text',
    ({ root }) => {
      const at = append(root, 'contributors', { title: 'Ada', roles: 'author' });
      return value(at && [...at, 'roles']);
    },
    V2,
  ),
  operator(
    'unknown-role',
    'a role with a slip',
    ({ root }) => {
      const at = append(root, 'contributors', { title: 'Ada', roles: ['creater'] });
      return value(at && [...at, 'roles', 0]);
    },
    V2,
  ),
  operator(
    'unknown-role',
    "a role of one's own",
    ({ root }) => {
      const at = append(root, 'contributors', { title: 'Ada', role: 'boss' });
      return value(at && [...at, 'role']);
    },
    V1,
  ),
  operator(
    'missing-property',
    'a source without title',
    ({ root }) => head(append(root, 'sources', { path: 'https://example.org/' })),
    V1,
  ),
  operator('empty', 'a source of nothing', ({ root }) => head(append(root, 'sources', {})), V2),
  operator('unsafe-path', 'a source in a home directory', ({ root }) => {
    const at = append(root, 'sources', { title: 'Home', path: '~/data.csv' });
    return value(at && [...at, 'path']);
  }),
  operator('unsafe-path', 'an absolute image', ({ root }) => value(set(root, 'image', '/logo.png'))),
];
