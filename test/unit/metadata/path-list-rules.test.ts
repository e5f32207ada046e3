import { packageJson, packageYaml } from './samples.ts';
import { describeNotFound, describeRule } from './twins.ts';

function json(paths: string): string {
  return packageJson(`{ "name": "a", "path": [${paths}] }`);
}

function yaml(paths: readonly string[]): string {
  return packageYaml(`- name: a\n  path:\n${paths.map((path) => `    - ${path}`).join('\n')}`);
}

describeRule('datapackage/mixed-paths', [
  {
    when: 'an address stands among paths',
    severity: 'error',
    json: json('"a.csv", «"https://example.org/b.csv"», "c.csv"'),
    yaml: yaml(['a.csv', '«https://example.org/b.csv»', 'c.csv']),
  },
  {
    when: 'a path stands among addresses',
    json: json('"HTTPS://example.org/a.csv", «"b.csv"»'),
    yaml: yaml(['HTTPS://example.org/a.csv', '«b.csv»']),
  },
]);

describeRule('datapackage/duplicate-path', [
  {
    when: 'a file repeats',
    severity: 'warning',
    json: json('"a.csv", "b.csv", «"a.csv"»'),
    yaml: yaml(['a.csv', 'b.csv', '«a.csv»']),
    fix: { json: [', "a.csv"]', ']'], yaml: ['b.csv\n      - a.csv', 'b.csv'] },
  },
]);

describeRule('datapackage/different-formats', [
  {
    when: 'the first file of a tabular resource of version 1 is CSV and another is not: one finding is enough',
    json: '{ "resources": [{ "name": "a", "path": ["a.csv", «"b.json"»], "profile": "tabular-data-resource", "schema": { "fields": [] } }] }',
    yaml: 'resources:\n  - name: a\n    path: [a.csv, «b.json»]\n    profile: tabular-data-resource\n    schema: {fields: []}\n',
  },
  {
    when: 'a file is of another format',
    severity: 'warning',
    json: json('"a.csv", "b.CSV.gz", «"c.parquet"»'),
    yaml: yaml(['a.csv', 'b.CSV.gz', '«c.parquet»']),
  },
]);

describeNotFound('datapackage/different-formats', [
  {
    when: 'the formats are unknown',
    json: json('"a.csv", "b.part2", "c.dat"'),
    yaml: yaml(['"https://example.org/a.csv"', '"https://example.org/b?format=json"']),
  },
]);
