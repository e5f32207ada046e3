import { expect, test } from 'vitest';
import { labels } from './completing.ts';
import { packageJson, packageYaml } from './samples.ts';

/** A table whose schema holds most of what can be completed. */
const JSON_TABLE = `{
  "name": "stations", "path": "data/stations.csv", "type": "table",
  "dialect": { "delimiter": ";" },
  "schema": {
    "fields": [
      { "name": "id", "type": "integer", "constraints": { "required": true } },
      { "name": "kind", "type": "string", "categories": [{ "value": "a" }] }
    ],
    "primaryKey": ["id"],
    "foreignKeys": [{ "fields": ["id"], "reference": { "resource": "stations", "fields": ["id"] } }]
  }
}`;

const YAML_TABLE = `- name: stations
  path: "data/stations.csv"
  type: table
  description: |
    some: text

    more
  dialect: {delimiter: ";"}
  schema:
    fields:
      - name: id
        type: integer # the number
        constraints:
          required: true

      - {name: kind, type: 'string'}
    primaryKey:
    - id
    foreignKeys:
      - fields: [id]
        reference:
          resource: stations
          fields: [id]`;

/** The table alone and among so many others that no more than what is around the cursor can be read again. */
const DOCUMENTS = [
  {
    name: 'datapackage.json',
    table: JSON_TABLE,
    small: packageJson,
    large: (table: string) => {
      const filler = '{ "data": [1, 2, 3], "schema": { "fields": [{ "name": "x", "type": "string" }] } }';
      const many = Array.from({ length: 350 }, () => filler).join(',\n');
      return packageJson(`${many},\n${table},\n${many}`);
    },
  },
  {
    name: 'datapackage.yaml',
    table: YAML_TABLE,
    small: packageYaml,
    large: (table: string) => {
      const filler = '- data: [1, 2, 3]\n  schema:\n    fields:\n      - name: x\n        type: string';
      const many = Array.from({ length: 90 }, () => filler).join('\n');
      return packageYaml(`${many}\n${table}\n${many}`);
    },
  },
] as const;

/** Ways to type at a place of the table. */
const TYPED = ['‸', 'na‸', '"‸'] as const;

test.each(DOCUMENTS)('a large $name offers what a small one does', ({ name, table, small, large }) => {
  const differences: string[] = [];
  let offered = 0;
  for (const place of placesIn(table)) {
    for (const typed of TYPED) {
      const text = table.slice(0, place) + typed + table.slice(place);
      const [few, many] = [labels(name, small(text)), labels(name, large(text))];
      offered += few.length > 0 ? 1 : 0;
      if (few.join() !== many.join()) {
        differences.push(
          `${text.slice(Math.max(0, place - 30), place + 20)}: ${few.join()} | ${many.join()}`,
        );
      }
    }
  }
  expect(differences).toEqual([]);
  expect(offered).toBeGreaterThan(10);
});

/** Where people begin to write: behind a colon, a dash, a comma or an opening bracket. */
function placesIn(text: string): number[] {
  return [...text.matchAll(/[[{,]\s|: (?=["\w[{])|\n *- /g)]
    .map(({ index, 0: found }) => index + found.length)
    .filter((_, index) => index % 3 === 0);
}
