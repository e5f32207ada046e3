import path from 'node:path';
import * as vscode from 'vscode';
import { Failure, isFailure } from '#core/base/failure.ts';
import type { MapAsset } from '#core/metadata/stac/map/map-view.ts';
import { decodeFormRange } from '#server/protocol/decode-form.ts';
import { decodeMapContent, decodeMapStatusesResult } from '#server/protocol/decode-map.ts';
import { FORM_RANGE, type FormRangeParams } from '#server/protocol/form.ts';
import {
  MAP_CONTENT,
  MAP_STATUSES,
  type MapContentParams,
  type MapStatusesParams,
} from '#server/protocol/map.ts';
import { decodedAnswer } from '../host/decoded-answer.ts';
import type { ServerOnDemand } from '../host/server-on-demand.ts';
import { MapConversation } from './map-conversation.ts';
import { type ThumbnailSentences, thumbnailFor } from './map-thumbnail.ts';
import { webviewHtml, webviewOptions } from './webview-html.ts';

/** The kind of panel, as the editor knows it. */
const MAP_VIEW = 'waybill.map';
const TABLE = /\.(?:csv|tsv|jsonl|ndjson|parquet|arrow|feather)$/i;

/** What a map works with. */
export interface MapPanelParts {
  readonly extension: vscode.ExtensionContext;
  readonly server: ServerOnDemand;
  readonly log: vscode.LogOutputChannel;
}

const PANELS = new Map<string, vscode.WebviewPanel>();

/** Shows the map of a document beside its text; one that is open already comes to the front. */
export async function showMap(uri: vscode.Uri, parts: MapPanelParts): Promise<void> {
  const known = PANELS.get(uri.toString());
  if (known) {
    known.reveal(undefined, true);
    return;
  }
  const title = path.posix.basename(uri.path);
  const { extensionUri } = parts.extension;
  const panel = vscode.window.createWebviewPanel(
    MAP_VIEW,
    vscode.l10n.t('Map: {0}', title),
    { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
    webviewOptions(extensionUri),
  );
  PANELS.set(uri.toString(), panel);
  panel.onDidDispose(() => PANELS.delete(uri.toString()));
  converse(uri, title, panel, parts);
  panel.webview.html = webviewHtml(panel.webview, extensionUri, { program: 'map', title, showsImages: true });
}

function converse(uri: vscode.Uri, file: string, panel: vscode.WebviewPanel, parts: MapPanelParts): void {
  const { server, log } = parts;
  const conversation = new MapConversation({
    file,
    sentences: {
      noStac: vscode.l10n.t(
        'The text is no STAC item, collection or catalogue now: an object with "stac_version" is expected.',
      ),
      failed: vscode.l10n.t('The map could not read the document. The log has the details.'),
    },
    content: async () => {
      // The editor lets go of documents that no editor shows; opened again, the server hears of it.
      await vscode.workspace.openTextDocument(uri);
      const params: MapContentParams = { uri: uri.toString() };
      return decodedAnswer(MAP_CONTENT, await server.request(MAP_CONTENT, params), decodeMapContent);
    },
    statuses: async (files) => {
      const params: MapStatusesParams = { uri: uri.toString(), files };
      return decodedAnswer(MAP_STATUSES, await server.request(MAP_STATUSES, params), decodeMapStatusesResult);
    },
    thumbnail: (asset, mayLoad) => thumbnail(uri, asset, mayLoad),
    showText: async (pointer) => {
      const params: FormRangeParams = { uri: uri.toString(), pointer };
      const range = decodedAnswer(FORM_RANGE, await server.request(FORM_RANGE, params), decodeFormRange);
      await vscode.window.showTextDocument(uri, {
        viewColumn: columnOf(uri) ?? vscode.ViewColumn.Beside,
        ...(range && {
          selection: new vscode.Range(
            range.start.line,
            range.start.character,
            range.start.line,
            range.start.character,
          ),
        }),
      });
    },
    openItem: async (other) => {
      await vscode.window.showTextDocument(uriOf(uri, other), {
        viewColumn: columnOf(uri) ?? vscode.ViewColumn.Beside,
        preview: true,
      });
    },
    openAsset: (asset) => openAsset(uri, asset),
    copyAsset: async ({ href, target }) => {
      await vscode.env.clipboard.writeText(
        target.kind === 'file' && uri.scheme === 'file' ? besides(uri, target.path).fsPath : href,
      );
      vscode.window.setStatusBarMessage(vscode.l10n.t('Copied the address.'), 3_000);
    },
    post: (message) => void panel.webview.postMessage(message),
    warn: (message) => log.warn(message),
    complain: (error) => {
      if (!isFailure(error)) {
        log.error(error instanceof Error ? error : String(error));
      }
      const message = isFailure(error)
        ? error.message
        : vscode.l10n.t('That could not be opened. The log has the details.');
      void vscode.window.showErrorMessage(message);
    },
    later: (milliseconds, act) => {
      const timer = setTimeout(act, milliseconds);
      return () => clearTimeout(timer);
    },
  });
  const key = uri.toString();
  const subscriptions = [
    panel.webview.onDidReceiveMessage((data: unknown) => conversation.receive(data)),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (document.uri.toString() === key && contentChanges.length > 0) {
        conversation.changed();
      }
    }),
    vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      if (uris.some((each) => each.toString() === key)) {
        conversation.changed();
      }
      conversation.othersChanged(uris.filter((each) => each.toString() !== key).map((each) => each.path));
    }),
  ];
  panel.onDidDispose(() => {
    vscode.Disposable.from(...subscriptions).dispose();
    conversation.dispose();
  });
}

