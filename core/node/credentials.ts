import os from 'node:os';
import path from 'node:path';
import { Failure, isFailure } from '#core/base/failure.ts';
import type { Credential, CredentialSource } from '#core/oci/credential.ts';
import { type AskHelper, askHelper } from './credential-helper.ts';
import { readTextFile } from './text-file.ts';

const CONFIG_LIMIT = 1024 * 1024;
/** What Docker calls its own registry in configurations and towards helpers. */
const HUB_KEY = 'https://index.docker.io/v1/';
const HUB_HOSTS: readonly string[] = ['docker.io', 'index.docker.io', 'registry-1.docker.io'];

export interface CredentialPlaces {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly askHelper: AskHelper;
}

/**
 * Finds the secrets that people stored with `docker login`, `oras login`, `skopeo login` or podman: the Docker
 * configuration first (a helper for the host, the general helper, then the file itself), then podman's file. A host
 * matches only as a whole, port included. Nothing is ever written.
 */
export function storedCredentials(places: Partial<CredentialPlaces> = {}): CredentialSource {
  const { env = process.env, home = os.homedir(), askHelper: ask = askHelper } = places;
  return async (host, signal) => {
    for (const file of configFiles(env, home)) {
      const config = await readConfig(file);
      const found = config && (await findIn(config, host, ask, signal));
      if (found) {
        return found;
      }
    }
    return undefined;
  };
}

function configFiles(env: CredentialPlaces['env'], home: string): string[] {
  const docker = env['DOCKER_CONFIG'] || path.join(home, '.docker');
  const runtime = env['XDG_RUNTIME_DIR'];
  return [
    path.join(docker, 'config.json'),
    ...(env['REGISTRY_AUTH_FILE'] ? [env['REGISTRY_AUTH_FILE']] : []),
    ...(runtime ? [path.join(runtime, 'containers', 'auth.json')] : []),
    path.join(env['XDG_CONFIG_HOME'] || path.join(home, '.config'), 'containers', 'auth.json'),
  ];
}

type Json = Readonly<Record<string, unknown>>;

async function readConfig(file: string): Promise<Json | undefined> {
  let text: string;
  try {
    text = await readTextFile(file, { limit: CONFIG_LIMIT, tooLarge: 'stored sign-ins are smaller.' });
  } catch (error) {
    if (isFailure(error, 'file/not-found')) {
      return undefined;
    }
    throw error;
  }
  try {
    return record(JSON.parse(text));
  } catch (error) {
    // The parser's message may quote the file, and with it a secret.
    throw unusable(file, error instanceof SyntaxError ? 'it is not JSON' : 'it could not be read');
  }
}

async function findIn(
  config: Json,
  host: string,
  ask: AskHelper,
  signal: AbortSignal | undefined,
): Promise<Credential | undefined> {
  const isHub = HUB_HOSTS.includes(host);
  const helpers = record(config['credHelpers']);
  const helper =
    Object.entries(helpers).find(([key]) => names(key, host, isHub))?.[1] ?? config['credsStore'];
  if (typeof helper === 'string' && helper !== '') {
    const found = await ask(helper, isHub ? HUB_KEY : host, signal);
    if (found) {
      return found;
    }
  }
  const entry = Object.entries(record(config['auths'])).find(([key]) => names(key, host, isHub))?.[1];
  return decodeEntry(record(entry));
}

/** True when a key of the configuration is exactly this host; old entries have a scheme and `/v1/` around it. */
function names(key: string, host: string, isHub: boolean): boolean {
  const bare = key
    .replace(/^https?:\/\//, '')
    .replace(/\/(?:v[12]\/?)?$/, '')
    .toLowerCase();
  return isHub ? HUB_HOSTS.includes(bare) : bare === host;
}

function decodeEntry(entry: Json): Credential | undefined {
  const { identitytoken, registrytoken, auth, username, password } = entry;
  if (isText(registrytoken)) {
    return { kind: 'access-token', token: registrytoken };
  }
  if (isText(identitytoken)) {
    return { kind: 'refresh-token', token: identitytoken };
  }
  if (isText(auth)) {
    const text = Buffer.from(auth, 'base64').toString('utf8');
    const colon = text.indexOf(':');
    return colon < 0
      ? undefined
      : {
          kind: 'password',
          username: text.slice(0, colon),
          password: text.slice(colon + 1).replace(/\0+$/, ''),
        };
  }
  return isText(username) && isText(password) ? { kind: 'password', username, password } : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function record(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

function unusable(file: string, reason: string): Failure {
  return new Failure(
    'file/unreadable',
    `${file} holds the stored sign-ins, but ${reason}. Repair or remove it.`,
  );
}
