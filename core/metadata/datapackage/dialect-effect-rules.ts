import type { MetadataDocument } from '../document.ts';
import { removeMember } from '../edits.ts';
import { finding, keyPlace, safeFix } from '../finding.ts';
import type { Member, Node } from '../node.ts';
import type { Problem } from '../problem.ts';
import type { Surroundings } from '../surroundings.ts';
import { memberValue, type ObjectNode } from '../tree.ts';
import { inWords } from '../wording.ts';
import { formatName } from './file-type.ts';
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
  if (!dialect) {
    return;
  }
  for (const { member, message } of idleMembers(dialect, formatName(resource))) {
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

/** Members of a dialect that a format does not have, and why. */
function* idleMembers({ node, document }: Part, name = ''): Generator<{ member: Member; message: string }> {
  const format = Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined;
  if (!format || document.version === '1.0') {
    return;
  }
  const [group, title] = format;
  for (const member of node.members) {
    const groups = Object.hasOwn(USES, member.key) ? USES[member.key] : undefined;
    if (groups && !groups.some((each) => each === group)) {
      const why = group === 'itself' ? `${title} files need no dialect` : `it is for ${inWords(groups)}`;
      yield { member, message: `"${member.key}" has no effect on a resource that is ${title}: ${why}.` };
    }
  }
}

/** The same for a dialect in a file of its own, where none of the tables that are read with it has the property. */
export function* checkEffectOnTables(
  document: MetadataDocument,
  { tables = [] }: Surroundings,
): Generator<Problem> {
  const { root, kind } = document;
  if (kind !== 'tabledialect' || root?.kind !== 'object' || tables.length === 0) {
    return;
  }
  const idle = tables.map(({ format }) => new Map(idleIn({ node: root, document }, format)));
  for (const [member, message] of idle[0] ?? []) {
    if (idle.every((each) => each.has(member))) {
      const fixes = safeFix(`Remove "${member.key}"`, removeMember(document, root, member));
      yield finding('info', 'datapackage/dialect-without-effect', keyPlace(root, member), message, { fixes });
    }
  }
}

function idleIn(dialect: Part, format: string | undefined): (readonly [Member, string])[] {
  return [...idleMembers(dialect, format)].map(({ member, message }) => [member, message] as const);
}

/** The path of a dialect that lies in another file, which is not the one that is looked at. */
function placeOf(resource: Node, dialect: Part): Node | undefined {
  return dialect.file === undefined ? undefined : memberValue(resource, 'dialect');
}
