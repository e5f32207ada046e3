import { Failure, throwIfCancelled } from '#core/base/failure.ts';
import { generateKeyPair } from '#core/node/key-file.ts';
import { writeKeyPair } from '#core/node/key-pair-files.ts';
import { defineCommand } from '../command.ts';
import { shownPath } from '../input-file.ts';
import { askPassphrase } from '../passphrase.ts';
import { printable, printableJson } from '../printable.ts';

export const keygen = defineCommand({
  name: 'keygen',
  positionals: [],
  description:
    'Creates a key pair (ECDSA P-256) in the format of cosign: PREFIX.key, the private key, encrypted with a passphrase and readable by you alone, and PREFIX.pub, the public key, to give to everybody who should check your signatures. Existing files are never overwritten.\nThe passphrase is asked twice, without showing it, or taken from the environment variable COSIGN_PASSWORD.',
  options: {
    output: { type: 'string', short: 'o', value: 'PREFIX', help: 'Where to write, without the ending' },
  },
  formats: ['text', 'json'],
  examples: [
    { line: 'waybill keygen --output release', does: 'writes release.key and release.pub' },
    { line: 'COSIGN_PASSWORD=… waybill keygen -o ci', does: 'where nobody can be asked' },
  ],
  exitCodes: { 0: 'both files were written', 2: 'nothing was written' },
  async run({ options, format, ...surround }) {
    const { terminal, signal } = surround;
    if (options.output === undefined || options.output === '') {
      throw new Failure(
        'usage/bad-argument',
        'Where should the keys go? "waybill keygen --output release" writes release.key and release.pub.',
      );
    }
    const passphrase = await askPassphrase(surround, {
      prompt: 'Passphrase for the new private key',
      repeat: true,
    });
    const pair = await generateKeyPair(passphrase);
    throwIfCancelled(signal);
    const files = await writeKeyPair(options.output, pair);
    const [privateKey, publicKey] = [shownPath(files.privateKeyPath), shownPath(files.publicKeyPath)];
    await terminal.printDone(
      format === 'json'
        ? `${printableJson({ privateKey, publicKey, keyHint: pair.hint })}\n`
        : `Private key: ${printable(privateKey)} (keep it, and keep it secret)\nPublic key:  ${printable(publicKey)} (give it to everybody)\n`,
    );
    if (passphrase === '') {
      terminal.note('The passphrase is empty: whoever has the file can sign with it.');
    }
    if (files.insideGitWorkTree) {
      terminal.note(
        'The private key lies inside a git work tree: move it or ignore it, so that it is never committed.',
      );
    }
    return 0;
  },
});
