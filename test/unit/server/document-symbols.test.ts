import { expect, test } from 'vitest';
import type { DocumentSymbol } from 'vscode-languageserver/node';
import { provideDocumentSymbols } from '#server/features/document-symbols.ts';
import { opened } from './opened.ts';

/** The outline as indented lines: `name detail`. */
function outline(symbols: readonly DocumentSymbol[], indent = ''): string[] {
  return symbols.flatMap(({ name, detail, children = [] }) => [
    `${indent}${name}${detail ? ` ${detail}` : ''}`,
    ...outline(children, `${indent}  `),
  ]);
}

function* all(symbols: readonly DocumentSymbol[]): Generator<DocumentSymbol> {
  for (const symbol of symbols) {
    yield symbol;
    yield* all(symbol.children ?? []);
  }
}

const PACKAGE =
  '{ "name": "x", "resources": [{ "name": "people", "path": ["a.csv"] }, { "path": "b.csv" }] }';

test('resources are shown by their name, or their number', () => {
  expect(outline(provideDocumentSymbols(opened('datapackage.json', PACKAGE)))).toEqual([
    'name x',
    'resources [2]',
    '  people',
    '    name people',
    '    path [1]',
    '      0 a.csv',
    '  1',
    '    path b.csv',
  ]);
});

test('a symbol reaches from its key to the end of its value, and is selected by its key', () => {
  const document = opened('datapackage.json', PACKAGE);
  const [, resources] = provideDocumentSymbols(document);
  expect(resources && document.text.getText(resources.range)).toBe(PACKAGE.slice(15, -2));
  expect(resources && document.text.getText(resources.selectionRange)).toBe('"resources"');
});

test('the numbers of a geometry are no symbols', () => {
  const text = '{ "stac_version": "1.1.0", "type": "Feature", "bbox": [1, 2, 3, 4] }';
  expect(outline(provideDocumentSymbols(opened('item.json', text)))).toEqual([
    'stac_version 1.1.0',
    'type Feature',
    'bbox [4]',
  ]);
});

test('what a YAML alias stands for is outlined where it is written, not where it is used', () => {
  const text = `resources:
  - &r
    name: a
    path: a.csv
again: *r
`;
  const document = opened('datapackage.yaml', text);
  const symbols = [...all(provideDocumentSymbols(document))];
  expect(symbols.filter(({ name }) => name === 'path')).toHaveLength(1);
  for (const { range, selectionRange } of symbols) {
    expect(document.text.offsetAt(range.start)).toBeLessThanOrEqual(
      document.text.offsetAt(selectionRange.start),
    );
    expect(document.text.offsetAt(range.end)).toBeGreaterThanOrEqual(
      document.text.offsetAt(selectionRange.end),
    );
  }
});

test('an outline has an end, however many entries a document has', () => {
  const features = Array.from({ length: 10_000 }, () => '{"stac_version":"1.1.0"}').join(',');
  const text = `{ "type": "FeatureCollection", "stac_version": "1.1.0", "features": [${features}] }`;
  expect([...all(provideDocumentSymbols(opened('items.json', text)))].length).toBe(5000);
});
