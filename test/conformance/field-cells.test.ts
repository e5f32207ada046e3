import { expect, test } from 'vitest';
import { compileField } from '#core/tableschema/cast.ts';
import { compileConstraints } from '#core/tableschema/constraint-check.ts';
import { numberKey } from '#core/tableschema/exact-number.ts';
import { decodeField, type FieldDescription } from '#core/tableschema/field-description.ts';
import { type Logical, logicalKey } from '#core/tableschema/logical.ts';
import { DEFAULT_MISSING_VALUES, decodeMissingValues } from '#core/tableschema/missing-values.ts';
import {
  allowsConstraint,
  isConstraintName,
  isNewInVersion2,
  type SchemaVersion,
} from '#core/tableschema/type-rules.ts';
import { Agreement, casesOf, hasShared, isRecord } from './metadata-oracle.ts';

/** Cases that we judge otherwise than frictionless-py, by id, each with its reason. */
const OTHERWISE: Readonly<Record<string, { readonly reason: string; readonly only?: SchemaVersion }>> = {
  'cell-0020': {
    reason: '"arrayItem" is of the tool: the standard has "jsonSchema" for the items of an array',
  },
  'cell-0155': { reason: 'RFC 7946, 3.1.1: a position may have a third number, the altitude' },
  'cell-0319': { reason: 'table-schema.md 2.0, time: hh:mm:ss and nothing else', only: '2.0' },
  'cell-0320': { reason: 'table-schema.md 2.0, time: hh:mm:ss and nothing else', only: '2.0' },
  'cell-0353': { reason: 'gYear of XML Schema may have more than four digits' },
  'cell-0356': { reason: 'gYearMonth of XML Schema is a text, not an array of two numbers' },
  'cell-0357': { reason: 'gYearMonth of XML Schema is a text, not an array of two numbers' },
};

/** A field as the case gives it: the cells of a whole class share one. */
function judgeCell(each: Record<string, unknown>, version: SchemaVersion) {
  const described = isRecord(each['field']) ? each['field'] : {};
  const field = decodeField(described, version);
  const source = each['source'];
  if (!field) {
    return { value: undefined, notes: ['unknown type'] };
  }
  const cast = compileField(field, version);
  const constraints = isRecord(described['constraints']) ? described['constraints'] : {};
  const missing = decodeMissingValues(described['missingValues']) ?? new Set(DEFAULT_MISSING_VALUES);
  if (source === null || (typeof source === 'string' && missing.has(source))) {
    return { value: undefined, notes: constraints['required'] === true ? ['required'] : [] };
  }
  const value = typeof source === 'string' ? cast.text(source) : cast.json(source);
  const checks = compileConstraints(field.type, constraints, cast);
  const notes =
    value === undefined
      ? ['type']
      : checks.filter(({ holds }) => !holds(value)).map(({ name }) => name as string);
  return { value, notes };
}

/** What the case expects, in the form of ours: typed values are tagged there. */
function expectedKey(expected: unknown, field: FieldDescription | undefined): string | undefined {
  if (expected === null || expected === undefined) {
    return undefined;
  }
  if (isRecord(expected)) {
    const [[tag = '', tagged] = []] = Object.entries(expected);
    switch (tag) {
      case '$decimal':
        return keyOf(compileField({ type: 'number' }, '2.0').text(String(tagged)));
      case '$date':
        return keyOf(compileField({ type: 'date' }, '2.0').text(String(tagged)));
      case '$datetime':
        return keyOf(compileField({ type: 'datetime' }, '2.0').text(String(tagged)));
      case '$time':
        return keyOf(compileField({ type: 'time' }, '1.0').text(String(tagged)));
      case '$isodate_duration':
        return durationText(tagged);
    }
    return keyOf({ kind: 'json', value: expected });
  }
  if (field?.type === 'geopoint' && Array.isArray(expected)) {
    return expected.map((number) => numberKey(Number(number))).join(',');
  }
  if (field?.type === 'year' || field?.type === 'integer') {
    return keyOf(compileField(field, '2.0').json(expected));
  }
  return Array.isArray(expected) ? keyOf({ kind: 'json', value: expected }) : String(expected);
}

function durationText(parts: unknown): string | undefined {
  const of = (name: string) => (isRecord(parts) ? Number(parts[name] ?? 0) : 0);
  const text = `P${of('years')}Y${of('months')}M${of('days')}DT${of('hours')}H${of('minutes')}M${of('seconds')}S`;
  return keyOf(compileField({ type: 'duration' }, '2.0').text(text));
}

function keyOf(value: Logical | undefined): string | undefined {
  return value === undefined ? undefined : logicalKey(value);
}

test.runIf(hasShared).each(['1.0', '2.0'] as const)(
  'cells mean in version %s what they mean to frictionless-py, but for what is listed',
  (version) => {
    const agreement = new Agreement();
    const listed: string[] = [];
    for (const each of casesOf('datapackages/frictionless-py-field-cells')) {
      const id = String(each['id']);
      const exception = OTHERWISE[id];
      if (!id.startsWith('cell-')) {
        continue;
      }
      const { value, notes } = judgeCell(each, version);
      const wanted = expectedKey(each['expectValue'], decodeField(each['field'], version));
      const expectedNotes = isRecord(each['expectNotes']) ? Object.keys(each['expectNotes']) : [];
      const agrees =
        keyOf(value) === wanted &&
        (!('expectNotes' in each) || JSON.stringify(notes) === JSON.stringify(expectedNotes));
      if (exception && (exception.only ?? version) === version) {
        listed.push(id);
        // A difference that is gone has to leave the list.
        agreement.add(!agrees, `${id} agrees, but is listed`);
      } else {
        const shown = JSON.stringify({ field: each['field'], source: each['source'] });
        agreement.add(
          agrees,
          `${id} ${shown}: ours ${keyOf(value)} ${notes}, theirs ${wanted} ${expectedNotes}`,
        );
      }
    }
    console.log(`field cells as ${version}: agree (or listed) ${agreement}; listed: ${listed.join(', ')}`);
    expect(agreement.differences).toEqual([]);
  },
);

test.runIf(hasShared)('constraints fit the types that they fit there', () => {
  const differences = casesOf('datapackages/frictionless-py-field-cells').flatMap((each) => {
    const field = decodeField(each['field'], '2.0');
    const constraints = isRecord(each['field']) ? each['field']['constraints'] : undefined;
    if (each['kind'] !== 'field-descriptor' || !field || !isRecord(constraints)) {
      return [];
    }
    const fits = Object.keys(constraints).every(
      (name) => isConstraintName(name) && allowsConstraint(field.type, name),
    );
    const isOld = Object.keys(constraints).every(
      (name) => isConstraintName(name) && !isNewInVersion2(field.type, name),
    );
    return fits === (each['validDescriptor'] === true) && (isOld || fits) ? [] : [String(each['id'])];
  });
  expect(differences).toEqual([]);
});
