import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runCommand } from './run-command.ts';

/** Programs from other projects that the interoperability tests talk to, as Debian names their packages. */
const PEERS = [
  { program: 'docker-registry', package: 'docker-registry' },
  { program: 'skopeo', package: 'skopeo' },
] as const;

/**
 * Installs the missing ones where that is welcome: as root, with apt, and when `CI` or `WAYBILL_INSTALL_PEERS=1` is
 * set. Otherwise, or when it fails, returns a sentence that says which tests will be skipped; undefined when all is
 * there.
 */
export async function installPeers(): Promise<string | undefined> {
  const missing = PEERS.filter(({ program }) => !onPath(program));
  if (missing.length === 0) {
    return undefined;
  }
  const names = missing.map((peer) => peer.package);
  const welcome = Boolean(process.env['CI']) || process.env['WAYBILL_INSTALL_PEERS'] === '1';
  if (!welcome || process.getuid?.() !== 0 || !onPath('apt-get')) {
    return `Tests against ${names.join(' and ')} will be skipped: not installed. As root, WAYBILL_INSTALL_PEERS=1 installs them with apt-get.`;
  }
  const quiet = { env: { DEBIAN_FRONTEND: 'noninteractive' }, timeoutMs: 180_000 };
  await runCommand('apt-get', ['update', '-q'], quiet);
  const { ok, output } = await runCommand(
    'apt-get',
    ['install', '-q', '-y', '--no-install-recommends', ...names],
    quiet,
  );
  const stillMissing = missing.filter(({ program }) => !onPath(program)).map((peer) => peer.package);
  if (stillMissing.length === 0) {
    return undefined;
  }
  return `Tests against ${stillMissing.join(' and ')} will be skipped: apt-get did not install them${ok ? '' : `:\n${output.trim()}`}`;
}

function onPath(program: string): boolean {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return folders.some((folder) => folder !== '' && existsSync(join(folder, program)));
}
