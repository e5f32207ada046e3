import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { memorySource } from '#core/base/byte-source.ts';
import { decodeTableRules } from '#core/tableschema/table-rules.ts';
import type { DataFinding } from '#core/tabular/validate/data-finding.ts';
import { validateTable } from '#core/tabular/validate/validate-table.ts';
import { Agreement, at, CORPUS, casesOf, hasShared, isRecord } from './metadata-oracle.ts';

const SET = 'datapackages/frictionless-py';
const FILES = path.join(CORPUS, SET, 'files');

type Case = Readonly<Record<string, unknown>>;

/** A table of a case: bytes or a file of the corpus, and how it is described. */
interface GivenTable {
  readonly name: string;
  readonly content: Uint8Array;
  readonly resource: Case;
}

/** Cases that we judge otherwise than frictionless-py, by the end of the id, each with its reason. */
const OTHERWISE: Readonly<Record<string, string>> = {};

/** Why the check of rows does not cover a case; undefined where it does. */
function notCovered(each: Case): string | undefined {
  const input = JSON.stringify(each['input']);
  const errors = at(each, 'expect', 'errors');
  const isToldByCode =
    Array.isArray(errors) && errors.every((error) => isRecord(error) && typeof error['type'] === 'string');
  const reasons: readonly (readonly [boolean, string])[] = [
    [at(each, 'validateOptions') !== undefined, 'checks, filters and limits of a checklist'],
    [/"(?:detector|extrapaths|tasks)":/.test(input), 'detectors, inquiries and other things of the tool'],
    [/"(?:hash|bytes|rows)":/.test(input), 'size, hash and number of rows'],
    [/"foreignKeys":/.test(input), 'foreign keys'],
    [/\.(?:zip|xlsx?)"/.test(input), 'ZIP and Excel'],
    [/"schema":"[^"]*\.csv"|"schema":"bad"/.test(input), 'a schema that is none'],
    [at(each, 'expect', 'valid') !== true && !isToldByCode, 'a failure told in words'],
    [tableOf(each) === undefined, 'descriptors in files, several resources or none'],
  ];
  return reasons.find(([applies]) => applies)?.[1];
}

/** The table of a case, where it has one that is given in itself. */
function tableOf(each: Case): GivenTable | undefined {
  const options = at(each, 'input', 'options');
  const descriptor = at(each, 'input', 'descriptor');
  const resources = at(descriptor, 'resources');
  const [only, ...more] = Array.isArray(resources) ? resources : [descriptor];
  const given = isRecord(only) ? only : isRecord(options) ? options : {};
  if (more.length > 0) {
    return undefined;
  }
  const named = [at(each, 'input', 'path'), at(each, 'input', 'file'), given['path']].find(
    (value) => typeof value === 'string',
  );
  const data = at(each, 'input', 'data') ?? given['data'];
  if (Array.isArray(data)) {
    // Rows of a descriptor are what JSON Lines has.
    const lines = data.map((row) => `${JSON.stringify(row)}\n`).join('');
    return { name: 'data.jsonl', content: new TextEncoder().encode(lines), resource: given };
  }
  if (typeof named !== 'string' || named.endsWith('.json')) {
    return undefined;
  }
  try {
    return { name: named, content: readFileSync(path.join(FILES, named)), resource: given };
  } catch {
    return undefined; // not in the corpus
  }
}

async function findingsIn({ name, content, resource }: GivenTable): Promise<DataFinding[]> {
  const { schema: stated, dialect, encoding } = resource;
  const schema: unknown =
    typeof stated === 'string' ? JSON.parse(readFileSync(path.join(FILES, stated), 'utf8')) : stated;
  const reading = {
    ...(isRecord(dialect) && { dialect }),
    ...(typeof encoding === 'string' && { encoding }),
  };
  const rules = decodeTableRules({ schema, reading, version: '1.0', isCaseSensitive: true });
  if (!rules) {
    throw new Error('The case cannot be read.');
  }
  const findings: DataFinding[] = [];
  const onFindings = (found: readonly DataFinding[]) => findings.push(...found);
  await validateTable(memorySource(content), { name, rules, mostPerCode: 1000, onFindings });
  return findings.filter(({ code }) => code !== 'data/not-checked');
}

/** `code row field`, of the header without a row, of a row without a field. */
function expectedOf(each: Case): string[] {
  const errors = at(each, 'expect', 'errors');
  return (Array.isArray(errors) ? errors : [])
    .map(
      (error) => `${at(error, 'type')} ${at(error, 'rowNumber') ?? '-'} ${at(error, 'fieldNumber') ?? '-'}`,
    )
    .sort();
}

const HEADER = /-(?:label|header)$/;
const WITHOUT_FIELD = /^(?:blank-row|primary-key|.*-header|.*-error)$/;
const CELL = /^(?:type|constraint|unique)-error$/;

function foundOf(findings: readonly DataFinding[]): string[] {
  return findings
    .map(({ code, row, fieldNumber }) => {
      const name = code.slice('data/'.length);
      const isWhole = WITHOUT_FIELD.test(name) && !CELL.test(name);
      const hasRow = !HEADER.test(name) && (!isWhole || name === 'blank-row' || name === 'primary-key');
      return `${name} ${(hasRow && row) || '-'} ${(!isWhole && fieldNumber) || '-'}`;
    })
    .sort();
}

describe.runIf(hasShared)('tables of the tests of frictionless-py', () => {
  const cases = hasShared ? casesOf(SET).filter(({ scope }) => scope === 'table-data') : [];
  const covered = cases.filter((each) => notCovered(each) === undefined);
  const agreements = new Map<string, Agreement>();

  test.each(covered)('$id', async (each) => {
    const table = tableOf(each);
    const found = table ? foundOf(await findingsIn(table)) : [];
    const expected = expectedOf(each);
    const id = String(each['id']);
    const reason = Object.entries(OTHERWISE).find(([end]) => id.endsWith(end))?.[1];
    const agrees = JSON.stringify(found) === JSON.stringify(expected);
    const agreement = agreements.get(String(each['certainty'])) ?? new Agreement();
    agreement.add(agrees, `${id}: ${reason}`);
    agreements.set(String(each['certainty']), agreement);
    // What agrees by now has to leave the list.
    expect(
      agrees,
      `found ${found.join(', ') || 'nothing'}; expected ${expected.join(', ') || 'nothing'}`,
    ).toBe(reason === undefined);
  });

  test('those that are about rows and a schema alone are covered', () => {
    expect(covered.length).toBeGreaterThanOrEqual(30);
  });

  afterAll(() => {
    for (const [certainty, agreement] of agreements) {
      console.log(`${SET}, rows (${certainty}): ${agreement}`);
    }
    const reasons = Map.groupBy(cases, (each) => notCovered(each) ?? '');
    for (const [reason, of] of reasons) {
      console.log(`${SET}, rows: ${of.length} ${reason === '' ? 'covered' : `not covered: ${reason}`}`);
    }
  });
});
