import { createHash } from '#core/node/hash.ts';
import { registryTransport } from '#core/node/registry-transport.ts';
import { type RegistryTargetOptions, registryTarget } from '#core/oci/registry.ts';
import type { Target } from '#core/oci/target.ts';

/** A repository of a test registry, by a client that notes its pauses instead of making them. */
export function connect(
  host: string,
  options: Partial<RegistryTargetOptions> & { readonly pauses?: number[] } = {},
): Target {
  const { pauses = [], ...rest } = options;
  const transport = {
    ...registryTransport(),
    wait: (milliseconds: number) => {
      pauses.push(milliseconds);
      return Promise.resolve();
    },
  };
  return registryTarget({ host, repository: 'acme/stations', transport, createHash, ...rest });
}
