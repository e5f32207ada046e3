import * as vscode from 'vscode';
import { Failure } from '#core/base/failure.ts';
import { activeUri } from '../host/active-uri.ts';
import { concernsMetadata } from '../metadata-files.ts';
import { showMap } from '../previews/map-panel.ts';
import type { CommandContext } from './context.ts';

/** Show on Map: the STAC document that is open, or the one it was called on. */
export async function showOnMap(argument: unknown, context: CommandContext): Promise<void> {
  const uri =
    typeof argument === 'string'
      ? vscode.Uri.parse(argument, true)
      : argument instanceof vscode.Uri
        ? argument
        : activeUri();
  const document = uri && (await vscode.workspace.openTextDocument(uri));
  if (!document || !concernsMetadata(document) || !document.getText().includes('stac_version')) {
    throw new Failure(
      'usage/bad-argument',
      vscode.l10n.t(
        'Open a STAC item, a collection of items, a collection or a catalogue first, then its map.',
      ),
    );
  }
  await showMap(document.uri, context);
}
