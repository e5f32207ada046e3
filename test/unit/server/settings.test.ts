import { describe, expect, test } from 'vitest';
import {
  decodeInitializationOptions,
  decodeWorkspaceTrust,
  defaultSettings,
  syntaxIsElsewhere,
} from '#server/workspace/settings.ts';

describe('decodeInitializationOptions', () => {
  test.each([undefined, null, 7, 'trusted', [], {}, { trusted: 'no', yamlSyntaxElsewhere: 1 }])(
    '%j tells nothing',
    (options) => {
      expect(decodeInitializationOptions(options)).toEqual(defaultSettings);
    },
  );

  test('takes the flags that are given', () => {
    expect(decodeInitializationOptions({ trusted: false, yamlSyntaxElsewhere: true })).toEqual({
      trusted: false,
      jsonSyntaxElsewhere: true,
      yamlSyntaxElsewhere: true,
    });
  });
});

test.each([
  [{ trusted: true }, true],
  [{ trusted: 'true' }, false],
  [{}, false],
  [null, false],
])('trust told as %j is %j', (params, expected) => {
  expect(decodeWorkspaceTrust(params)).toBe(expected);
});

test.each([
  ['json', true],
  ['jsonc', true],
  ['yaml', false],
  ['datapackage', false],
  ['datapackage-yaml', false],
  ['plaintext', false],
])('with the defaults, somebody else looks after the syntax of %s: %j', (languageId, expected) => {
  expect(syntaxIsElsewhere(languageId, defaultSettings)).toBe(expected);
});
