import { Failure } from '#core/base/failure.ts';
import type { MetadataDocument } from '#core/metadata/document.ts';
import type { Node } from '#core/metadata/node.ts';
import { itemsOf, memberValue, oneOrMany, textOf } from '#core/metadata/tree.ts';
import { isCompanion } from './media-types.ts';
import type { PackageFolder } from './package-folder.ts';
import { isRemote, resolvePath } from './relative-path.ts';

/** The files of a Data Package besides its descriptor, each once, in no order. */
export async function dataPackageFiles(
  document: MetadataDocument,
  descriptor: string,
  folder: PackageFolder,
): Promise<string[]> {
  const files = new Set<string>();
  for (const { path, role } of referencesOf(document.root)) {
    if (!isRemote(path)) {
      files.add(await requireFile(folder, descriptor, path, role));
    }
  }
  for (const companion of await companionsOf(folder, descriptor)) {
    files.add(companion);
  }
  files.delete(descriptor);
  return [...files];
}

interface PathReference {
  readonly path: string;
  /** For messages: `resource "people"`. */
  readonly role: string;
}

/** Paths that the descriptor gives its resources' data, and schemas and dialects that stand in files of their own. */
function* referencesOf(root: Node | undefined): Generator<PathReference> {
  for (const [i, resource] of itemsOf(memberValue(root, 'resources')).entries()) {
    const role = `resource ${JSON.stringify(textOf(memberValue(resource, 'name')) ?? i)}`;
    for (const node of oneOrMany(memberValue(resource, 'path'))) {
      const path = textOf(node);
      if (path !== undefined) {
        yield { path, role };
      }
    }
    for (const member of ['schema', 'dialect']) {
      const path = textOf(memberValue(resource, member));
      if (path !== undefined) {
        yield { path, role: `the ${member} of ${role}` };
      }
    }
  }
}

async function requireFile(
  folder: PackageFolder,
  descriptor: string,
  path: string,
  role: string,
): Promise<string> {
  const file = resolvePath(descriptor, path);
  const fact = file === undefined ? ({ kind: 'outside' } as const) : await folder.look(file);
  const shown = JSON.stringify(path);
  switch (fact.kind) {
    case 'file':
      return file ?? path;
    case 'outside':
      throw new Failure(
        'file/unsafe-path',
        `${shown} (${role}) lies outside of the package folder ${folder.name}, so it cannot be packed. Copy it into the folder and correct the path.`,
      );
    case 'directory':
      throw new Failure(
        'artifact/missing-file',
        `${shown} (${role}) is a folder. Name its files one by one in "path".`,
      );
    case 'special':
      throw new Failure(
        'artifact/missing-file',
        `${shown} (${role}) is a pipe or device, which holds no data to pack. Put a file in its place.`,
      );
    case 'missing':
    case 'unknown':
      throw new Failure(
        'artifact/missing-file',
        `${shown} (${role}) is not in ${folder.name}.${fact.kind === 'missing' && fact.differsInCase !== undefined ? ` There is ${JSON.stringify(fact.differsInCase)}.` : ''} Correct the path, or add the file.`,
      );
  }
}

/** README, LICENSE and CHANGELOG beside a descriptor at the top of the folder. */
export async function companionsOf(folder: PackageFolder, descriptor: string): Promise<string[]> {
  const names = descriptor.includes('/') ? [] : (await folder.list()).filter(isCompanion);
  const found: string[] = [];
  for (const name of names) {
    if ((await folder.look(name)).kind === 'file') {
      found.push(name);
    }
  }
  return found;
}
