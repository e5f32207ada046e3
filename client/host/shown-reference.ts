import * as vscode from 'vscode';
import { formatReference, type Reference } from '#core/oci/reference.ts';

/** A reference as messages show it: a layout folder of the workspace by its short path. */
export function shownReference(reference: Reference): string {
  return formatReference(
    reference.kind === 'layout'
      ? { ...reference, path: vscode.workspace.asRelativePath(reference.path) }
      : reference,
  );
}
