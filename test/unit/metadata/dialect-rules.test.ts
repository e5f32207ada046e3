import { packageJson, packageYaml } from './samples.ts';
import { describeNotFound, describeRule } from './twins.ts';

function json(dialect: string, path = 'https://example.org/a.csv'): string {
  return packageJson(`{ "name": "a", "path": "${path}", "dialect": { ${dialect} } }`);
}

function yaml(lines: readonly string[], path = 'https://example.org/a.csv'): string {
  return packageYaml(
    `- name: a\n  path: ${path}\n  dialect:\n${lines.map((line) => `    ${line}`).join('\n')}`,
  );
}

const XLSX = 'https://example.org/a.xlsx';
const JSON_FILE = 'https://example.org/a.json.gz';

describeRule('datapackage/quote-and-escape', [
  {
    when: 'both are given',
    severity: 'warning',
    json: json('"quoteChar": "\'", «"escapeChar"»: "|"'),
    yaml: yaml(['quoteChar: "\'"', '«escapeChar»: "|"']),
    fix: { json: [', "escapeChar": "|"', ''], yaml: ['\n      escapeChar: "|"', ''], safe: false },
  },
]);

describeRule('datapackage/equal-dialect-characters', [
  {
    when: 'cells are quoted by what separates them',
    severity: 'error',
    json: json('"delimiter": ";", "quoteChar": «";"»'),
    yaml: yaml(['delimiter: ";"', 'quoteChar: «";"»']),
  },
]);

describeRule('datapackage/removed-dialect-property', [
  {
    when: 'it is of CSV Dialect',
    severity: 'warning',
    json: json('«"csvddfVersion"»: 1.2, "delimiter": ";"'),
    yaml: yaml(['«csvddfVersion»: 1.2', 'delimiter: ";"']),
    fix: { json: ['"csvddfVersion": 1.2, ', ''], yaml: ['      csvddfVersion: 1.2\n', ''] },
  },
]);

describeRule('datapackage/header-rows-without-header', [
  {
    when: 'there is no header',
    severity: 'warning',
    json: json('"header": false, «"headerRows"»: [1]'),
    yaml: yaml(['header: false', '«headerRows»: [1]']),
    fix: { json: [', "headerRows": [1]', ''], yaml: ['\n      headerRows: [1]', ''] },
  },
]);

describeRule('datapackage/comment-in-header', [
  {
    when: 'a row is both',
    severity: 'warning',
    json: json('"headerRows": [1, 2], "commentRows": [«2», 3]'),
    yaml: yaml(['headerRows: [1, 2]', 'commentRows: [«2», 3]']),
  },
]);

describeRule('datapackage/item-keys-of-arrays', [
  {
    when: 'rows are arrays',
    severity: 'warning',
    json: json('"itemType": "array", «"itemKeys"»: ["a"]', JSON_FILE),
    yaml: yaml(['itemType: array', '«itemKeys»: [a]'], JSON_FILE),
    fix: { json: ['"array"', '"object"'], yaml: ['array', 'object'], safe: false },
  },
]);

describeRule('datapackage/sheet-number-and-name', [
  {
    when: 'both are given',
    severity: 'warning',
    json: json('«"sheetNumber"»: 2, "sheetName": "B"', XLSX),
    yaml: yaml(['«sheetNumber»: 2', 'sheetName: B'], XLSX),
    fix: { json: ['"sheetNumber": 2, ', ''], yaml: ['      sheetNumber: 2\n', ''], safe: false },
  },
]);

describeRule('datapackage/dialect-without-effect', [
  {
    when: 'a spreadsheet has a delimiter',
    severity: 'info',
    json: json('«"delimiter"»: ";", "sheetName": "B"', XLSX),
    yaml: yaml(['«delimiter»: ";"', 'sheetName: B'], XLSX),
    fix: { json: ['"delimiter": ";", ', ''], yaml: ['      delimiter: ";"\n', ''] },
  },
  {
    when: 'a Parquet file has a header',
    json: json('«"header"»: false', 'https://example.org/a.parquet'),
    yaml: yaml(['«header»: false'], 'https://example.org/a.parquet'),
    fix: { json: ['{ "header": false }', '{}'], yaml: ['\n      header: false', ' {}'] },
  },
]);

describeNotFound('datapackage/dialect-without-effect', [
  {
    when: 'nobody knows the format',
    json: json('"delimiter": ";", "table": "t"', 'https://example.org/a.dat'),
    yaml: yaml(['delimiter: ";"', 'table: t'], 'https://example.org/a'),
  },
  {
    when: 'each property is for the format',
    json: json('"itemType": "object", "itemKeys": ["a"], "property": "rows"', JSON_FILE),
    yaml: yaml(['delimiter: ";"', 'commentChar: "#"', 'headerRows: [1, 2]']),
  },
]);
