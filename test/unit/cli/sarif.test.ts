import { expect, test } from 'vitest';
import { fileReport, validationReport } from '#cli/report.ts';
import { sarifLog } from '#cli/sarif.ts';

test('a SARIF log counts from 1, names each rule once and writes paths as URIs', () => {
  const report = validationReport([
    fileReport({
      file: 'my data#1/datapackage.json',
      kind: 'datapackage',
      version: '2.0',
      problems: [
        {
          code: 'datapackage/unknown-field',
          severity: 'error',
          message: 'no field "x"',
          pointer: '/resources/0',
          range: { start: { line: 0, character: 4 }, end: { line: 0, character: 9 } },
        },
        {
          code: 'datapackage/unknown-field',
          severity: 'hint',
          message: 'no field "y"',
          pointer: '',
          range: { start: { line: 2, character: 0 }, end: { line: 3, character: 1 } },
          row: 7,
          field: 'y',
        },
      ],
    }),
  ]);
  expect(sarifLog(report, '1.2.3')).toMatchObject({
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'waybill', version: '1.2.3', rules: [{ id: 'datapackage/unknown-field' }] } },
        columnKind: 'utf16CodeUnits',
        artifacts: [{ location: { uri: 'my%20data%231/datapackage.json' } }],
        results: [
          {
            ruleId: 'datapackage/unknown-field',
            ruleIndex: 0,
            level: 'error',
            message: { text: 'no field "x"' },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: 'my%20data%231/datapackage.json', index: 0 },
                  region: { startLine: 1, startColumn: 5, endLine: 1, endColumn: 10 },
                },
                logicalLocations: [{ fullyQualifiedName: '/resources/0' }],
              },
            ],
          },
          { level: 'note', ruleIndex: 0, properties: { row: 7, field: 'y' } },
        ],
      },
    ],
  });
});

test('a report is invalid by errors alone', () => {
  const problem = {
    code: 'c',
    message: 'm',
    pointer: '',
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
  };
  const warned = fileReport({ file: 'a', kind: 'table', problems: [{ ...problem, severity: 'warning' }] });
  const failed = fileReport({ file: 'b', kind: 'unknown', problems: [{ ...problem, severity: 'error' }] });
  expect([
    warned.valid,
    failed.valid,
    validationReport([warned]).valid,
    validationReport([warned, failed]).valid,
  ]).toEqual([true, false, true, false]);
});

test('a SARIF log says of each rule of the catalogue what it is about', () => {
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
  const of = (code: string) => ({ code, severity: 'error', message: '', pointer: '', range }) as const;
  const problems = [of('datapackage/missing-file'), of('data/source-error'), of('constructor')];
  const report = validationReport([fileReport({ file: 'a.json', kind: 'datapackage', problems })]);
  expect(sarifLog(report, '1.2.3')).toMatchObject({
    runs: [
      {
        tool: {
          driver: {
            rules: [
              { id: 'constructor' },
              { id: 'data/source-error' },
              {
                id: 'datapackage/missing-file',
                shortDescription: { text: 'What a path names is there.' },
                defaultConfiguration: { level: 'error' },
              },
            ],
          },
        },
      },
    ],
  });
});
