import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';

export interface DockerRegistry {
  /** `127.0.0.1:PORT` */
  readonly host: string;
  stop(): Promise<void>;
}

const TRIES = 200;
const PAUSE = 50;

/**
 * Starts Debian's `docker-registry` on a free port of this machine over a temporary folder. `htpasswd` is the
 * content of a password file (bcrypt), to ask for Basic sign-in.
 */
export async function startDockerRegistry(
  options: { readonly htpasswd?: string } = {},
): Promise<DockerRegistry> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'docker-registry-'));
  const port = await freePort();
  const config = path.join(folder, 'config.yml');
  const passwords = path.join(folder, 'htpasswd');
  await writeFile(passwords, options.htpasswd ?? '');
  await writeFile(
    config,
    [
      'version: 0.1',
      'log: { level: error, accesslog: { disabled: true } }',
      `storage: { filesystem: { rootdirectory: ${JSON.stringify(path.join(folder, 'data'))} }, delete: { enabled: true } }`,
      `http: { addr: "127.0.0.1:${port}" }`,
      ...(options.htpasswd
        ? [`auth: { htpasswd: { realm: test, path: ${JSON.stringify(passwords)} } }`]
        : []),
    ].join('\n'),
  );
  const child = spawn('docker-registry', ['serve', config], { stdio: 'ignore' });
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill();
      await once(child, 'exit');
    }
    await rm(folder, { recursive: true, force: true });
  };
  const host = `127.0.0.1:${port}`;
  try {
    await untilAnswers(host, () => child.exitCode !== null);
  } catch (error) {
    await stop();
    throw error;
  }
  return { host, stop };
}

async function untilAnswers(host: string, hasEnded: () => boolean): Promise<void> {
  for (let tries = 0; tries < TRIES && !hasEnded(); tries++) {
    const answer = await fetch(`http://${host}/v2/`).catch(() => undefined);
    if (answer) {
      await answer.body?.cancel();
      return;
    }
    await setTimeout(PAUSE);
  }
  throw new Error('docker-registry did not start');
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
