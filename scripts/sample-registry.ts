import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planPackage } from '#core/artifact/pack-plan.ts';
import { publish } from '#core/artifact/publish.ts';
import { openLayout } from '#core/node/layout.ts';
import { openPackageFolder } from '#core/node/package-folder.ts';
import { measurementsTable, readStations } from './sample-tables.ts';

export interface EarlierVersion {
  /** The folder of the package as it is now. */
  readonly source: string;
  /** The text of its descriptor, without mistakes. */
  readonly descriptor: string;
  readonly version: string;
  /** Rows that `measurements.parquet` had then. */
  readonly rows: number;
  /** The OCI image layout to publish to; made when it is not there. */
  readonly layout: string;
}

/** Publishes a package as it may have been before: without the daily table, and with fewer measurements. */
export async function publishEarlierVersion(earlier: EarlierVersion): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'waybill-earlier-'));
  try {
    const descriptor = JSON.parse(earlier.descriptor) as { version: string; resources: { name: string }[] };
    descriptor.version = earlier.version;
    descriptor.resources = descriptor.resources.filter(({ name }) => name !== 'daily');
    await mkdir(join(folder, 'data'));
    await writeFile(join(folder, 'datapackage.json'), `${JSON.stringify(descriptor, undefined, 2)}\n`);
    const stations = join(earlier.source, 'data/stations.csv');
    await cp(stations, join(folder, 'data/stations.csv'));
    await writeFile(
      join(folder, 'data/measurements.parquet'),
      measurementsTable(readStations(await readFile(stations, 'utf8')), earlier.rows),
    );
    const plan = await planPackage({
      folder: await openPackageFolder(folder),
      descriptor: 'datapackage.json',
    });
    const layout = await openLayout(earlier.layout, { create: true });
    await publish(plan, layout, { tag: earlier.version });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
