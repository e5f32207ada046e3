import * as vscode from 'vscode';
import type { Digest } from '#core/base/digest.ts';
import type { PackageResult } from '#core/trust/result.ts';
import { type VerdictState, verdictOf } from '#core/trust/wording.ts';

/** The last verification of each tag in this window, bound to the digest that was verified. */
export interface Verdicts {
  readonly onDidChange: vscode.Event<void>;
  set(reference: string, result: PackageResult): void;
  get(reference: string): PackageResult | undefined;
  /** Forgets what was said about a tag: after a push or a signature it is old news. */
  forget(reference: string): void;
}

export function createVerdicts(): Verdicts & vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const results = new Map<string, PackageResult>();
  return {
    onDidChange: changed.event,
    set(reference, result) {
      results.set(reference, result);
      changed.fire();
    },
    get: (reference) => results.get(reference),
    forget(reference) {
      if (results.delete(reference)) {
        changed.fire();
      }
    },
    dispose: () => changed.dispose(),
  };
}

/** How a verdict is shown beside a tag: an icon and words, never a colour alone. */
export function describeVerdict(
  result: PackageResult,
  current: Digest,
): { readonly icon: string; readonly text: string; readonly sentence: string } {
  if (result.digest !== current) {
    const text = vscode.l10n.t('moved since it was verified');
    return {
      icon: 'warning',
      text,
      sentence: vscode.l10n.t('It stands for other data now. Verify it again.'),
    };
  }
  const { state, sentence } = verdictOf(result);
  return { ...wordsFor(state), sentence };
}

function wordsFor(state: VerdictState): { icon: string; text: string } {
  switch (state) {
    case 'verified':
      return { icon: 'verified-filled', text: vscode.l10n.t('verified') };
    case 'unverified':
      return { icon: 'verified', text: vscode.l10n.t('signed, but not by a key you named') };
    case 'rejected':
      return { icon: 'error', text: vscode.l10n.t('rejected') };
    case 'unsigned':
      return { icon: 'circle-slash', text: vscode.l10n.t('not signed') };
    case 'unknown':
      return { icon: 'question', text: vscode.l10n.t('could not check') };
  }
}
