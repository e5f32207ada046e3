import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { correct, DESCRIPTOR_MISTAKES, makeSample, STAC_MISTAKES } from '../../scripts/make-sample.ts';

/**
 * The workspace that `npm start` opens, made in a folder that does not exist yet. `mended` takes the deliberate
 * mistakes out; fewer `rows` make the Parquet file quicker to write.
 */
export async function makeWorkspaceSample(
  folder: string,
  options: { mended?: boolean; rows?: number } = {},
): Promise<void> {
  await makeSample(folder, options);
  if (options.mended === true) {
    await edit(join(folder, 'stations/datapackage.json'), DESCRIPTOR_MISTAKES);
    for (const mistake of STAC_MISTAKES) {
      await edit(join(folder, mistake.file), [mistake]);
    }
  }
}

async function edit(file: string, mistakes: readonly { wrong: string; right: string }[]): Promise<void> {
  await writeFile(file, correct(await readFile(file, 'utf8'), mistakes));
}

export { DESCRIPTOR_MISTAKES, STAC_MISTAKES };
