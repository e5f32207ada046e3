import { describeNotFound, describeRule } from './twins.ts';

const PROFILE = 'https://datapackage.org/profiles/2.0/datapackage.json';
const RESOURCES = '"resources": [{ "name": "a", "path": "a.csv" }]';
const RESOURCES_YAML = 'resources:\n  - name: a\n    path: a.csv\n';

function json(members: string): string {
  return `{ "$schema": "${PROFILE}", ${members}, ${RESOURCES} }`;
}

function yaml(members: string): string {
  return `$schema: ${PROFILE}\n${members}\n${RESOURCES_YAML}`;
}

describeRule('datapackage/role-instead-of-roles', [
  {
    when: 'a contributor of version 2 has role',
    severity: 'warning',
    json: json('"contributors": [{ "title": "Ada", «"role"»: "author" }]'),
    yaml: yaml('contributors:\n  - title: Ada\n    «role»: author # first'),
    fix: {
      json: ['"role": "author"', '"roles": ["author"]'],
      yaml: ['role: author # first', 'roles:\n      - author # first'],
    },
  },
  {
    when: 'role stands beside roles',
    json: json('"contributors": [{ "title": "Ada", "roles": ["creator"], «"role"»: "author" }]'),
    yaml: yaml('contributors:\n  - title: Ada\n    «role»: author\n    roles: [creator]'),
    fix: { json: [', "role": "author"', ''], yaml: ['    role: author\n', ''] },
  },
]);

describeRule('datapackage/unknown-role', [
  {
    when: 'version 1 does not have the role',
    severity: 'info',
    json: `{ "contributors": [{ "title": "Ada", "role": «"auther"» }], ${RESOURCES} }`,
    yaml: `contributors:\n  - title: Ada\n    role: «auther»\n${RESOURCES_YAML}`,
    fix: { json: ['auther', 'author'], yaml: ['auther', 'author'] },
  },
  {
    when: 'a role of version 2 is a slip',
    json: json('"contributors": [{ "title": "Ada", "roles": ["creator", «"rightsholder"»] }]'),
    yaml: yaml('contributors:\n  - title: Ada\n    roles: [creator, «rightsholder»]'),
    fix: { json: ['rightsholder', 'rightsHolder'], yaml: ['rightsholder', 'rightsHolder'] },
  },
]);

describeNotFound('datapackage/unknown-role', [
  {
    when: 'a role of version 2 is of another vocabulary',
    json: json(
      '"contributors": [{ "title": "Ada", "roles": ["author", "bookBinder", "writing-review-editing"] }]',
    ),
    yaml: yaml('contributors:\n  - title: Ada\n    roles: [author, bookBinder]'),
  },
]);

describeRule('datapackage/contributor-path', [
  {
    when: 'the path of a contributor has no scheme',
    severity: 'warning',
    json: json('"contributors": [{ "title": "Ada", "path": «"www.example.org/ada"» }]'),
    yaml: yaml('contributors:\n  - title: Ada\n    path: «www.example.org/ada»'),
    fix: {
      json: ['www.example.org/ada', 'https://www.example.org/ada'],
      yaml: ['www.example.org/ada', 'https://www.example.org/ada'],
      safe: false,
    },
  },
  {
    when: 'the path of a contributor is a file',
    json: json('"contributors": [{ "title": "Ada", "path": «"people/ada"» }]'),
    yaml: yaml('contributors:\n  - title: Ada\n    path: «people/ada»'),
  },
]);

describeRule('datapackage/contributor-without-title', [
  {
    when: 'a contributor has the parts of a name only',
    severity: 'info',
    json: json('"contributors": [«{» "givenName": "Ada", "familyName": "Lovelace" }]'),
    yaml: yaml('contributors:\n  - «givenName»: Ada\n    familyName: Lovelace'),
    fix: {
      json: ['{ "givenName"', '{ "title": "Ada Lovelace", "givenName"'],
      yaml: ['- givenName: Ada', '- title: Ada Lovelace\n    givenName: Ada'],
      safe: false,
    },
  },
  {
    when: 'two contributors have no name at all',
    json: json('"contributors": [«{» "email": "a@example.org" }, { "email": "b@example.org" }]'),
    yaml: yaml('contributors:\n  - «email»: a@example.org\n  - email: b@example.org'),
  },
]);
