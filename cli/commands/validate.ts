import { resolve } from 'node:path';
import { Failure, isFailure } from '#core/base/failure.ts';
import type { MetadataDocument } from '#core/metadata/document.ts';
import { areaOf } from '#core/metadata/kind.ts';
import { type GatheredStac, gatherStacFolder } from '#core/node/gather-stac.ts';
import { readDescriptor } from '#core/node/read-descriptor.ts';
import { type CheckOptions, checkDescriptor, checkPackage, checkTable } from '../check-file.ts';
import { defineCommand } from '../command.ts';
import {
  type Configurations,
  namedConfigurations,
  nearestConfigurations,
  noConfigurations,
} from '../configurations.ts';
import { couldBeDescriptor, findCandidates } from '../find-descriptors.ts';
import { inputKind, shownPath } from '../input-file.ts';
import { printable, printableJson } from '../printable.ts';
import { programVersion } from '../program-version.ts';
import { type FileReport, validationReport } from '../report.ts';
import { reportLines } from '../report-lines.ts';
import { sarifLog } from '../sarif.ts';
import type { Terminal } from '../terminal.ts';

export const validate = defineCommand({
  name: 'validate',
  positionals: ['PATH…'],
  description:
    'Checks data packages (Frictionless v1 and v2) and STAC items, collections and catalogues with the rules that the editor runs as you type. A PATH is a descriptor, a table file, or a folder that is searched for descriptors; hidden folders and node_modules are passed by.\nThe rows of the tables that they name (CSV, TSV, JSON Lines, Parquet, Arrow) are checked against their schemas, with the words of Frictionless: data/type-error, data/constraint-error, data/missing-cell …; of each kind the first 1,000 of a table are listed. What was not checked is the finding "data/not-checked" of severity info. --no-data leaves the rows out.\nA waybill.config.yaml (or .json) beside a descriptor or in a folder above it says which rules are off or matter less or more, up to the working directory. "waybill explain CODE" tells about a rule.\nFormat json prints {"valid", "files": [{"file", "kind", "version", "valid", "problems": [{"code", "severity", "message", "pointer", "range", "row", "field", "resource"}]}]}, the last three on findings about data; "valid" is false when a problem of severity error exists.',
  options: {
    'no-data': { type: 'boolean', help: 'Check descriptors only, not the rows of their data' },
    config: {
      type: 'string',
      value: 'FILE',
      help: 'Go by this configuration instead of the nearest waybill.config.yaml',
    },
    'no-config': { type: 'boolean', help: 'Go by no configuration: every rule at its own level' },
  },
  formats: ['text', 'json', 'sarif'],
  examples: [
    { line: 'waybill validate datapackage.json', does: 'one descriptor' },
    { line: 'waybill validate .', does: 'every descriptor in this folder' },
    { line: 'waybill validate . --no-data --format json', does: 'for a program' },
    { line: 'waybill validate . --format sarif > waybill.sarif', does: 'for a code host' },
    { line: 'waybill validate . --config strict.yaml', does: 'with rules of your own' },
  ],
  exitCodes: {
    0: 'no errors (there may be warnings)',
    1: 'at least one error',
    2: 'a PATH could not be read, or no descriptor was found',
  },
  async run({ options, positionals, format, terminal, signal, programUrl }) {
    const data = options['no-data'] !== true;
    const configurations = await chooseConfigurations(options.config, options['no-config'] === true, signal);
    const onUnread = ({ message }: Failure) => terminal.note(`Not compared: ${printable(message)}`);
    const checking: CheckOptions = {
      data,
      configurations,
      signal,
      onUnread,
      listings: new Map(),
      onProgress: (step) => terminal.progress(step),
    };
    // All paths are looked at first: half a report because the last name was misspelt helps nobody.
    const inputs = [];
    for (const path of positionals) {
      inputs.push({ path, kind: await inputKind(path) });
    }
    const files: FileReport[] = [];
    for (const { path, kind } of inputs) {
      const checks = kind === 'folder' ? checkFolder(path, checking, terminal) : checkFile(path, checking);
      for await (const file of checks) {
        files.push(file);
        terminal.progress({ message: `Checked ${file.file}`, done: files.length, unit: 'files' });
      }
    }
    files.push(...(await configurationReports(files, checking)));
    for (const file of configurations.unread) {
      const why = 'it is no file, leads out of the folder, has more than 4 MB, or you may not read it';
      terminal.note(`Did not count: ${printable(shownPath(file))}, because ${why}.`);
    }
    const report = validationReport(files);
    if (format === 'text') {
      await terminal.print(
        files
          .flatMap((file) => reportLines(file, terminal))
          .map((line) => `${line}\n`)
          .join(''),
      );
    } else if (format === 'json') {
      await terminal.print(`${printableJson(report)}\n`);
    } else {
      await terminal.print(`${printableJson(sarifLog(report, await programVersion(programUrl)))}\n`);
    }
    return report.valid ? 0 : 1;
  },
});

