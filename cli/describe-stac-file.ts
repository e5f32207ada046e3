import { lstat } from 'node:fs/promises';
import { basename, dirname, resolve, sep } from 'node:path';
import { Failure } from '#core/base/failure.ts';
import { itemParts } from '#core/describe/stac/item-of-file.ts';
import { makeStacObject, type NewParent, versionFor } from '#core/describe/stac/new-object.ts';
import { timeInName } from '#core/metadata/actions/stac/time-fixes.ts';
import { applyEdits } from '#core/metadata/edits/compose.ts';
import { hrefTo } from '#core/metadata/stac/graph/href.ts';
import { lookIntoStacFile } from '#core/node/look-into-stac-file.ts';
import { readDescriptor } from '#core/node/read-descriptor.ts';
import { writeWhole } from '#core/node/safe-write.ts';
import { inputKind, shownPath } from './input-file.ts';
import { printable } from './printable.ts';
import type { Terminal } from './terminal.ts';

/** What `waybill describe --stac` was asked for. */
export interface StacFileOptions {
  readonly file: string;
  readonly output?: string | undefined;
  readonly parent?: string | undefined;
  readonly id?: string | undefined;
  readonly datetime?: string | undefined;
  readonly hash?: boolean | undefined;
}

const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|\+00:00)$/;

/** Writes a STAC item for one file: where it lies, its size and checksum, and what its tags or its footer say. */
export async function describeStacFile(
  options: StacFileOptions,
  { terminal, signal }: { readonly terminal: Terminal; readonly signal: AbortSignal },
): Promise<void> {
  if ((await inputKind(options.file)) !== 'file') {
    throw new Failure(
      'usage/bad-argument',
      `--stac describes one file; "${shownPath(options.file)}" is a folder.`,
    );
  }
  const name = basename(options.file);
  const datetime = timeOf(options, name);
  const output = options.output === undefined ? undefined : resolve(options.output);
  if (output !== undefined && (await lstat(output).catch(() => undefined))) {
    throw new Failure('file/exists', `"${shownPath(output)}" is there already: name another file with -o.`);
  }
  const parent = options.parent === undefined ? undefined : await readParent(options.parent, signal);
  const facts = await lookIntoStacFile(options.file, {
    hash: options.hash === true,
    signal,
    onProgress: terminal.progress,
  });
  const file = toSlashes(output ?? resolve(dirname(options.file), 'item.json'));
  const parts = itemParts(facts, hrefTo(file, toSlashes(resolve(options.file))), versionFor(parent));
  const id = options.id ?? name.replace(/\.[^.]+$/, '');
  const made = makeStacObject({ kind: 'item', file, id, datetime, parts, parent });
  for (const note of parts.notes) {
    terminal.note(printable(note));
  }
  if (output === undefined) {
    await terminal.print(made.text);
    return;
  }
  if (parent && !made.parentEdits) {
    throw new Failure(
      'edit/refused',
      `"${shownPath(parent.path)}" has no list of links that an item can be added to: give it "links": [].`,
    );
  }
  await writeWhole(output, [new TextEncoder().encode(made.text)]);
  if (parent && made.parentEdits) {
    const text = applyEdits(parent.document.text, made.parentEdits);
    await writeWhole(parent.path, [new TextEncoder().encode(text)]);
  }
  await terminal.printDone('');
  terminal.note(
    `Wrote ${printable(shownPath(output))}${parent ? `, and the link to it into ${printable(shownPath(parent.path))}` : ''}`,
  );
}

function timeOf({ datetime }: StacFileOptions, name: string): string {
  const time = datetime ?? timeInName(name);
  if (time === undefined) {
    throw new Failure(
      'usage/bad-argument',
      `An item has a time, and the name "${name}" holds none: say it with --datetime, such as --datetime 2024-05-01T12:00:00Z.`,
    );
  }
  if (!TIME.test(time) || Number.isNaN(Date.parse(time))) {
    throw new Failure(
      'usage/bad-argument',
      `"${time}" is no date and time in UTC, such as 2024-05-01T12:00:00Z.`,
    );
  }
  return time;
}

async function readParent(path: string, signal: AbortSignal): Promise<NewParent & { readonly path: string }> {
  const file = resolve(path);
  const document = await readDescriptor(file, signal, basename(file));
  if (document.kind !== 'stac-collection' && document.kind !== 'stac-catalog') {
    throw new Failure(
      'usage/bad-argument',
      `"${shownPath(file)}" is no STAC collection or catalogue, which --parent names.`,
    );
  }
  return { file: toSlashes(file), document, path: file };
}

/** An absolute path as links are worked out from: with `/`, on Windows too. */
function toSlashes(path: string): string {
  const slashed = path.split(sep).join('/');
  return slashed.startsWith('/') ? slashed : `/${slashed}`;
}
