import { expect, test } from 'vitest';
import { parseConnection, repositoryOf } from '#client/connection.ts';

test.each([
  ['localhost:5000', { kind: 'registry', host: 'localhost:5000' }, undefined],
  [' registry.example.org ', { kind: 'registry', host: 'registry.example.org' }, undefined],
  [
    'ghcr.io/acme/stations',
    { kind: 'repository', host: 'ghcr.io', repository: 'acme/stations' },
    { kind: 'registry', host: 'ghcr.io', repository: 'acme/stations' },
  ],
  [
    'oci:/data/registry',
    { kind: 'layout', path: '/data/registry' },
    { kind: 'layout', path: '/data/registry' },
  ],
  ['ghcr.io/Acme', { kind: 'invalid', message: expect.stringMatching(/Acme/) }, undefined],
  ['', { kind: 'invalid', message: expect.stringMatching(/empty/) }, undefined],
])('the setting %j is %j', (entry, expected, repository) => {
  const connection = parseConnection(entry);
  expect(connection).toMatchObject({ ...expected, entry });
  expect(repositoryOf(connection)).toEqual(repository);
});