async function thumbnail(uri: vscode.Uri, asset: MapAsset, mayLoad: boolean) {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  return thumbnailFor(asset, mayLoad, {
    sentences: thumbnailSentences(),
    trusted: vscode.workspace.isTrusted,
    root: uri.scheme === 'file' ? folder?.uri.fsPath : undefined,
    folder: path.dirname(uri.fsPath),
    readFile: async (file) => new Uint8Array(await vscode.workspace.fs.readFile(vscode.Uri.file(file))),
    fetch: (address, signal) => fetch(address, { signal, redirect: 'manual', credentials: 'omit' }),
  });
}

/** Opens a file in the editor, tables as such, and what lies elsewhere in the browser, which asks by itself. */
async function openAsset(uri: vscode.Uri, { target, href }: MapAsset): Promise<void> {
  switch (target.kind) {
    case 'file': {
      const file = besides(uri, target.path);
      if (!vscode.workspace.getWorkspaceFolder(file)) {
        throw new Failure('usage/bad-argument', vscode.l10n.t('{0} lies outside of the workspace.', href));
      }
      await vscode.commands.executeCommand(
        TABLE.test(file.path) ? 'waybill.openTablePreview' : 'vscode.open',
        file,
      );
      return;
    }
    case 'address':
      if (!/^https?:\/\//i.test(target.address)) {
        throw new Failure(
          'usage/bad-argument',
          vscode.l10n.t('Only http and https addresses can be opened. Copy this one: {0}', href),
        );
      }
      await vscode.env.openExternal(vscode.Uri.parse(target.address, true));
      return;
    case 'none':
      return;
  }
}

function besides(uri: vscode.Uri, relative: string): vscode.Uri {
  return vscode.Uri.joinPath(uri, '..', relative);
}

/** A file of the server's graph of links, by its absolute path. */
function uriOf(uri: vscode.Uri, file: string): vscode.Uri {
  return uri.with({ path: file.startsWith('/') ? file : `/${file}` });
}

/** Where the text of a document is shown, so that it is not shown twice. */
function columnOf(uri: vscode.Uri): vscode.ViewColumn | undefined {
  const shown = vscode.window.visibleTextEditors.find(
    ({ document }) => document.uri.toString() === uri.toString(),
  );
  return shown?.viewColumn ?? vscode.ViewColumn.One;
}

function thumbnailSentences(): ThumbnailSentences {
  return {
    missing: vscode.l10n.t('The file of the thumbnail is not there.'),
    outside: vscode.l10n.t('The thumbnail lies outside of the workspace, so it is not shown.'),
    tooLarge: vscode.l10n.t('The thumbnail has more than 8 MB, so it is not shown.'),
    noImage: vscode.l10n.t('The thumbnail is no PNG, JPEG, WebP, GIF or SVG.'),
    untrusted: vscode.l10n.t('Nothing is loaded from other machines until you trust this workspace.'),
    insecure: vscode.l10n.t('The thumbnail can only be loaded from an https address.'),
    failed: (reason) => vscode.l10n.t('The thumbnail could not be loaded: {0}', reason),
  };
}
