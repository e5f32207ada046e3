import { readContents } from '#core/artifact/contents.ts';
import { parseReference } from '#core/oci/reference.ts';
import { isTechnicalTag } from '#core/oci/registry-referrers.ts';
import type { Target } from '#core/oci/target.ts';
import { defineCommand, type OutputFormat } from '../command.ts';
import { printable, printableJson } from '../printable.ts';
import { openRepository } from '../reference-argument.ts';
import type { Terminal } from '../terminal.ts';
import { TextTable } from '../text-table.ts';

/** What is asked of a target, and how the answer is printed. */
interface Listing {
  readonly target: Target;
  readonly format: OutputFormat;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

export const ls = defineCommand({
  name: 'ls',
  positionals: ['REF'],
  description:
    'Lists the tags of a repository or layout folder, or, when REF has a tag or digest, the files of that package. Nothing is downloaded but lists. Tags that only hold signatures (sha256-…) are left out unless --all is given.\nFormat json prints {"tags": […]} or {"files": [{"path", "digest", "size", "mediaType"}]}.',
  options: { all: { type: 'boolean', short: 'a', help: 'Also tags that only hold signatures' } },
  formats: ['text', 'json'],
  examples: [
    { line: 'waybill ls oci:registry', does: 'the tags of a layout folder' },
    { line: 'waybill ls localhost:5000/acme/stations:1.0', does: 'the files of a version' },
  ],
  exitCodes: { 0: 'listed', 2: 'there is no such repository or version, or it could not be read' },
  async run({ options, positionals, format, offline, terminal, signal }) {
    const reference = parseReference(positionals[0] ?? '');
    const target = await openRepository(reference, { offline, terminal });
    const version = reference.digest ?? reference.tag;
    const listing = { target, format, terminal, signal };
    await (version === undefined ? listTags(listing, options.all === true) : listFiles(listing, version));
    return 0;
  },
});

async function listTags({ target, format, terminal, signal }: Listing, all: boolean): Promise<void> {
  const tags: string[] = [];
  for await (const page of target.tags(signal)) {
    tags.push(...page.filter((tag) => all || !isTechnicalTag(tag)));
  }
  await terminal.print(
    format === 'json' ? `${printableJson({ tags })}\n` : tags.map((tag) => `${printable(tag)}\n`).join(''),
  );
  if (tags.length === 0) {
    terminal.note(`${printable(target.name)} has no tags.`);
  }
}

async function listFiles({ target, format, terminal, signal }: Listing, version: string): Promise<void> {
  const contents = await readContents(target, version, signal);
  const files = contents.files.map(({ path, descriptor: { digest, size, mediaType } }) => {
    return { path, digest, size, mediaType };
  });
  if (format === 'json') {
    await terminal.print(`${printableJson({ files })}\n`);
    return;
  }
  const rows = files.map(({ path, size, mediaType }) => [
    String(size),
    printable(mediaType),
    printable(path),
  ]);
  const table = new TextTable(
    [
      { heading: ['bytes'], align: 'right' },
      { heading: ['media type'], align: 'left' },
      { heading: ['path'], align: 'left' },
    ],
    rows,
    // A path is what people copy: never cut it.
    Number.POSITIVE_INFINITY,
  );
  const lines = [...table.headingLines(), ...rows.map((row) => table.rowLine(row))];
  await terminal.print(lines.map((line) => `${line}\n`).join(''));
  terminal.note(`${files.length} files, ${contents.size} bytes, digest ${contents.descriptor.digest}`);
}
