import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type PackPlan, planPackage } from '#core/artifact/pack-plan.ts';
import { openPackageFolder } from '#core/node/package-folder.ts';

/** Writes files below a folder. */
export async function writeFiles(
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

/** A descriptor of a package whose resources have these paths. */
export function descriptorOf(paths: readonly string[], more: object = {}): string {
  const resources = paths.map((each, i) => ({ name: `r${i}`, path: each }));
  return `${JSON.stringify({ name: 'stations', ...more, resources }, undefined, 2)}\n`;
}

/** Plans the package of a folder. */
export async function planOf(
  folder: string,
  descriptor = 'datapackage.json',
  epoch?: number,
): Promise<PackPlan> {
  return planPackage({
    folder: await openPackageFolder(folder),
    descriptor,
    ...(epoch !== undefined && { epoch }),
  });
}
