import type { CreateHash } from '#core/base/digest.ts';
import type { RegistryAnswer, RegistryRequest } from './http.ts';

/** One repository behind a registry's API: what its parts (blobs, manifests, tags, referrers) share. */
export interface Repository {
  /** `host[:port]/name`, for messages. */
  readonly name: string;
  readonly origin: URL;
  readonly createHash: CreateHash;
  /** `/v2/<name>/` + path. */
  url(path: string): URL;
  /** Sends with the token scope of this repository; `write` asks for the right to push. */
  send(request: Omit<RegistryRequest, 'scope'> & { readonly write?: boolean }): Promise<RegistryAnswer>;
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
}
