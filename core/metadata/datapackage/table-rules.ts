import type { MetadataDocument } from '../document.ts';
import { insertMember } from '../edits.ts';
import { finding, headOf, keyPlace, safeFix } from '../finding.ts';
import { misspeltInstead } from '../misspelt.ts';
import type { Fix, Problem } from '../problem.ts';
import { memberOf, memberValue, type ObjectNode, oneOrMany, textOf } from '../tree.ts';
import { fileTypeOf } from './file-type.ts';
import { saysTable } from './profiles.ts';
import { resourcesOf } from './resources.ts';

/** More places than this are not listed with a finding about many. */
const MAX_RELATED = 10;
/** A change of more places than this is not offered as one. */
const MAX_CHANGES = 1_000;

/** A table says so, since `schema` and `dialect` are of tables (data-resource.md, Tabular). One finding tells of all. */
export function* checkTypeStated(document: MetadataDocument): Generator<Problem> {
  if (document.version === '1.0') {
    return;
  }
  const untyped = untypedTables(document);
  const [first] = untyped;
  const member = first && (memberOf(first, 'schema') ?? memberOf(first, 'dialect'));
  if (!first || !member) {
    return;
  }
  const others = untyped.length === 1 ? '' : ` ${untyped.length - 1} more resources lack it, too.`;
  const message = `A resource with "${member.key}" should say that it is a table: "type": "table".${others}`;
  const related = untyped.slice(1, 1 + MAX_RELATED).map((resource) => ({
    message: 'This one, too',
    at: headOf(document, resource),
  }));
  yield finding('info', 'datapackage/type-not-stated', keyPlace(first, member), message, { related });
}

function untypedTables(document: MetadataDocument): ObjectNode[] {
  return resourcesOf(document).filter((resource): resource is ObjectNode => {
    const describesTable = memberOf(resource, 'schema') ?? memberOf(resource, 'dialect');
    return (
      resource.kind === 'object' &&
      describesTable !== undefined &&
      !memberOf(resource, 'type') &&
      !saysTable(resource)
    );
  });
}

/** Says of all tables that they are some; made when somebody asks for it, since there may be a thousand. */
export function typeStatedFixes(document: MetadataDocument): readonly Fix[] {
  const untyped = untypedTables(document);
  if (untyped.length > MAX_CHANGES) {
    return [];
  }
  const edits = untyped.map((resource) => {
    const after = memberOf(resource, 'path') ?? memberOf(resource, 'data') ?? memberOf(resource, 'name');
    return insertMember(document, resource, 'type', 'table', { after });
  });
  const title = untyped.length === 1 ? 'Add "type": "table"' : 'Add "type": "table" to all of them';
  return safeFix(title, edits.includes(undefined) ? undefined : edits.flatMap((each) => each ?? []));
}

/** A table has a schema, which version 2 recommends. Version 1 demands it of tables, which the JSON schema tells. */
export function* checkSchemaStated(resource: ObjectNode, document: MetadataDocument): Generator<Problem> {
  if (document.version !== '1.0' && saysTable(resource) && !memberOf(resource, 'schema')) {
    const place = { ...headOf(document, resource), path: resource.path };
    const message =
      'A table needs "schema", which describes its fields: without it, nobody knows what the columns mean.';
    yield misspeltInstead(document, resource, ['schema'], 'warning') ??
      finding('warning', 'datapackage/table-without-schema', place, message);
  }
}

/** The file of a tabular data resource of version 1 is CSV (tabular-data-resource.md of version 1). */
export function* checkTabularFile(resource: ObjectNode, document: MetadataDocument): Generator<Problem> {
  if (document.version !== '1.0' || !saysTable(resource)) {
    return;
  }
  // Where a later file is of another kind than the first, the rule about lists of paths tells.
  const [path] = oneOrMany(memberValue(resource, 'path'));
  const type = fileTypeOf(textOf(path) ?? '');
  if (path && type && !['csv', 'tsv', 'txt', 'zip', 'gz'].includes(type.format)) {
    const message = `Version 1 of the standard takes CSV only for a tabular resource, but this is ${type.title}: convert the file, or follow version 2.`;
    yield finding('warning', 'datapackage/not-csv', path, message);
  }
}
