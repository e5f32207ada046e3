import { Failure, throwIfCancelled } from '#core/base/failure.ts';
import { decryptKey } from '#core/node/key-file.ts';
import { keySigner } from '#core/node/key-signer.ts';
import { sigstoreVerifier } from '#core/node/sigstore-verifier.ts';
import { readKeyFile } from '#core/node/text-file.ts';
import { signArtifact } from '#core/trust/sign.ts';
import { defineCommand } from '../command.ts';
import { askPassphrase } from '../passphrase.ts';
import { printable, printableJson } from '../printable.ts';
import { openVersion } from '../reference-argument.ts';

export const sign = defineCommand({
  name: 'sign',
  positionals: ['REF'],
  description:
    'Signs a published package as cosign v3 does: a Sigstore bundle that names the digest of the package is attached to it. The new signature is checked before it is uploaded. A signature with a key says nothing about the time and leaves no public record.\nThe passphrase is asked without showing it, or taken from the environment variable COSIGN_PASSWORD. When REF is a tag, the digest that it stands for now is signed.',
  options: {
    key: {
      type: 'string',
      short: 'k',
      value: 'FILE',
      help: 'The private key, as "waybill keygen" or cosign write it',
    },
  },
  formats: ['text', 'json'],
  examples: [
    { line: 'waybill sign oci:registry:1.0 --key release.key', does: 'in a layout folder' },
    { line: 'waybill sign localhost:5000/acme/stations:1.0 --key release.key', does: 'in a registry' },
  ],
  exitCodes: { 0: 'signed', 2: 'not signed: no such package, wrong passphrase, network' },
  async run({ options, positionals, format, offline, ...surround }) {
    const { terminal, signal } = surround;
    if (options.key === undefined) {
      throw new Failure(
        'usage/bad-argument',
        'With which key? Add --key FILE; "waybill keygen --output release" creates one.',
      );
    }
    const pem = await readKeyFile(options.key, signal);
    const { target, tagOrDigest } = await openVersion(positionals[0] ?? '', {
      offline,
      terminal,
      access: 'write',
    });
    const subject = await target.resolve(tagOrDigest, signal);
    const passphrase = await askPassphrase(surround, {
      prompt: `Passphrase for ${options.key}`,
      repeat: false,
    });
    const signer = keySigner(await decryptKey(pem, passphrase), options.key);
    throwIfCancelled(signal);
    const { referrer } = await signArtifact(target, subject, signer, {
      now: () => new Date(),
      verify: { verifier: sigstoreVerifier(), keys: [signer.publicKey] },
      signal,
    });
    const reference = `${target.name}@${subject.digest}`;
    await terminal.printDone(
      format === 'json'
        ? `${printableJson({ reference, digest: subject.digest, signature: referrer.digest, keyHint: signer.keyHint })}\n`
        : `Signed ${printable(reference)}\nSignature: ${referrer.digest}\n`,
    );
    return 0;
  },
});
