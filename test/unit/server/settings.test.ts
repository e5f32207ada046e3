import { describe, expect, test } from 'vitest';
import { emptyConfig } from '#core/metadata/config/config-file.ts';
import {
  decodeChangedSettings,
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
      commands: new Set(),
      display: { codeLens: true, inlayHints: true },
      person: emptyConfig,
    });
  });

  test('takes the commands that a client can run', () => {
    expect([...decodeInitializationOptions({ commands: ['a.b', 7] }).commands]).toEqual(['a.b']);
  });

  test('what is shown between the lines can be switched off', () => {
    const options = { codeLens: { enabled: false }, inlayHints: { enabled: 'no' } };
    expect(decodeInitializationOptions(options).display).toEqual({ codeLens: false, inlayHints: true });
  });

  test('takes the rules and schemas that make sense', () => {
    const { person } = decodeInitializationOptions({
      rules: { 'datapackage/missing-file': 'off', 'datapackage/empty-file': 'of', nothing: 'off' },
      schemas: { 'https://example.org/p.json': 'p.json', '**': 7 },
    });
    expect([...person.rules]).toEqual([['datapackage/missing-file', 'off']]);
    expect([...person.schemas]).toEqual([['https://example.org/p.json', 'p.json']]);
  });
});

describe('decodeChangedSettings', () => {
  const RULES = { rules: { 'datapackage/missing-file': 'hint' } };

  test.each([[{ waybill: RULES }], [RULES]])('reads %j', (settings) => {
    expect([...(decodeChangedSettings(settings)?.person.rules ?? [])]).toEqual([
      ['datapackage/missing-file', 'hint'],
    ]);
  });

  test.each([[{ waybill: {} }], [{ waybill: null, rules: 7 }]])('%j says that nothing is set', (settings) => {
    expect(decodeChangedSettings(settings)).toEqual({
      person: emptyConfig,
      display: { codeLens: true, inlayHints: true },
    });
  });

  test('reads what is shown between the lines', () => {
    expect(decodeChangedSettings({ waybill: { codeLens: { enabled: false } } })?.display).toEqual({
      codeLens: false,
      inlayHints: true,
    });
  });

  test.each([[null], [undefined], [[]], [{}], [{ editor: {} }]])('%j tells nothing', (settings) => {
    expect(decodeChangedSettings(settings)).toBeUndefined();
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
