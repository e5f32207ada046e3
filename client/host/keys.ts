import type * as vscode from 'vscode';

const STORE = 'keys';
const REMEMBERED = 10;

/**
 * Paths of the key pairs that this user made or used, newest first, without `.key` and `.pub`. Only paths are
 * remembered: never a passphrase, never key material.
 */
export interface Keys {
  list(): string[];
  remember(prefix: string): Promise<void>;
}

export function createKeys(state: vscode.Memento): Keys {
  const list = () => {
    const stored: unknown = state.get(STORE);
    return Array.isArray(stored) ? stored.filter((entry): entry is string => typeof entry === 'string') : [];
  };
  return {
    list,
    async remember(prefix) {
      await state.update(STORE, [prefix, ...list().filter((other) => other !== prefix)].slice(0, REMEMBERED));
    },
  };
}
