import type { ColumnFact } from '../data-fact.ts';
import type { MetadataDocument } from '../document.ts';
import { finding } from '../finding.ts';
import type { Problem } from '../problem.ts';
import type { Surroundings } from '../surroundings.ts';
import type { ObjectNode } from '../tree.ts';
import { shown } from '../wording.ts';
import { dataOf } from './data-of-resource.ts';
import { count, isJson, listed } from './header-rules.ts';

/** The files of one resource have the same columns (data-resource.md, Multiple Files). */
export function* checkSameColumns(
  resource: ObjectNode,
  document: MetadataDocument,
  surroundings: Surroundings,
): Generator<Problem> {
  const [first, ...others] = dataOf(resource, surroundings);
  if (!first || isJson(first.data)) {
    return;
  }
  for (const { path, data } of others) {
    const difference = isJson(data) ? undefined : differenceOf(first.data.columns, data.columns);
    if (difference !== undefined) {
      const message = `The file ${shown(path.value)} has other columns than ${shown(first.path.value)}, though both are parts of one table: ${difference}.`;
      const related = [{ message: 'The first file', at: first.path }];
      const severity = document.version === '1.0' ? 'warning' : 'error';
      yield finding(severity, 'datapackage/parts-differ', path, message, { related });
    }
  }
}

/**
 * What differs between two headers. A file may also go on where the one before it ends, without a header of its own:
 * then its first row has none of the names.
 */
function differenceOf(one: readonly ColumnFact[], other: readonly ColumnFact[]): string | undefined {
  if (one.length !== other.length) {
    return `${count(other.length, 'column')} instead of ${one.length}`;
  }
  const [names, otherNames] = [one, other].map((columns) => new Set(columns.map(({ name }) => name)));
  const missing = one.filter(({ name }) => !otherNames?.has(name)).map(({ name }) => name);
  const extra = other.filter(({ name }) => !names?.has(name)).map(({ name }) => name);
  if (missing.length * 2 > one.length) {
    return undefined;
  }
  if (missing.length > 0) {
    return `${listed(extra)} instead of ${listed(missing)}`;
  }
  const at = one.findIndex(({ name }, index) => name !== other[index]?.name);
  return at < 0
    ? undefined
    : `column ${at + 1} is ${shown(other[at]?.name ?? '')} instead of ${shown(one[at]?.name ?? '')}`;
}
