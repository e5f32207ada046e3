import { describe, expect, test } from 'vitest';
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver/node';
import type { DataFact } from '#core/metadata/data-fact.ts';
import { nowhere, type Surroundings } from '#core/metadata/surroundings.ts';
import { type LensTraits, provideCodeLenses } from '#server/features/code-lenses.ts';
import { FindingCounts } from '#server/features/finding-counts.ts';
import { provideInlayHints } from '#server/features/inlay-hints.ts';
import { rangeOf } from '#server/features/range.ts';
import type { OpenDocument } from '#server/workspace/open-documents.ts';
import { opened } from './opened.ts';

const PACKAGE = `{ "name": "x", "resources": [
  { "name": "a", "path": "a.csv" },
  { "name": "b", "path": ["b1.csv", "b2.csv"] },
  { "name": "c", "path": "c.txt" },
  { "name": "d", "path": "absent.csv" }
] }`;

const rows = (count: number, exact: boolean): DataFact => ({
  format: 'csv',
  bytes: 0,
  columns: [],
  rows: { count, exact },
});

const FILES: Readonly<Record<string, number>> = { 'a.csv': 12_345, 'b1.csv': 500, 'b2.csv': 500, 'c.txt': 0 };
const DATA: Readonly<Record<string, DataFact>> = {
  'a.csv': rows(1204, true),
  'b1.csv': rows(1, true),
  'b2.csv': rows(900, false),
};
const surroundings: Surroundings = {
  ...nowhere,
  file: (path) => {
    const size = FILES[path];
    return size === undefined ? { kind: 'missing' } : { kind: 'file', size };
  },
  data: (path) => DATA[path],
};

/** Findings on the first occurrences of texts. */
function found(document: OpenDocument, ...places: [string, DiagnosticSeverity][]): FindingCounts {
  const counts = new FindingCounts();
  const diagnostics = places.map(([text, severity]): Diagnostic => {
    const offset = document.metadata.text.indexOf(text);
    return { range: rangeOf(document.text, { offset, length: text.length }), severity, message: '' };
  });
  counts.published(document, diagnostics);
  return counts;
}

const { Error: ERROR, Warning: WARNING, Hint: HINT } = DiagnosticSeverity;

describe('behind the names of resources', () => {
  test('stand rows, size and findings, as far as they are known', () => {
    const document = opened('datapackage.json', PACKAGE);
    const counts = found(
      document,
      ['"name": "x"', ERROR],
      ['"a.csv"', ERROR],
      ['"a.csv"', ERROR],
      ['"b"', WARNING],
      ['"c"', HINT],
      ['"absent.csv"', ERROR],
    );
    const hints = provideInlayHints(document, surroundings, counts);
    expect(hints.map(({ label }) => label)).toEqual([
      '1,204 rows, 12.3 kB, 2 errors',
      '~901 rows, 1.0 kB, 1 warning',
      '0 B',
      '1 error',
    ]);
    const [first] = hints;
    expect(first && document.text.offsetAt(first.position)).toBe(PACKAGE.indexOf('"a"') + 3);
  });

  test('only those that are asked for are given', () => {
    const document = opened('datapackage.json', PACKAGE);
    const range = rangeOf(document.text, { offset: PACKAGE.indexOf('{ "name": "c"'), length: 20 });
    expect(provideInlayHints(document, surroundings, new FindingCounts(), range)).toHaveLength(1);
  });

  test('the comma of the line stands before it', () => {
    const text = '{ "resources": [{\n  "name": "b",\n  "path": "b1.csv" }] }';
    const document = opened('datapackage.json', text);
    expect(
      provideInlayHints(document, { ...nowhere, data: (path) => DATA[path] }, new FindingCounts()),
    ).toMatchObject([{ label: '1 row', position: { line: 1, character: 14 } }]);
  });

  test('one row is one row', () => {
    const document = opened('datapackage.yaml', 'resources:\n  - name: b\n    path: b1.csv\n');
    expect(
      provideInlayHints(document, { ...nowhere, data: (path) => DATA[path] }, new FindingCounts()),
    ).toMatchObject([{ label: '1 row', position: { line: 1, character: 11 } }]);
  });
});

describe('above a package and its resources', () => {
  const all: LensTraits = {
    commands: new Set(['waybill.openTablePreview', 'waybill.validateData']),
    appliesEdits: true,
    showsHints: true,
  };
  const none: LensTraits = { commands: new Set(), appliesEdits: false, showsHints: true };
  /** Each line of lenses as `line: titles`. */
  const lenses = (traits: LensTraits, counts?: (document: OpenDocument) => FindingCounts) => {
    const document = opened('datapackage.json', PACKAGE);
    const given = provideCodeLenses(
      document,
      surroundings,
      counts?.(document) ?? new FindingCounts(),
      traits,
    );
    return given.map(({ range, command }) => `${range.start.line}: ${command?.title}`);
  };

  test('stands what can be done with the files that are there', () => {
    expect(lenses(all)).toEqual([
      '0: Validate data',
      '0: Update facts',
      '1: Preview',
      '1: Validate data',
      '1: Update facts',
      '2: Preview',
      '2: Validate data',
      '3: Update facts',
    ]);
  });

  test('stands nothing that the client cannot do', () => {
    expect(lenses(none)).toEqual([]);
    expect(lenses({ ...none, appliesEdits: true })).toEqual([
      '0: Update facts',
      '1: Update facts',
      '3: Update facts',
    ]);
  });

  test('stand findings where they are shown nowhere else', () => {
    const counts = (document: OpenDocument) => found(document, ['"a.csv"', ERROR], ['"b"', WARNING]);
    expect(lenses({ ...none, showsHints: false }, counts)).toEqual(['1: 1 error', '2: 1 warning']);
    expect(lenses(none, counts)).toEqual([]);
  });

  test('a preview is of the file beside the descriptor', () => {
    const [, , preview] = provideCodeLenses(
      opened('datapackage.json', PACKAGE),
      surroundings,
      new FindingCounts(),
      all,
    );
    expect(preview?.command?.arguments).toEqual(['file:///ws/a.csv']);
  });
});
