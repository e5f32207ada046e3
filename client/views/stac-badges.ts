import * as vscode from 'vscode';
import type { StacFindings } from '#server/protocol/stac-tree.ts';
import { findingsText } from './stac-words.ts';

const SCHEME = 'waybill-stac';

/** A URI that a tree item can have, so that the editor draws a badge beside it; undefined where there is nothing to tell. */
export function badgeUri(id: string, { errors, warnings }: StacFindings): vscode.Uri | undefined {
  return errors + warnings === 0
    ? undefined
    : vscode.Uri.from({ scheme: SCHEME, path: `/${encodeURIComponent(id)}`, query: `${errors},${warnings}` });
}

/** Draws the badges. All that they say stands in the URIs, so there is nothing to keep. */
export function registerStacBadges(): vscode.Disposable {
  return vscode.window.registerFileDecorationProvider({
    provideFileDecoration({ scheme, query }) {
      if (scheme !== SCHEME) {
        return undefined;
      }
      const [errors = 0, warnings = 0] = query.split(',').map(Number);
      const total = errors + warnings;
      const color = errors > 0 ? 'list.errorForeground' : 'list.warningForeground';
      return new vscode.FileDecoration(
        total > 9 ? '9+' : `${total}`,
        findingsText({ errors, warnings }, vscode.l10n.t),
        new vscode.ThemeColor(color),
      );
    },
  });
}
