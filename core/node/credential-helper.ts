import { spawn } from 'node:child_process';
import os from 'node:os';
import { cancelled, Failure } from '#core/base/failure.ts';
import type { Credential } from '#core/oci/credential.ts';

const TIME_LIMIT = 10_000;
const OUTPUT_LIMIT = 64 * 1024;
const NAME = /^[A-Za-z0-9_.-]{1,64}$/;

/** Asks `docker-credential-<name>` for the secret of a server; undefined when it keeps none. */
export type AskHelper = (
  name: string,
  server: string,
  signal?: AbortSignal,
) => Promise<Credential | undefined>;

/**
 * Runs a Docker credential helper (github.com/docker/docker-credential-helpers): no shell, 10 seconds, 64 KiB. Its
 * output is never put into messages or logs. Fails with `registry/unauthorized` when it does not work.
 */
export const askHelper: AskHelper = async (name, server, signal) => {
  if (!NAME.test(name)) {
    throw new Failure(
      'registry/unauthorized',
      `The Docker configuration names a credential helper that cannot be one. Correct it.`,
    );
  }
  const { code, output } = await run(`docker-credential-${name}`, server, signal);
  if (code !== 0) {
    if (/credentials not found|not found in native keychain/i.test(output)) {
      return undefined;
    }
    throw failed(name, `it ended with status ${code}`);
  }
  return decodeAnswer(name, output);
};

function run(
  program: string,
  input: string,
  signal: AbortSignal | undefined,
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    // The home folder: some systems look for programs in the current folder first, which may be a hostile workspace.
    const child = spawn(program, ['get'], {
      cwd: os.homedir(),
      shell: false,
      windowsHide: true,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    // What the helper itself started may hold the pipe open after its end: nobody waits for that.
    const stop = (error: Failure) => {
      clearTimeout(timer);
      child.stdout.destroy();
      child.kill('SIGKILL');
      reject(error);
    };
    const timer = setTimeout(() => stop(failed(program, 'it did not answer within 10 seconds')), TIME_LIMIT);
    const onAbort = () => stop(cancelled(signal?.reason));
    signal?.addEventListener('abort', onAbort, { once: true });
    let output = '';
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (text: string) => {
      output += text;
      if (output.length > OUTPUT_LIMIT) {
        stop(failed(program, 'it answered with more than 64 KiB'));
      }
    });
    child.on('error', (error) => stop(failed(program, 'it could not be started', error)));
    child.on('close', (code) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      resolve({ code, output });
    });
    // A helper that does not read its input is judged by its answer.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

function decodeAnswer(name: string, output: string): Credential {
  let value: unknown;
  try {
    value = JSON.parse(output);
  } catch {
    value = undefined;
  }
  const { Username: username, Secret: secret } = (
    typeof value === 'object' && value !== null ? value : {}
  ) as {
    readonly Username?: unknown;
    readonly Secret?: unknown;
  };
  if (typeof username !== 'string' || typeof secret !== 'string') {
    throw failed(name, 'its answer was not understood');
  }
  return username === '<token>'
    ? { kind: 'refresh-token', token: secret }
    : { kind: 'password', username, password: secret };
}

function failed(name: string, reason: string, cause?: unknown): Failure {
  return new Failure(
    'registry/unauthorized',
    `The credential helper "${name.replace(/^docker-credential-/, '')}" of the Docker configuration does not work: ${reason}. Run "docker-credential-${name.replace(/^docker-credential-/, '')} list" to see why, or remove it from the configuration.`,
    { cause },
  );
}
