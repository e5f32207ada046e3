import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { publishEarlierVersion } from './sample-registry.ts';
import { dailyTable, measurementsTable, readStations } from './sample-tables.ts';

const SOURCES = join(import.meta.dirname, '../sample');

/** The deliberate mistakes in `stations/datapackage.json`, and what each should be. */
export const DESCRIPTOR_MISTAKES = [
  { wrong: '"nubmer"', right: '"number"' },
  { wrong: '"primaryKey": ["station", "dates"]', right: '"primaryKey": ["station", "date"]' },
  { wrong: '"data/mesurements.parquet"', right: '"data/measurements.parquet"' },
] as const;

/** The deliberate mistakes in the STAC items, and what each should be. */
export const STAC_MISTAKES = [
  {
    file: 'imagery/survey-2024/etna-20240702/etna-20240702.json',
    wrong: '"bbox": [14.83, 37.62, 15.06, 37.86]',
    right: '"bbox": [14.83, 37.62, 15.16, 37.86]',
  },
  {
    file: 'imagery/survey-2024/lofoten-20240819/lofoten-20240819.json',
    wrong: '"created": "2024-08-19T18:00:00Z"',
    right: '"datetime": "2024-08-19T11:42:10Z",\n    "created": "2024-08-19T18:00:00Z"',
  },
] as const;

/** Replaces each mistake; fails when one is not there any more, so that the list cannot go stale. */
export function correct(text: string, mistakes: readonly { wrong: string; right: string }[]): string {
  return mistakes.reduce((corrected, { wrong, right }) => {
    if (!corrected.includes(wrong)) {
      throw new Error(`The sample does not hold the mistake ${wrong}`);
    }
    return corrected.replace(wrong, right);
  }, text);
}

/**
 * Makes the sample workspace in `folder`, which must not exist: the texts of `sample/`, the generated tables, and a
 * registry folder that holds an earlier version of the package. About 5 MB; the same bytes every time.
 */
export async function makeSample(folder: string, options: { rows?: number } = {}): Promise<void> {
  if (existsSync(folder)) {
    throw new Error(`The sample cannot be made in ${folder}: it exists already`);
  }
  await mkdir(dirname(folder), { recursive: true });
  const temporary = await mkdtemp(`${folder}-`);
  try {
    await cp(SOURCES, temporary, { recursive: true });
    const rows = options.rows ?? 100_000;
    const source = join(temporary, 'stations');
    await writeTables(join(source, 'data'), rows);
    await publishEarlierVersion({
      source,
      descriptor: correct(await readFile(join(source, 'datapackage.json'), 'utf8'), DESCRIPTOR_MISTAKES),
      version: '1.0.0',
      rows: Math.floor(rows / 2),
      layout: join(temporary, 'registry'),
    });
    await rename(temporary, folder);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function writeTables(folder: string, rows: number): Promise<void> {
  const stations = readStations(await readFile(join(folder, 'stations.csv'), 'utf8'));
  await writeFile(join(folder, 'daily.csv'), dailyTable(stations));
  await writeFile(join(folder, 'measurements.parquet'), measurementsTable(stations, rows));
}
