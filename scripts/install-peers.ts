import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { runCommand } from './run-command.ts';

/** Programs of other projects that the interoperability tests talk to, as Debian names their packages. */
const DEBIAN_PEERS = ['docker-registry', 'skopeo'] as const;

/** Those that Debian does not have, by their Go package. Exact versions: a peer's release must not break a build. */
const GO_PEERS = {
  oras: 'oras.land/oras/cmd/oras@v1.3.6',
  cosign: 'github.com/sigstore/cosign/v3/cmd/cosign@v3.1.3',
} as const;

/** Where Go puts them: kept between runs, since building cosign takes minutes. */
const GO_FOLDER = join(homedir(), '.cache', 'waybill-peers');
const APT_MS = 180_000;
const GO_MS = 900_000;

/**
 * Installs the missing ones where that is welcome, which `CI` or `WAYBILL_INSTALL_PEERS=1` says: from Debian as root,
 * and with Go where it is there. Puts what Go built on the PATH of this process. Returns a sentence for each that is
 * still missing.
 */
export async function installPeers(): Promise<readonly string[]> {
  process.env['PATH'] = [process.env['PATH'] ?? '', GO_FOLDER].join(delimiter);
  const welcome = Boolean(process.env['CI']) || process.env['WAYBILL_INSTALL_PEERS'] === '1';
  const failures = welcome ? await Promise.all([installFromDebian(), installWithGo()]) : [];
  const missing = [...DEBIAN_PEERS, ...Object.keys(GO_PEERS)].filter((program) => !isOnPath(program));
  const hint = welcome ? '' : ' WAYBILL_INSTALL_PEERS=1 installs it (as root with apt-get, or with go).';
  return [
    ...missing.map((program) => `Tests against ${program} will be skipped: it is not installed.${hint}`),
    ...failures.filter((failure) => failure !== ''),
  ];
}

async function installFromDebian(): Promise<string> {
  const missing = DEBIAN_PEERS.filter((program) => !isOnPath(program));
  if (missing.length === 0 || process.getuid?.() !== 0 || !isOnPath('apt-get')) {
    return '';
  }
  const quiet = { env: { DEBIAN_FRONTEND: 'noninteractive' }, timeoutMs: APT_MS };
  await runCommand('apt-get', ['update', '-q'], quiet);
  const install = ['install', '-q', '-y', '--no-install-recommends', ...missing];
  const { ok, output } = await runCommand('apt-get', install, quiet);
  return ok ? '' : output.trim();
}

async function installWithGo(): Promise<string> {
  const missing = Object.entries(GO_PEERS).filter(([program]) => !isOnPath(program));
  if (missing.length === 0 || !isOnPath('go')) {
    return '';
  }
  const failures: string[] = [];
  for (const [, goPackage] of missing) {
    const options = { env: { GOBIN: GO_FOLDER }, timeoutMs: GO_MS };
    const { ok, output } = await runCommand('go', ['install', goPackage], options);
    if (!ok) {
      failures.push(output.trim());
    }
  }
  return failures.join('\n');
}

function isOnPath(program: string): boolean {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return folders.some((folder) => folder !== '' && existsSync(join(folder, program)));
}
