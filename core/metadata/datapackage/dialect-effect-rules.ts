import type { MetadataDocument } from '../document.ts';
import { removeMember } from '../edits.ts';
import { finding, keyPlace, safeFix } from '../finding.ts';
import type { Node } from '../node.ts';
import type { Problem } from '../problem.ts';
import type { Surroundings } from '../surroundings.ts';
import { memberValue, type ObjectNode, oneOrMany, textOf } from '../tree.ts';
import { inWords } from '../wording.ts';
import { extensionInside } from './file-type.ts';
import { type Part, partOf } from './resources.ts';

type Group = 'delimited text' | 'JSON and YAML' | 'spreadsheets' | 'databases';

const ROWS: readonly Group[] = ['delimited text', 'spreadsheets'];
const DELIMITED: readonly Group[] = ['delimited text'];
const STRUCTURED: readonly Group[] = ['JSON and YAML'];

/** Which formats each property of a dialect is for (table-dialect.md, Tabular Data Formats). */
const USES: Readonly<Record<string, readonly Group[]>> = {
  header: ['delimited text', 'JSON and YAML', 'spreadsheets'],
  headerRows: ROWS,
  headerJoin: ROWS,
  commentRows: ROWS,
  commentChar: ROWS,
  delimiter: DELIMITED,
  lineTerminator: DELIMITED,
  quoteChar: DELIMITED,
  doubleQuote: DELIMITED,
  escapeChar: DELIMITED,
  nullSequence: DELIMITED,
  skipInitialSpace: DELIMITED,
  property: STRUCTURED,
  itemType: STRUCTURED,
  itemKeys: STRUCTURED,
  sheetNumber: ['spreadsheets'],
  sheetName: ['spreadsheets'],
  table: ['databases'],
};

/** By file extension or `format`: what it is, and a name for it. Parquet and its like say all of themselves. */
const FORMATS: Readonly<Record<string, readonly [Group | 'itself', string]>> = {
  csv: ['delimited text', 'CSV'],
  tsv: ['delimited text', 'TSV'],
  tab: ['delimited text', 'TSV'],
  psv: ['delimited text', 'delimited text'],
  json: ['JSON and YAML', 'JSON'],
  jsonl: ['JSON and YAML', 'JSON Lines'],
  ndjson: ['JSON and YAML', 'JSON Lines'],
  geojson: ['JSON and YAML', 'GeoJSON'],
  yaml: ['JSON and YAML', 'YAML'],
  yml: ['JSON and YAML', 'YAML'],
  xlsx: ['spreadsheets', 'a spreadsheet'],
  xls: ['spreadsheets', 'a spreadsheet'],
  xlsm: ['spreadsheets', 'a spreadsheet'],
  ods: ['spreadsheets', 'a spreadsheet'],
  sqlite: ['databases', 'a database'],
  sqlite3: ['databases', 'a database'],
  sql: ['databases', 'a database'],
  postgresql: ['databases', 'a database'],
  mysql: ['databases', 'a database'],
  parquet: ['itself', 'Parquet'],
  arrow: ['itself', 'Arrow'],
  feather: ['itself', 'Arrow'],
};

/** Properties of a dialect that its resource's format does not have do nothing (table-dialect.md, Tabular Data Formats). */
export function* checkDialectEffect(
  resource: ObjectNode,
  document: MetadataDocument,
  surroundings: Surroundings,
): Generator<Problem> {
  const dialect = partOf(resource, 'dialect', document, surroundings);
  const format = formatOf(resource);
  if (!dialect || !format || dialect.document.version === '1.0') {
    return;
  }
  const [group, title] = format;
  for (const member of dialect.node.members) {
    const groups = Object.hasOwn(USES, member.key) ? USES[member.key] : undefined;
    if (!groups || groups.some((each) => each === group)) {
      continue;
    }
    const why = group === 'itself' ? `${title} files need no dialect` : `it is for ${inWords(groups)}`;
    const message = `"${member.key}" has no effect on a resource that is ${title}: ${why}.`;
    const own = keyPlace(dialect.node, member);
    yield finding(
      'info',
      'datapackage/dialect-without-effect',
      placeOf(resource, dialect) ?? own,
      message,
      dialect.file === undefined
        ? { fixes: safeFix(`Remove "${member.key}"`, removeMember(document, dialect.node, member)) }
        : { related: [{ message: 'In the dialect', at: own, file: dialect.file }] },
    );
  }
}

/** The path of a dialect that lies in another file, which is not the one that is looked at. */
function placeOf(resource: Node, dialect: Part): Node | undefined {
  return dialect.file === undefined ? undefined : memberValue(resource, 'dialect');
}

/** The format as the resource says it, otherwise by the name of its file, what is compressed included. */
function formatOf(resource: Node): readonly [Group | 'itself', string] | undefined {
  const stated = textOf(memberValue(resource, 'format'))?.toLowerCase();
  const name = stated ?? extensionInside(textOf(oneOrMany(memberValue(resource, 'path'))[0]) ?? '') ?? '';
  return Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined;
}
