import { Failure } from '#core/base/failure.ts';
import type { CredentialSource } from '#core/oci/credential.ts';
import { hostnameOf, isLoopback } from '#core/oci/origins.ts';
import type { Reference } from '#core/oci/reference.ts';
import { listRepositories as listPages, type RegistryOptions, registryTarget } from '#core/oci/registry.ts';
import type { Target } from '#core/oci/target.ts';
import type { Fetch } from '#core/oci/transport.ts';
import { storedCredentials } from './credentials.ts';
import { createHash } from './hash.ts';
import { openLayout } from './layout.ts';
import { registryTransport } from './registry-transport.ts';

/** How registries are reached. */
export interface ConnectOptions {
  /** `globalThis.fetch` unless told; in an editor that one knows its proxies and certificates. */
  readonly fetch?: Fetch;
  /** Stored sign-ins of Docker and podman unless told. */
  readonly credentials?: CredentialSource;
  /** True for hosts that may be reached without encryption, and then are. This machine only unless told. */
  readonly allowHttp?: (host: string) => boolean;
  /** Asked before a secret goes to a token service at another origin; refused unless told. */
  readonly approveRealm?: (registry: string, realm: string) => Promise<boolean>;
  /** Registries are not asked at all; layout folders still work. */
  readonly offline?: boolean;
  readonly onWarning?: (text: string) => void;
}

export interface OpenTargetOptions extends ConnectOptions {
  /** Lets the first write make a layout folder that is not there yet. */
  readonly create?: boolean;
  /** `write` for a target that will be pushed to: it asks for the right to push once. */
  readonly access?: 'read' | 'write';
}

/**
 * Opens the repository that a reference names: a layout folder, or a repository of a registry, which is not
 * contacted yet. Fails with `registry/unreachable` for a registry when offline, and as `openLayout` does.
 */
export async function openTarget(reference: Reference, options: OpenTargetOptions = {}): Promise<Target> {
  if (reference.kind === 'layout') {
    return openLayout(reference.path, { create: options.create === true });
  }
  return registryTarget({
    ...registryOptions(reference.host, options),
    repository: reference.repository,
    access: options.access ?? (options.create ? 'write' : 'read'),
  });
}

/** Names of a registry's repositories, where it lists them; otherwise fails with `registry/unsupported`. */
export async function listRepositories(
  host: string,
  options: ConnectOptions & { readonly signal?: AbortSignal } = {},
): Promise<string[]> {
  const names: string[] = [];
  for await (const page of listPages(registryOptions(host, options), options.signal)) {
    names.push(...page);
  }
  return names;
}

function registryOptions(host: string, options: ConnectOptions): RegistryOptions {
  if (options.offline) {
    throw new Failure(
      'registry/unreachable',
      `${host} was not asked because the network is switched off. Leave "--offline" away, or use a layout folder (oci:PATH).`,
    );
  }
  return {
    host,
    transport: registryTransport(options.fetch),
    createHash,
    credentials: options.credentials ?? storedCredentials(),
    plainHttp: (options.allowHttp ?? isLocal)(host),
    ...(options.approveRealm && { approveRealm: options.approveRealm }),
    ...(options.onWarning && { onWarning: options.onWarning }),
  };
}

function isLocal(host: string): boolean {
  return isLoopback(hostnameOf(host));
}
