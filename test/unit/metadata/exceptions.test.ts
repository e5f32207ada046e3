import { describe, expect, test } from 'vitest';
import { addIgnored, commentAbove, turnOff } from '#core/metadata/config/config-edits.ts';
import { type Configuration, noConfiguration } from '#core/metadata/config/configuration.ts';
import { ignoreHere, turnOffInWorkspace } from '#core/metadata/config/exceptions.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import type { Problem } from '#core/metadata/problem.ts';
import { applyEdits } from './marks.ts';

const CODE = 'datapackage/no-data';

function yaml(text: string) {
  return parseMetadata({ name: 'datapackage.yaml', text });
}

/** A text with `|` where a finding begins, with the comment that is put above it. */
function commented(marked: string, code = CODE): string | undefined {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const edit = commentAbove(yaml(text), { code, offset });
  return edit && applyEdits(text, [edit]);
}

describe('a comment above a finding', () => {
  test.each([
    ['|name: a\n', `# waybill-ignore ${CODE}\nname: a\n`],
    ['resources:\n  - |name: a\n', `resources:\n  # waybill-ignore ${CODE}\n  - name: a\n`],
    ['resources:\n- name: a\n  path: |b\n', `resources:\n- name: a\n  # waybill-ignore ${CODE}\n  path: b\n`],
    ['name: a\r\nid: |b\r\n', `name: a\r\n# waybill-ignore ${CODE}\r\nid: b\r\n`],
    ['description: >-\n  b\n  c\nid: |d\n', `description: >-\n  b\n  c\n# waybill-ignore ${CODE}\nid: d\n`],
    ['{ "name":\n  |"a" }', `{ "name":\n  # waybill-ignore ${CODE}\n  "a" }`],
    ['\uFEFF|name: a', `\uFEFF# waybill-ignore ${CODE}\nname: a`],
    ['|\uFEFFname: a', `\uFEFF# waybill-ignore-file ${CODE}\nname: a`],
  ])('of %j', (text, after) => {
    expect(commented(text)).toBe(after);
  });

  test.each(['description: >-\n  b\n  |c\n', 'description: "b\n  |c"\n', 'description: b\n  |c\n'])(
    'cannot stand in a text like %j',
    (text) => {
      expect(commented(text)).toBeUndefined();
    },
  );

  test('cannot stand in JSON', () => {
    const document = parseMetadata({ name: 'datapackage.json', text: '{}' });
    expect(commentAbove(document, { code: CODE, offset: 0 })).toBeUndefined();
  });
});

describe('a configuration keeps its style and comments', () => {
  test.each([
    ['rules:\n    datapackage/no-data: "warning" # why\n', 'rules:\n    datapackage/no-data: off # why\n'],
    ['rules: {}\n', 'rules:\n  datapackage/no-data: off\n'],
    ['# mine\n\n', '# mine\n\nrules:\n  datapackage/no-data: off\n'],
    ['# mine', '# mine\nrules:\n  datapackage/no-data: off\n'],
  ])('when a rule is turned off in %j', (text, after) => {
    const config = parseMetadata({ name: 'waybill.config.yaml', text });
    expect(applyEdits(text, turnOff(config, CODE) ?? [])).toBe(after);
  });

  test('when an exception is added', () => {
    const text = 'ignore:\n  - rule: datapackage/empty-file # why\n\nexclude: [build/]\n';
    const config = parseMetadata({ name: 'waybill.config.yaml', text });
    const edits = addIgnored(config, { rule: CODE, path: '/a.json', pointer: '/resources/0' });
    expect(applyEdits(text, edits ?? [])).toBe(
      'ignore:\n  - rule: datapackage/empty-file # why\n  - rule: datapackage/no-data\n    path: "/a.json"\n    pointer: "/resources/0"\n\nexclude: [build/]\n',
    );
  });

  test('and is left alone where rules are no rules', () => {
    const config = parseMetadata({ name: 'waybill.config.yaml', text: 'rules: often\n' });
    expect(turnOff(config, CODE)).toBeUndefined();
  });
});

describe('an exception is offered only where it works', () => {
  const json = parseMetadata({ name: 'datapackage.json', text: '{}' });
  const found: Problem = {
    code: CODE,
    severity: 'error',
    message: 'm',
    offset: 0,
    length: 1,
    pointer: '/resources/0',
  };
  const beside = (more: Partial<NonNullable<Configuration['file']>> = {}): Configuration => ({
    ...noConfiguration,
    file: {
      path: 'waybill.config.yaml',
      documentPath: 'datapackage.json',
      settledByPerson: new Set(),
      ...more,
    },
  });

  test('not where nobody knows of a configuration', () => {
    expect(ignoreHere(json, found)).toBeUndefined();
    expect(turnOffInWorkspace(json, CODE)).toBeUndefined();
  });

  test.each(['metadata/syntax', 'config/unknown-rule', 'x/y'])('not for %s', (code) => {
    expect(ignoreHere(yaml('name: a'), { ...found, code }, beside())).toBeUndefined();
    expect(turnOffInWorkspace(json, code, beside())).toBeUndefined();
  });

  test('not in a configuration that is broken', () => {
    const document = parseMetadata({ name: 'waybill.config.yaml', text: 'rules: {\n' });
    expect(turnOffInWorkspace(json, CODE, beside({ document }))).toBeUndefined();
  });

  test('not against the settings of the person', () => {
    const settledByPerson = new Set([CODE]);
    expect(turnOffInWorkspace(json, CODE, beside({ settledByPerson }))).toBeUndefined();
    expect(turnOffInWorkspace(json, 'datapackage/empty-file', beside({ settledByPerson }))).toBeDefined();
  });

  test('for this file alone, although a name without folder would mean any folder', () => {
    expect(ignoreHere(json, found, beside())?.change.files).toEqual([
      {
        kind: 'create',
        path: 'waybill.config.yaml',
        text: 'ignore:\n  - rule: datapackage/no-data\n    path: "/datapackage.json"\n    pointer: "/resources/0"\n',
      },
    ]);
    expect(ignoreHere(json, found, beside({ documentPath: '{a,b}/x.json' }))).toBeUndefined();
  });
});
