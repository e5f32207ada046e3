import { expect, test } from 'vitest';
import { parseChallenges } from '#core/oci/challenge.ts';

const read = (header: string) =>
  parseChallenges(header).map(({ scheme, parameters }) => [scheme, { ...parameters }]);

test.each([
  ['Basic realm="x"', [['basic', { realm: 'x' }]]],
  ['BASIC REALM=x', [['basic', { realm: 'x' }]]],
  ['Basic', [['basic', {}]]],
  [
    'Bearer realm="https://a/t",service="s",scope="repository:a/b:pull,push"',
    [['bearer', { realm: 'https://a/t', service: 's', scope: 'repository:a/b:pull,push' }]],
  ],
  [
    'Bearer scope="s", realm="r" , error="invalid_token"',
    [['bearer', { scope: 's', realm: 'r', error: 'invalid_token' }]],
  ],
  [
    'Basic realm="a", Bearer realm="b"',
    [
      ['basic', { realm: 'a' }],
      ['bearer', { realm: 'b' }],
    ],
  ],
  [
    'Negotiate, Basic realm="a"',
    [
      ['negotiate', {}],
      ['basic', { realm: 'a' }],
    ],
  ],
  [
    'Negotiate YWJj==, Basic realm="a"',
    [
      ['negotiate', {}],
      ['basic', { realm: 'a' }],
    ],
  ],
  [
    'Negotiate YWJj=, Basic realm="a"',
    [
      ['negotiate', {}],
      ['basic', { realm: 'a' }],
    ],
  ],
  ['Basic realm="a \\"b\\", Bearer realm=\\"c"', [['basic', { realm: 'a "b", Bearer realm="c' }]]],
  ['Bearer realm="good", realm="evil"', [['bearer', { realm: 'good' }]]],
  ['Bearer realm = "x"', [['bearer', { realm: 'x' }]]],
  [',, Basic realm="x",,', [['basic', { realm: 'x' }]]],
  ['Bearer __proto__="x",realm="y"', [['bearer', { ['__proto__']: 'x', realm: 'y' }]]],
  ['Bearer realm="unclosed', [['bearer', { realm: 'unclosed' }]]],
  ['', []],
  ['"', []],
  [`Bearer realm="${'x'.repeat(20_000)}"`, []],
])('%s', (header, expected) => {
  expect(read(header)).toEqual(expected);
});
