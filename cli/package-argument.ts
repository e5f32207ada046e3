import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Failure } from '#core/base/failure.ts';
import { DESCRIPTOR_NAMES } from '#core/metadata/datapackage/descriptor-names.ts';
import { orFileFailure } from '#core/node/file-failure.ts';
import { inputKind, shownPath } from './input-file.ts';

/** A package on disk: its folder and its descriptor in there. */
export interface PackageArgument {
  readonly folder: string;
  readonly descriptor: string;
}

/** Descriptors that may stand for a whole folder, the first one that is there. */
const DESCRIPTORS = [...DESCRIPTOR_NAMES, 'collection.json', 'catalog.json'];

/** The package that PATH names: a descriptor, or the folder of one. Fails with `artifact/missing-file`. */
export async function findPackage(path: string): Promise<PackageArgument> {
  if ((await inputKind(path)) === 'file') {
    return { folder: dirname(path), descriptor: basename(path) };
  }
  const names = await orFileFailure(`Reading the folder "${path}"`, () => readdir(path));
  const descriptor = DESCRIPTORS.find((name) => names.includes(name));
  if (descriptor === undefined) {
    throw new Failure(
      'artifact/missing-file',
      `"${shownPath(path)}" has no descriptor of a package (${DESCRIPTORS.join(', ')}): add one, or name the file.`,
    );
  }
  return { folder: path, descriptor };
}

/** The path of a file of the package. */
export function packageFile({ folder }: PackageArgument, path: string): string {
  return join(folder, ...path.split('/'));
}
