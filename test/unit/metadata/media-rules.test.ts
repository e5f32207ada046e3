import { expect, test } from 'vitest';
import {
  MEDIA_TYPES,
  mediaTypeByFormat,
  mediaTypeByName,
  mediaTypeByWrongName,
} from '#core/metadata/terms/media-types.ts';
import { packageJson, packageYaml } from './samples.ts';
import { describeNotFound, describeRule } from './twins.ts';

function json(members: string): string {
  return packageJson(`{ "name": "a", ${members} }`);
}

function yaml(members: string): string {
  return packageYaml(`- name: a\n  ${members}`);
}

describeRule('datapackage/format-disagrees', [
  {
    when: 'the media type is that of another format',
    severity: 'warning',
    json: json('"path": "a.csv", "format": "csv", "mediatype": «"application/json"»'),
    yaml: yaml('path: a.csv\n  format: csv\n  mediatype: «application/json»'),
    fix: { json: ['application/json', 'text/csv'], yaml: ['application/json', 'text/csv'], safe: false },
  },
  {
    when: 'the format is another one than the file and the media type',
    json: json('"path": "a.parquet", "format": «"csv"», "mediatype": "application/vnd.apache.parquet"'),
    yaml: yaml('path: a.parquet\n  format: «csv»\n  mediatype: application/vnd.apache.parquet'),
    fix: { json: ['"csv"', '"parquet"'], yaml: ['csv', 'parquet'], safe: false },
  },
  {
    when: 'the name of the file is another one than both',
    json: json(
      '"path": «"a.csv"», "format": "xlsx", "mediatype": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"',
    ),
    yaml: yaml(
      'path: «a.csv»\n  format: xlsx\n  mediatype: application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ),
  },
  {
    when: 'the data is written in the descriptor',
    json: json('"data": "x", "format": "csv", "mediatype": «"application/json"»'),
    yaml: yaml('data: x\n  format: csv\n  mediatype: «application/json»'),
    fix: { json: ['application/json', 'text/csv'], yaml: ['application/json', 'text/csv'], safe: false },
  },
]);

describeNotFound(
  'datapackage/format-disagrees',
  [
    ['a.csv', 'CSV', 'text/csv; charset=utf-8'],
    ['a.csv.gz', 'csv', 'text/csv'],
    ['a.csv.gz', 'gz', 'application/gzip'],
    ['a.zip', 'csv', 'text/csv'],
    ['a.json', 'geojson', 'application/geo+json'],
    ['a.json', 'topojson', 'application/json'],
    ['a.txt', 'csv', 'text/plain'],
    ['a.csv', 'csv', 'application/vnd.ms-excel'],
    ['a.parquet', 'parquet', 'application/octet-stream'],
    ['a.dat', 'csv', 'text/csv'],
    ['https://example.org/a.php', 'csv', 'text/csv'],
    ['https://example.org/export.html', 'csv', 'text/csv'],
    ['https://example.org/a.json?format=csv', 'csv', 'text/csv'],
    ['a.jsonl', 'jsonl', 'text/jsonl'],
    ['a.jsonl', 'ndjson', 'application/x-ndjson'],
    ['a.xls', 'xls', 'application/vnd.ms-excel'],
    ['a.shp', 'shapefile', 'application/octet-stream'],
  ].map(([path, format, mediatype]) => ({
    when: `the file is ${path}, ${format} and ${mediatype}`,
    json: json(`"path": "${path}", "format": "${format}", "mediatype": "${mediatype}"`),
    yaml: yaml(`path: ${path}\n  format: ${format}\n  mediatype: ${mediatype}`),
  })),
);

describeRule('datapackage/unregistered-media-type', [
  {
    when: 'a media type is an old name',
    severity: 'warning',
    json: json('"path": "a.csv", "mediatype": «"text/x-csv"»'),
    yaml: yaml('path: a.csv\n  mediatype: «text/x-csv»'),
    fix: { json: ['text/x-csv', 'text/csv'], yaml: ['text/x-csv', 'text/csv'] },
  },
  {
    when: 'a media type is a slip',
    json: json('"path": "a.csv", "mediatype": «"text/cvs"»'),
    yaml: yaml('path: a.csv\n  mediatype: «text/cvs»'),
    fix: { json: ['text/cvs', 'text/csv'], yaml: ['text/cvs', 'text/csv'] },
  },
  {
    when: 'a media type starts with a word that is none',
    json: json('"path": "a", "mediatype": «"tabular/data"»'),
    yaml: yaml('path: a\n  mediatype: «tabular/data»'),
  },
]);

describeNotFound(
  'datapackage/unregistered-media-type',
  [
    'application/vnd.apache.parquet',
    'application/x-ndjson',
    'text/xml',
    'Text/CSV',
    'application/vnd.example.mine',
  ].map((mediatype) => ({
    when: `the media type is ${mediatype}`,
    json: json(`"path": "a", "mediatype": "${mediatype}"`),
    yaml: yaml(`path: a\n  mediatype: ${mediatype}`),
  })),
);

describeRule('datapackage/unknown-compression', [
  {
    when: 'the compression has its long name',
    severity: 'warning',
    json: json('"path": "a.dat", "compression": «"gzip"»'),
    yaml: yaml('path: a.dat\n  compression: «gzip»'),
    fix: { json: ['gzip', 'gz'], yaml: ['gzip', 'gz'], safe: false },
  },
  {
    when: 'readers do not know it',
    json: json('"path": "a.csv.zst", "compression": «"zst"»'),
    yaml: yaml('path: a.csv.zst\n  compression: «zst»'),
  },
]);

describeRule('datapackage/compression-disagrees', [
  {
    when: 'the name of the file tells another',
    severity: 'warning',
    json: json('"path": "a.csv.zip", "compression": «"gz"»'),
    yaml: yaml('path: a.csv.zip\n  compression: «gz»'),
    fix: { json: ['"gz"', '"zip"'], yaml: ['gz', 'zip'], safe: false },
  },
]);

describeNotFound('datapackage/compression-disagrees', [
  {
    when: 'the name of the file tells nothing, or the same',
    json: json('"path": "a.csv", "compression": "gz"'),
    yaml: yaml('path: a.csv.gz\n  compression: gz'),
  },
]);

test('media types are listed once, and none is said to be wrong that is right for another', () => {
  const names = MEDIA_TYPES.map(({ mediatype }) => mediatype);
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => mediaTypeByWrongName(name))).toEqual([]);
  expect(MEDIA_TYPES.filter(({ format, extensions }) => extensions[0] !== format)).toEqual([]);
});

test('a kind of file is found by its extension and by its media type', () => {
  expect(mediaTypeByFormat('.CSV')?.mediatype).toBe('text/csv');
  expect(mediaTypeByFormat('json')?.mediatype).toBe('application/json');
  expect(mediaTypeByName('Text/CSV; header=present')?.format).toBe('csv');
  expect(mediaTypeByWrongName('application/x-parquet')?.format).toBe('parquet');
  expect(mediaTypeByFormat('constructor')).toBeUndefined();
});
