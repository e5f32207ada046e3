import { pull as pullPackage } from '#core/artifact/pull.ts';
import { Failure, isFailure } from '#core/base/failure.ts';
import { createPackageSink } from '#core/node/package-sink.ts';
import { defineCommand } from '../command.ts';
import { printable, printableJson } from '../printable.ts';
import { openVersion } from '../reference-argument.ts';

export const pull = defineCommand({
  name: 'pull',
  positionals: ['REF', 'PATH'],
  description:
    'Fetches every file of a published package into a new or empty folder. Each byte is checked against the digest in the list of files, and the files appear all together or not at all. That says that the files are those of this list, not who made it: for that run "waybill verify".\nFormat json prints {"reference", "digest", "files": [{"path", "digest", "size"}]}.',
  options: {
    'allow-workspace-files': {
      type: 'boolean',
      help: 'Let files through that editors and shells obey (.vscode, .git, .envrc, …): only when you trust the publisher',
    },
  },
  formats: ['text', 'json'],
  examples: [
    { line: 'waybill pull oci:registry:1.0 stations', does: 'from a layout folder' },
    { line: 'waybill pull localhost:5000/acme/stations@sha256:… stations', does: 'exactly this content' },
  ],
  exitCodes: {
    0: 'all files are there',
    2: 'nothing was written: not found, changed on the way, network, disk',
  },
  async run({ options, positionals, format, offline, terminal, signal }) {
    const [text = '', folder = ''] = positionals;
    const { target, tagOrDigest } = await openVersion(text, { offline, terminal });
    const sink = await createPackageSink(folder);
    const allowWorkspaceFiles = options['allow-workspace-files'] === true;
    const pulling = { allowWorkspaceFiles, onProgress: terminal.progress, signal };
    const { digest, files } = await pullPackage(target, tagOrDigest, sink, pulling).catch(sayHowToAllow);
    const reference = `${target.name}@${digest}`;
    await terminal.printDone(
      format === 'json'
        ? `${printableJson({ reference, digest, files })}\n`
        : `Pulled ${printable(reference)} into ${printable(folder)}\n${files.map(({ path }) => `  ${printable(path)}\n`).join('')}`,
    );
    return 0;
  },
});

function sayHowToAllow(error: unknown): never {
  if (isFailure(error, 'artifact/workspace-files')) {
    throw new Failure(error.code, `${error.message} Here that is --allow-workspace-files.`, { cause: error });
  }
  throw error;
}
