import { isFailure } from '#core/base/failure.ts';
import { parseReference, type Reference } from '#core/oci/reference.ts';

/**
 * Where packages are published to and looked at: an OCI image layout folder, one pinned repository, or a whole
 * registry. `entry` is the text of the setting; a layout that was found in the workspace has none.
 */
export type Connection =
  | { readonly kind: 'layout'; readonly path: string; readonly entry?: string }
  | {
      readonly kind: 'repository';
      readonly host: string;
      readonly repository: string;
      readonly entry: string;
    }
  | { readonly kind: 'registry'; readonly host: string; readonly entry: string }
  | { readonly kind: 'invalid'; readonly entry: string; readonly message: string };

const HOST = /^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?$/;

/** Reads one entry of the setting `waybill.registries`. */
export function parseConnection(entry: string): Connection {
  const text = entry.trim();
  if (HOST.test(text)) {
    return { kind: 'registry', host: text, entry };
  }
  try {
    const reference = parseReference(text);
    return reference.kind === 'layout'
      ? { kind: 'layout', path: reference.path, entry }
      : { kind: 'repository', host: reference.host, repository: reference.repository, entry };
  } catch (error) {
    if (isFailure(error)) {
      return { kind: 'invalid', entry, message: error.message };
    }
    throw error;
  }
}

/** The repository that a connection stands for, or undefined for a whole registry. */
export function repositoryOf(connection: Connection): Reference | undefined {
  switch (connection.kind) {
    case 'layout':
      return { kind: 'layout', path: connection.path };
    case 'repository':
      return { kind: 'registry', host: connection.host, repository: connection.repository };
    case 'registry':
    case 'invalid':
      return undefined;
  }
}