/** Fails with `usage/bad-argument` when both options are given. */
async function chooseConfigurations(
  file: string | undefined,
  none: boolean,
  signal: AbortSignal,
): Promise<Configurations> {
  if (file !== undefined && none) {
    throw new Failure('usage/bad-argument', 'Choose one of --config and --no-config.');
  }
  if (none) {
    return noConfigurations;
  }
  return file === undefined ? nearestConfigurations() : namedConfigurations(file, signal);
}

/** Configurations that counted and have findings of their own: what is wrong in them did not count. */
async function configurationReports(
  files: readonly FileReport[],
  options: CheckOptions,
): Promise<FileReport[]> {
  const reported = new Set(files.map(({ file }) => file));
  const reports: FileReport[] = [];
  for (const [path, document] of options.configurations.used) {
    if (!reported.has(shownPath(path))) {
      reports.push(await checkDescriptor(path, document, { ...options, configurations: noConfigurations }));
    }
  }
  return reports.filter(({ problems }) => problems.length > 0);
}

/** A file that someone named is always reported, whatever it turns out to be. */
async function* checkFile(path: string, options: CheckOptions): AsyncGenerator<FileReport> {
  if (couldBeDescriptor(path)) {
    yield* await checkPackage(path, await readDescriptor(path, options.signal), options);
  } else {
    yield await checkTable(path, options);
  }
}

/** In a folder only what is known to be a descriptor is reported. */
async function* checkFolder(
  folder: string,
  options: CheckOptions,
  terminal: Terminal,
): AsyncGenerator<FileReport> {
  let found = 0;
  let stac: GatheredStac | undefined;
  const passBy = (why: string) => terminal.note(`Passed by: ${printable(why)}`);
  for (const path of await findCandidates(folder, passBy, options.signal)) {
    const document = await parseCandidate(path, options, terminal);
    if (document !== undefined && document.kind !== 'unknown') {
      found++;
      if (areaOf(document.kind) === 'stac') {
        stac ??= await gatherStacFolder({ root: resolve(folder), signal: options.signal });
      }
      const reports = await checkPackage(path, document, { ...options, root: resolve(folder), stac });
      const excluded = reports.find(({ problems }) =>
        problems.some(({ code }) => code === 'metadata/excluded'),
      );
      if (excluded) {
        passBy(`"${excluded.file}" is excluded by the configuration.`);
      } else {
        yield* reports;
      }
    }
  }
  if (found === 0) {
    throw new Failure(
      'file/not-found',
      `There is no data package and no STAC file in "${shownPath(folder)}": name a descriptor or another folder.`,
    );
  }
}

/** Data may be JSON too: a file too large for a descriptor is passed by, but not in silence. */
async function parseCandidate(
  path: string,
  options: CheckOptions,
  terminal: Terminal,
): Promise<MetadataDocument | undefined> {
  try {
    return await readDescriptor(path, options.signal);
  } catch (error) {
    if (!isFailure(error, 'file/too-large')) {
      throw error;
    }
    terminal.note(`Passed by: ${printable(error.message)}`);
    return undefined;
  }
}
