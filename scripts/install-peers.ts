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

/** Libraries of Python, which go into an environment of their own. */
const PYTHON_PEERS = ['pyarrow==26.0.1'] as const;

/** Where they are put: kept between runs, since building cosign takes minutes. */
const PEERS_FOLDER = join(homedir(), '.cache', 'waybill-peers');
const PYTHON_FOLDER = join(PEERS_FOLDER, 'python');
const APT_MS = 180_000;
const GO_MS = 900_000;

/**
 * Installs the missing ones where that is welcome, which `CI` or `WAYBILL_INSTALL_PEERS=1` says: from Debian as root,
 * and with Go and pip where these are there. Puts what they made on the PATH of this process. Returns a sentence for
 * each program that is still missing.
 */
export async function installPeers(): Promise<readonly string[]> {
  process.env['PATH'] = [process.env['PATH'] ?? '', PEERS_FOLDER].join(delimiter);
  const welcome = Boolean(process.env['CI']) || process.env['WAYBILL_INSTALL_PEERS'] === '1';
  const failures = welcome ? await Promise.all([installFromDebian(), installWithGo(), installWithPip()]) : [];
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
    const options = { env: { GOBIN: PEERS_FOLDER }, timeoutMs: GO_MS };
    const { ok, output } = await runCommand('go', ['install', goPackage], options);
    if (!ok) {
      failures.push(output.trim());
    }
  }
  return failures.join('\n');
}

async function installWithPip(): Promise<string> {
  const has = await runCommand('python3', ['-c', 'import pyarrow']);
  if (has.ok || !isOnPath('python3')) {
    return '';
  }
  const python = join(PYTHON_FOLDER, 'bin', 'python3');
  if (!existsSync(python)) {
    const made = await runCommand('python3', ['-m', 'venv', PYTHON_FOLDER], { timeoutMs: APT_MS });
    if (!made.ok) {
      return made.output.trim();
    }
  }
  const options = { timeoutMs: APT_MS };
  const { ok, output } = await runCommand(python, ['-m', 'pip', 'install', '-q', ...PYTHON_PEERS], options);
  process.env['PATH'] = [join(PYTHON_FOLDER, 'bin'), process.env['PATH'] ?? ''].join(delimiter);
  return ok ? '' : output.trim();
}

function isOnPath(program: string): boolean {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return folders.some((folder) => folder !== '' && existsSync(join(folder, program)));
}
