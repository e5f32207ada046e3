import path from 'node:path';
import { describe, expect } from 'vitest';
import {
  ConfigurationRequest,
  type Diagnostic,
  DidChangeConfigurationNotification,
  FileChangeType,
} from 'vscode-languageserver-protocol/node';
import { test } from '#test/support/lsp-workspace.ts';

const PACKAGE = `$schema: https://example.org/profiles/survey-1.0.json
name: survey
id: https://doi.org/10.1/x
licenses: [{ name: CC0-1.0 }]
resources:
  - name: a
    path: absent.csv
`;
const CONFIG = 'waybill.config.yaml';
const PACKAGE_NAME = 'data/survey/datapackage.yaml';

/** `severity code` of findings, but for advice on what a package may have besides. */
function told(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics
    .filter(({ code }) => /missing-file|profile|suppression/.test(String(code)))
    .map(({ severity, code }) => `${severity} ${code}`)
    .sort();
}

const says = (line: string) => (found: Diagnostic[]) => told(found).includes(line);

describe('a configuration of the team', () => {
  test('counts from above, as it is edited, and when it goes', async ({ workspace }) => {
    await workspace.write({
      [CONFIG]: 'rules: { datapackage/missing-file: warning }\n',
      [PACKAGE_NAME]: PACKAGE,
    });
    const client = await workspace.start({
      capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } },
    });
    const { uri } = await client.open(workspace.uri(PACKAGE_NAME), PACKAGE, 'datapackage-yaml');
    expect(told(await client.diagnostics(uri))).toEqual([
      '2 datapackage/missing-file',
      '3 datapackage/profile-not-known',
    ]);
    const config = await client.open(
      workspace.uri(CONFIG),
      'rules: { datapackage/missing-file: hint }\n',
      'yaml',
    );
    await client.diagnostics(uri, says('4 datapackage/missing-file'));
    await client.replace(config.uri, 'hint', 'hin');
    // A level that is none has no effect, and is a finding where it stands.
    await client.diagnostics(uri, says('1 datapackage/missing-file'));
    const own = await client.diagnostics(config.uri);
    expect(own).toMatchObject([{ code: 'config/unknown-value', source: 'waybill' }]);
    await client.close(config.uri);
    await client.diagnostics(uri, says('2 datapackage/missing-file'));
    await workspace.write({ [CONFIG]: 'rules: { datapackage/missing-file: info }\n' });
    await client.changedOnDisk({ uri: config.uri, type: FileChangeType.Changed });
    await client.diagnostics(uri, says('3 datapackage/missing-file'));
  });

  test('maps the address of a profile to a file, which is checked and completed', async ({ workspace }) => {
    await workspace.write({
      [CONFIG]: 'schemas: { "https://example.org/profiles/survey-1.0.json": profiles/survey.json }\n',
      'profiles/survey.json':
        '{ "title": "Survey", "required": ["survey:method"], "properties": { "survey:method": { "description": "How people were asked." } } }',
      [PACKAGE_NAME]: PACKAGE,
    });
    const client = await workspace.start();
    const { uri } = await client.open(workspace.uri(PACKAGE_NAME), PACKAGE, 'datapackage-yaml');
    const found = await client.diagnostics(uri);
    expect(found.map(({ message }) => message)).toContain(
      'The file needs "survey:method". The profile "Survey" asks for this.',
    );
    const edited = await client.replace(uri, 'name: survey', 'surv: web\nname: survey');
    const items = await client.completion(uri, client.positionOf(uri, 'surv: web', 4));
    expect(items.map(({ label }) => label)).toContain('survey:method');
    await client.replace(edited.uri, 'surv: web', 'survey:method: web');
    const hover = await client.hover(uri, client.positionOf(uri, 'survey:method', 2));
    expect(JSON.stringify(hover)).toContain('How people were asked.');
  });

  test('is completed and explained itself', async ({ workspace }) => {
    const client = await workspace.start();
    const { uri } = await client.open(workspace.uri(CONFIG), 'rules:\n  datapackage/missing-fi\n', 'yaml');
    const items = await client.completion(uri, client.positionOf(uri, 'missing-fi', 10));
    expect(items.map(({ label }) => label)).toContain('datapackage/missing-file');
    await client.replace(uri, 'missing-fi', 'missing-file: off');
    const hover = await client.hover(uri, client.positionOf(uri, 'missing-file'));
    expect(JSON.stringify(hover)).toContain('What a path names is there');
  });

  test('outside of the workspace is not looked at', async ({ workspace }) => {
    await workspace.write({ [`../${CONFIG}`]: 'exclude: ["**"]\n', [PACKAGE_NAME]: PACKAGE });
    const client = await workspace.start();
    const { uri } = await client.open(workspace.uri(PACKAGE_NAME), PACKAGE, 'datapackage-yaml');
    expect(told(await client.diagnostics(uri))).toContain('1 datapackage/missing-file');
  });
});

describe('settings of a person', () => {
  const off = { rules: { 'datapackage/missing-file': 'hint' } };

  test('come with the start, and as they change', async ({ workspace }) => {
    await workspace.write({ [PACKAGE_NAME]: PACKAGE });
    const client = await workspace.start({ initializationOptions: off });
    const { uri } = await client.open(workspace.uri(PACKAGE_NAME), PACKAGE, 'datapackage-yaml');
    expect(told(await client.diagnostics(uri))).toContain('4 datapackage/missing-file');
    await client.connection.sendNotification(DidChangeConfigurationNotification.type, {
      settings: { waybill: { rules: { 'datapackage/missing-file': 'warning' } } },
    });
    await client.diagnostics(uri, says('2 datapackage/missing-file'));
  });

  test('are asked for where the client can be asked', async ({ workspace }) => {
    await workspace.write({ [PACKAGE_NAME]: PACKAGE });
    let settings: object = off;
    const client = await workspace.start({
      capabilities: {
        workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } },
      },
    });
    client.connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => settings));
    const { uri } = await client.open(workspace.uri(PACKAGE_NAME), PACKAGE, 'datapackage-yaml');
    await client.diagnostics(uri, says('4 datapackage/missing-file'));
    settings = {};
    await client.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
    await client.diagnostics(uri, says('1 datapackage/missing-file'));
  });
});

test('each finding leads to the page about its rule', async ({ workspace }) => {
  await workspace.write({ [PACKAGE_NAME]: PACKAGE });
  const client = await workspace.start();
  const { uri } = await client.open(workspace.uri(PACKAGE_NAME), PACKAGE, 'datapackage-yaml');
  const found = await client.diagnostics(uri);
  const pages = path.resolve(import.meta.dirname, '../../docs/rules');
  expect(found.map(({ codeDescription }) => decodeURI(codeDescription?.href ?? ''))).toEqual(
    found.map(({ code }) => `file://${pages}/${code}.md`),
  );
});
