import { createHash } from '#core/node/hash.ts';
import { readPublicKey } from '#core/node/public-key.ts';
import { sigstoreVerifier } from '#core/node/sigstore-verifier.ts';
import { readKeyFile } from '#core/node/text-file.ts';
import type { NamedKey } from '#core/trust/bundle-verifier.ts';
import type { PackageResult } from '#core/trust/result.ts';
import { verifyArtifact } from '#core/trust/verify.ts';
import { explain, verdictOf } from '#core/trust/wording.ts';
import { defineCommand, type ExitCode } from '../command.ts';
import { printable, printableJson } from '../printable.ts';
import { openVersion } from '../reference-argument.ts';
import { paint, type Terminal } from '../terminal.ts';

const EXIT_CODES: Readonly<Record<PackageResult['decision'], ExitCode>> = {
  allowed: 0,
  warned: 0,
  denied: 1,
  undecided: 2,
};

export const verify = defineCommand({
  name: 'verify',
  positionals: ['REF'],
  description:
    'Answers who signed a published package and whether its bytes are those that were signed, and says of each check whether it was made and what it found. Only a signature by a key that you name counts.\nFormat json prints the whole result: {"ref", "digest", "checkedAt", "trustRoot", "decision", "signatures", "policyChecks"}.',
  options: {
    key: {
      type: 'string',
      short: 'k',
      value: 'FILE',
      multiple: true,
      help: 'A public key that you accept (may be repeated)',
    },
    'no-content': { type: 'boolean', help: 'Check the signed list of files only; do not read the files' },
  },
  formats: ['text', 'json'],
  examples: [
    { line: 'waybill verify oci:registry:1.0 --key release.pub', does: 'signature and every byte' },
    {
      line: 'waybill verify localhost:5000/acme/stations:1.0 -k release.pub --no-content',
      does: 'without downloading',
    },
  ],
  exitCodes: {
    0: 'allowed: signed by a key that you named, nothing changed',
    1: 'denied: not signed, signed by somebody else, or changed',
    2: 'undecided: it could not be checked (network, no key, no such package)',
  },
  async run({ options, positionals, format, offline, terminal, signal }) {
    const keys: NamedKey[] = [];
    for (const file of options.key ?? []) {
      keys.push(readPublicKey(await readKeyFile(file, signal), file));
    }
    const { target, tagOrDigest } = await openVersion(positionals[0] ?? '', { offline, terminal });
    const result = await verifyArtifact(target, tagOrDigest, {
      keys,
      verifier: sigstoreVerifier(),
      now: () => new Date(),
      content: options['no-content'] === true ? 'skip' : 'hash',
      createHash,
      signal,
      onProgress: terminal.progress,
    });
    await (format === 'json' ? terminal.print(`${printableJson(result)}\n`) : printText(result, terminal));
    if (keys.length === 0) {
      terminal.note(
        'No key was named, so no signature can count: add --key FILE with a public key that you accept.',
      );
    }
    return EXIT_CODES[result.decision];
  },
});

/** The verdict first, then what stands behind it. */
async function printText(result: PackageResult, terminal: Terminal): Promise<void> {
  const style = {
    verified: 'green',
    unverified: 'yellow',
    rejected: 'red',
    unsigned: 'red',
    unknown: 'yellow',
  } as const;
  const [verdict = '', ...rows] = explain(result).map(printable);
  await terminal.print(`${paint(terminal, style[verdictOf(result).state], verdict)}\n`);
  await terminal.print(rows.map((row) => `  ${row}\n`).join(''));
}
