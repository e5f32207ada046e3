import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkMetadata, referencedPaths } from '#core/metadata/check.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import { lookAround } from '#test/support/look-around.ts';
import { makeWorkspaceSample } from '#test/support/workspace-sample.ts';
import { measurementsTable, readStations } from '../../../scripts/sample-tables.ts';

const DESCRIPTOR = 'stations/datapackage.json';
const ETNA = 'imagery/survey-2024/etna-20240702/etna-20240702.json';
const LOFOTEN = 'imagery/survey-2024/lofoten-20240819/lofoten-20240819.json';
const OTHERS = [
  'imagery/catalog.json',
  'imagery/survey-2024/collection.json',
  'imagery/survey-2024/lake-constance-20240614/lake-constance-20240614.json',
];

let root: string;

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'waybill-sample-'));
  await Promise.all([
    makeWorkspaceSample(path.join(root, 'given'), { rows: 480 }),
    makeWorkspaceSample(path.join(root, 'mended'), { rows: 480, mended: true }),
  ]);
});

afterAll(() => rm(root, { recursive: true, force: true }));

/** Codes of the findings about a file, with the text that each marks. */
async function findings(workspace: string, file: string): Promise<string[]> {
  const place = path.join(root, workspace, file);
  const text = await readFile(place, 'utf8');
  const document = parseMetadata({ name: path.basename(file), text });
  const surroundings = await lookAround({
    folder: path.dirname(place),
    root: path.join(root, workspace),
    paths: referencedPaths(document),
  });
  return checkMetadata(document, surroundings).map(
    ({ code, offset, length }) => `${code} ${text.slice(offset, offset + length).slice(0, 40)}`,
  );
}

describe('the sample workspace', () => {
  test('has the mistakes that its guide names, and no others', async () => {
    expect(await findings('given', DESCRIPTOR)).toEqual([
      'datapackage/unknown-field-type "nubmer"',
      'datapackage/unknown-field "dates"',
      'datapackage/missing-file "data/mesurements.parquet"',
    ]);
    expect(await findings('given', ETNA)).toEqual(['stac/bbox-mismatch 15.06']);
    expect(await findings('given', LOFOTEN)).toEqual(['stac/missing-property "properties"']);
    for (const file of OTHERS) {
      expect(await findings('given', file), file).toEqual([]);
    }
  });

  test('is in order once they are mended', async () => {
    for (const file of [DESCRIPTOR, ETNA, LOFOTEN, ...OTHERS]) {
      expect(await findings('mended', file), file).toEqual([]);
    }
  });

  test('has the same tables every time', async () => {
    const csv = await readFile(path.join(root, 'given/stations/data/stations.csv'), 'utf8');
    const written = await readFile(path.join(root, 'given/stations/data/measurements.parquet'));
    expect(written.equals(measurementsTable(readStations(csv), 480))).toBe(true);
    const daily = await readFile(path.join(root, 'given/stations/data/daily.csv'), 'utf8');
    expect(daily.split('\n').length).toBe(24 * 1096 + 2);
    expect(daily).toContain('\nUTR,2022-01-05,NA,,,NA,\n');
  });
});
