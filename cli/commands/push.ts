import { type PackPlan, planPackage } from '#core/artifact/pack-plan.ts';
import { publish, type Receipt } from '#core/artifact/publish.ts';
import { Failure, isFailure } from '#core/base/failure.ts';
import { openPackageFolder } from '#core/node/package-folder.ts';
import { readDescriptor } from '#core/node/read-descriptor.ts';
import { formatReference, parseReference, type Reference } from '#core/oci/reference.ts';
import { checkDescriptor } from '../check-file.ts';
import { defineCommand, type Surround } from '../command.ts';
import { nearestConfigurations } from '../configurations.ts';
import { couldBeDescriptor } from '../find-descriptors.ts';
import { findPackage, type PackageArgument, packageFile } from '../package-argument.ts';
import { printable, printableJson } from '../printable.ts';
import { openRepository } from '../reference-argument.ts';
import type { FileReport } from '../report.ts';
import { reportLines } from '../report-lines.ts';
import type { Terminal } from '../terminal.ts';

export const push = defineCommand({
  name: 'push',
  positionals: ['PATH', 'REF'],
  description:
    'Publishes a data package or STAC catalogue: the descriptor and the files that it names, one layer each, byte for byte. PATH is the descriptor or its folder. Content that is there already is not sent again, and the tag appears only when everything is there. The same files give the same digest on every machine; SOURCE_DATE_EPOCH, when set, becomes the date of creation.\nThe descriptors are validated first; with errors nothing is published.\nFormat json prints {"reference", "digest", "size", "files": [{"path", "digest", "size", "sent"}]}.',
  options: {
    'dry-run': { type: 'boolean', help: 'Say what would be sent, and send nothing' },
    force: { type: 'boolean', help: 'Move the tag when it stands for something else' },
    'no-validate': { type: 'boolean', help: 'Publish even a package with errors' },
  },
  formats: ['text', 'json'],
  examples: [
    { line: 'waybill push . oci:registry:1.0', does: 'into a layout folder, made when missing' },
    { line: 'waybill push stations localhost:5000/acme/stations:1.0', does: 'to a registry' },
    { line: 'waybill push . oci:registry:1.0 --dry-run --format json', does: 'the digest it would get' },
  ],
  exitCodes: {
    0: 'published (or, with --dry-run, it could be)',
    1: 'not published: the package has errors, which are listed',
    2: 'not published: a file is missing, the tag is taken, the registry refuses or is not there',
  },
  async run({ options, positionals, format, offline, ...surround }) {
    const { terminal, signal } = surround;
    const [path = '', text = ''] = positionals;
    const { reference, tag } = readTag(text);
    const input = await findPackage(path);
    const validate = options['no-validate'] !== true;
    // Its own findings first: they say better than a failed plan what is wrong with a descriptor.
    if (validate && (await hasErrors(input, [input.descriptor], surround))) {
      return 1;
    }
    const plan = await planPackage({
      folder: await openPackageFolder(input.folder),
      descriptor: input.descriptor,
      ...sourceDate(surround.environment),
      onProgress: terminal.progress,
      signal,
    });
    const others = plan.files.map((file) => file.path).filter((file) => file !== plan.descriptor);
    if (validate && (await hasErrors(input, others.filter(couldBeDescriptor), surround))) {
      return 1;
    }
    for (const warning of plan.warnings) {
      terminal.note(`Note: ${printable(warning)}`);
    }
    const dryRun = options['dry-run'] === true;
    // A dry run makes no layout folder, but one that is still to be made is no mistake in it either.
    const target = await openRepository(reference, { offline, terminal, access: 'create' });
    const sending = { tag, force: options.force === true, dryRun, signal, onProgress: terminal.progress };
    const receipt = await publishOrSayHow(plan, target, sending);
    await (format === 'json' ? printJson(receipt, terminal) : printText(receipt, dryRun, terminal));
    return 0;
  },
});

function readTag(text: string): { reference: Reference; tag: string } {
  const reference = parseReference(text);
  const { tag, digest, ...repository } = reference;
  if (tag === undefined || digest !== undefined) {
    const place = formatReference(repository);
    throw new Failure(
      'reference/invalid',
      `Under which tag? A package is published as ${place}:TAG, for example ${place}:1.0; its digest follows from its content.`,
    );
  }
  return { reference, tag };
}

/** Validates descriptors of the package and lists what is wrong. Files that are no descriptors are passed by. */
async function hasErrors(
  input: PackageArgument,
  files: readonly string[],
  { terminal, signal }: Surround,
): Promise<boolean> {
  const reports: FileReport[] = [];
  const options = { root: input.folder, data: false, configurations: nearestConfigurations(), signal };
  for (const file of files) {
    const path = packageFile(input, file);
    const document = await readDescriptor(path, signal);
    if (document.kind !== 'unknown') {
      reports.push(await checkDescriptor(path, document, options));
    }
  }
  const bad = reports.filter((report) => !report.valid);
  for (const line of bad.flatMap((report) => reportLines(report))) {
    terminal.complain(line);
  }
  if (bad.length > 0) {
    terminal.complain(
      'waybill: Nothing was published, because the package has errors. Correct them, or publish it as it is with --no-validate.',
    );
  }
  return bad.length > 0;
}

/** `SOURCE_DATE_EPOCH`: whole seconds since 1970 (reproducible-builds.org). */
function sourceDate(environment: Surround['environment']): { epoch?: number } {
  const text = environment['SOURCE_DATE_EPOCH'];
  if (text === undefined || text === '') {
    return {};
  }
  const epoch = Number(text);
  if (!/^[0-9]+$/.test(text) || !Number.isSafeInteger(epoch)) {
    throw new Failure(
      'usage/bad-argument',
      `SOURCE_DATE_EPOCH holds "${text}", but it takes whole seconds since 1970. Correct it or unset it.`,
    );
  }
  return { epoch };
}

async function publishOrSayHow(
  plan: PackPlan,
  target: Parameters<typeof publish>[1],
  options: Parameters<typeof publish>[2],
): Promise<Receipt> {
  try {
    return await publish(plan, target, options);
  } catch (error) {
    if (isFailure(error, 'artifact/tag-exists')) {
      throw new Failure(error.code, `${error.message} Here that is --force.`, { cause: error });
    }
    throw error;
  }
}

async function printJson({ reference, digest, size, files }: Receipt, terminal: Terminal): Promise<void> {
  await terminal.printDone(`${printableJson({ reference, digest, size, files })}\n`);
}

async function printText(receipt: Receipt, dryRun: boolean, terminal: Terminal): Promise<void> {
  const lines = receipt.files.map(({ path, size, sent }) => {
    const what = sent ? (dryRun ? 'would be sent' : 'sent') : 'already there';
    return `  ${printable(path)} (${size} bytes, ${what})\n`;
  });
  const done = dryRun ? 'Would publish' : 'Published';
  await terminal.printDone(
    `${done} ${printable(receipt.reference)}\n${lines.join('')}Digest: ${receipt.digest}\n`,
  );
}
