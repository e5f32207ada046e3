const PROFILE = 'https://datapackage.org/profiles/2.0/datapackage.json';

/** A Data Package 2.0 in JSON around the text of its resources. */
export function packageJson(resources: string): string {
  return `{ "$schema": "${PROFILE}", "resources": [${resources}] }`;
}

/** A Data Package 2.0 in YAML around the lines of its resources, each line without the indentation of the list. */
export function packageYaml(resources: string): string {
  return `$schema: ${PROFILE}\nresources:\n${indent(resources)}\n`;
}

/** One resource in JSON around the text of its table schema. */
export function tableJson(schema: string): string {
  return packageJson(`{ "name": "people", "path": "people.csv", "schema": ${schema} }`);
}

/** One resource in YAML around the lines of its table schema. */
export function tableYaml(schema: string): string {
  return packageYaml(`- name: people\n  path: people.csv\n  schema:\n${indent(indent(schema))}`);
}

function indent(lines: string): string {
  return lines
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
}

interface ItemParts {
  readonly geometry?: string;
  readonly bbox?: string | undefined;
  readonly properties?: string;
  readonly links?: string;
  readonly assets?: string;
  readonly more?: string;
}

export const SQUARE =
  '{ "type": "Polygon", "coordinates": [[[10, 46], [11, 46], [11, 47], [10, 47], [10, 46]]] }';

/** A STAC item 1.1 with some parts exchanged; `bbox: undefined` leaves it out. */
export function itemJson(parts: ItemParts = {}): string {
  const bbox = 'bbox' in parts ? parts.bbox : '[10, 46, 11, 47]';
  return `{
  "type": "Feature",
  "stac_version": "1.1.0",
  "id": "a",
  "geometry": ${parts.geometry ?? SQUARE},${bbox === undefined ? '' : `\n  "bbox": ${bbox},`}
  "properties": ${parts.properties ?? '{ "datetime": "2024-05-01T12:00:00Z" }'},
  "links": [${parts.links ?? ''}],
  "assets": {${parts.assets ?? ''}}${parts.more === undefined ? '' : `,\n  ${parts.more}`}
}`;
}

/** A valid package that uses most of what the schemas know. */
export const RICH_PACKAGE = `{
  "$schema": "${PROFILE}",
  "name": "alps",
  "title": "Stations of the Alps",
  "licenses": [{ "name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/" }],
  "contributors": [{ "title": "Ada", "roles": ["creator"], "email": "ada@example.org" }],
  "sources": [{ "title": "Office of weather" }],
  "created": "2024-05-01T12:00:00Z",
  "resources": [
    {
      "name": "stations",
      "path": "data/stations.csv",
      "type": "table",
      "dialect": { "delimiter": ";", "headerRows": [1] },
      "hash": "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
      "bytes": 4,
      "schema": {
        "fields": [
          { "name": "id", "type": "integer", "constraints": { "required": true, "minimum": 1 }, "example": 7 },
          { "name": "kind", "type": "string", "categories": [{ "value": "a", "label": "A" }] },
          { "name": "tags", "type": "list", "itemType": "string" },
          { "name": "seen", "type": "date", "format": "%d/%m/%Y" }
        ],
        "fieldsMatch": "subset",
        "missingValues": [{ "value": "", "label": "empty" }, { "value": "-", "label": "none" }],
        "primaryKey": ["id"],
        "uniqueKeys": [["kind", "id"]],
        "foreignKeys": [{ "fields": ["id"], "reference": { "fields": ["id"] } }]
      }
    },
    { "name": "inline", "data": [{ "a": 1 }], "schema": { "fields": [] }, "dialect": "dialect.json" }
  ]
}
`;

/** The same in YAML, with anchors and a merge key. */
export const RICH_YAML = `$schema: ${PROFILE}
name: alps
resources:
  - &base
    name: stations
    path: data/stations.csv
    type: table
    schema: &schema
      fields:
        - name: id
          type: integer # the number
        - {name: kind, type: 'string'}
      primaryKey: [id]
  - <<: *base
    name: others
    path: "data/others.csv"
  - name: third
    data: |
      a;b
      1;2
    format: csv
    schema: *schema
`;
