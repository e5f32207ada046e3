import { lstat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { Failure } from '#core/base/failure.ts';
import type { CandidateKey } from '#core/describe/candidate-keys.ts';
import { type ChosenKeys, describePackage, sureKeys } from '#core/describe/describe-package.ts';
import { descriptorText } from '#core/describe/descriptor-text.ts';
import { mergeDescription } from '#core/describe/merge-description.ts';
import { DESCRIPTOR_NAMES } from '#core/metadata/datapackage/descriptor-names.ts';
import type { MetadataDocument } from '#core/metadata/document.ts';
import { applyEdits } from '#core/metadata/edits/compose.ts';
import { applyFormChanges } from '#core/metadata/form/apply-changes.ts';
import { describeFolder, type FolderDescription } from '#core/node/describe-folder.ts';
import { locateFiles } from '#core/node/locate-files.ts';
import { readDescriptor } from '#core/node/read-descriptor.ts';
import { writeWhole } from '#core/node/safe-write.ts';
import { defineCommand } from '../command.ts';
import { describeStacFile } from '../describe-stac-file.ts';
import { inputKind, shownPath } from '../input-file.ts';
import { printable } from '../printable.ts';
import type { Terminal } from '../terminal.ts';

export const describe = defineCommand({
  name: 'describe',
  positionals: ['PATH'],
  description:
    'Writes a data package (Data Package 2.0) for a folder of tables, or for one table file: CSV, TSV, JSON Lines, Parquet, Arrow and Feather files, each with its dialect, encoding, fields and their types, and the primary and foreign keys that its values allow. Keys that rest on too little are named on standard error, not written.\nWhere a descriptor is there already it is completed: new files become resources, new columns become fields, and "bytes" and "hash" that are declared follow the files. What people wrote stays.\nThe descriptor goes to standard output, or into FILE with -o.',
  options: {
    output: {
      type: 'string',
      short: 'o',
      value: 'FILE',
      help: 'Write or complete this descriptor; YAML for .yaml and .yml',
    },
    hash: { type: 'boolean', help: 'Read every file to its end and write its SHA-256' },
    stac: {
      type: 'boolean',
      help: 'Write a STAC item for the file PATH: of GeoTIFF and GeoParquet with its place, of any with its size',
    },
    datetime: {
      type: 'string',
      value: 'TIME',
      help: 'With --stac: the time of the item in UTC; the one in the name of the file otherwise',
    },
    id: {
      type: 'string',
      value: 'ID',
      help: 'With --stac: the id of the item; the name of the file otherwise',
    },
    parent: {
      type: 'string',
      value: 'FILE',
      help: 'With --stac: the collection or catalogue that the item comes into; with -o it gets the link',
    },
  },
  formats: ['json'],
  examples: [
    { line: 'waybill describe data', does: 'print a descriptor of the tables in data' },
    { line: 'waybill describe . -o datapackage.json', does: 'write it, or complete the one that is there' },
    { line: 'waybill describe stations.parquet', does: 'of one table' },
    {
      line: 'waybill describe --stac --hash B04_20240501.tif -o B04_20240501.json',
      does: 'write a STAC item for an image, with its checksum',
    },
  ],
  exitCodes: {
    0: 'the descriptor was written',
    2: 'there is no table, or a file could not be read or written',
  },
  async run({ options, positionals, terminal, signal }) {
    const path = positionals[0] ?? '.';
    if (options.stac === true) {
      await describeStacFile({ ...options, file: path }, { terminal, signal });
      return 0;
    }
    const isFile = (await inputKind(path)) === 'file';
    const base = resolve(isFile ? dirname(path) : path);
    const output = options.output === undefined ? undefined : resolve(options.output);
    const folder = output === undefined ? base : folderOf(output, base);
    const existing = await existingDescriptor(output, isFile ? undefined : base, signal);
    const found = await describeFolder(folder, {
      ...(isFile && { paths: [toPath(folder, resolve(path))] }),
      ...(options.hash === true && { hash: true }),
      onProgress: terminal.progress,
      signal,
    });
    const text = existing
      ? completed(existing.document, found, terminal)
      : fresh(found, basename(output ?? 'datapackage.json'), terminal);
    for (const { path: file, reason } of found.passedOver) {
      terminal.note(`Passed over ${printable(file)}: ${printable(reason)}`);
    }
    if (output === undefined) {
      await terminal.print(text);
    } else {
      await writeWhole(existing?.file ?? output, [new TextEncoder().encode(text)]);
      await terminal.printDone('');
      terminal.note(`Wrote ${printable(shownPath(output))}`);
    }
    return 0;
  },
});

/** The folder that paths in a descriptor are relative to: its own, which has to hold the data. */
function folderOf(output: string, data: string): string {
  const folder = dirname(output);
  const below = relative(folder, data);
  if (below === '..' || below.startsWith(`..${sep}`)) {
    throw new Failure(
      'file/unsafe-path',
      `"${shownPath(output)}" cannot describe "${shownPath(data)}": paths in a descriptor lead from its folder down. Write it into that folder or one above.`,
    );
  }
  return folder;
}

function toPath(folder: string, file: string): string {
  return relative(folder, file).split(sep).join('/');
}

/** A descriptor to complete, and the file that it really stands in. */
interface ExistingDescriptor {
  readonly document: MetadataDocument;
  readonly file: string;
}

async function existingDescriptor(
  output: string | undefined,
  folder: string | undefined,
  signal: AbortSignal,
): Promise<ExistingDescriptor | undefined> {
  const candidates =
    output !== undefined
      ? [output]
      : DESCRIPTOR_NAMES.flatMap((name) => (folder ? [join(folder, name)] : []));
  for (const candidate of candidates) {
    const file = await realDescriptor(candidate, signal);
    if (file !== undefined) {
      return { document: await readDescriptor(file, signal, basename(candidate)), file };
    }
  }
  return undefined;
}

/**
 * The file of a descriptor, undefined when there is none. A link is followed inside of its folder only: what it leads
 * to elsewhere would be copied into a package. A pipe or a device is not replaced.
 */
async function realDescriptor(descriptor: string, signal: AbortSignal): Promise<string | undefined> {
  const stats = await lstat(descriptor).catch(() => undefined);
  if (stats === undefined || stats.isFile()) {
    return stats && descriptor;
  }
  const folder = dirname(descriptor);
  const name = basename(descriptor);
  const located = await locateFiles({ folder, root: folder, paths: [name], signal });
  const target = located?.get(name);
  if (target?.at) {
    return target.at.file;
  }
  const what = stats.isSymbolicLink()
    ? 'a link to no file inside of its folder'
    : stats.isDirectory()
      ? 'a folder'
      : 'a pipe, a socket or a device';
  throw new Failure(
    'file/not-a-file',
    `"${shownPath(descriptor)}" is ${what}, so it is neither completed nor replaced. Remove it, or write to another file with -o.`,
  );
}

function fresh(found: FolderDescription, name: string, terminal: Terminal): string {
  const keys = sureKeys(found);
  tellKeys(found, keys, terminal);
  return descriptorText(describePackage(found, keys), name);
}

/** The text of a descriptor with what is new in the folder. */
function completed(document: MetadataDocument, found: FolderDescription, terminal: Terminal): string {
  const isBroken = document.syntax.some(({ severity }) => severity === 'error');
  const { changes, notes } = mergeDescription(document, found, sureKeys(found));
  const applied = applyFormChanges(document, changes);
  if (isBroken || document.root?.kind !== 'object' || 'refused' in applied) {
    const why = isBroken
      ? 'it has syntax errors'
      : 'refused' in applied
        ? applied.refused
        : 'it holds no object';
    throw new Failure(
      'file/exists',
      `"${document.name}" is there already and cannot be completed: ${why.replace(/\.$/, '')}. Mend it, or write to another file with -o.`,
    );
  }
  for (const note of notes) {
    terminal.note(printable(note));
  }
  if (notes.length === 0) {
    terminal.note(`${printable(document.name)} describes these files already.`);
  }
  return applyEdits(document.text, applied.edits);
}

/** What was concluded, and how far it can be relied on. */
function tellKeys(found: FolderDescription, chosen: ChosenKeys, terminal: Terminal): void {
  for (const key of found.primaryKeys) {
    const isWritten = chosen.primaryKeys.includes(key);
    terminal.note(
      printable(`${isWritten ? 'Primary key' : 'Perhaps a primary key'} of "${key.resource}": ${told(key)}`),
    );
  }
  for (const key of found.foreignKeys) {
    const isWritten = chosen.foreignKeys.includes(key);
    terminal.note(
      printable(`${isWritten ? 'Foreign key' : 'Perhaps a foreign key'} of "${key.resource}": ${told(key)}`),
    );
  }
}

function told({ fields, confidence, reason }: CandidateKey): string {
  return `${fields.join(', ')} (${confidence}: ${reason})`;
}
