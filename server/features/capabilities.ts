import {
  type ClientCapabilities,
  CodeActionKind,
  type DocumentSelector,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import type { Settings } from '#server/workspace/settings.ts';
import { FIX_ALL } from './code-actions.ts';

/** What the server needs to know of a client. */
export interface ClientTraits {
  /** Files can be watched, and by paths relative to a folder. */
  readonly watchesFiles: boolean;
  readonly watchesRelativePaths: boolean;
  readonly registersFormatting: boolean;
  readonly versionedEdits: boolean;
  readonly snippets: boolean;
  readonly workspaceFolderChanges: boolean;
  /** The client can be asked for settings, and tells when they change. */
  readonly pullsConfiguration: boolean;
  readonly tellsConfiguration: boolean;
}

export function clientTraits({ workspace, textDocument }: ClientCapabilities): ClientTraits {
  const watching = workspace?.didChangeWatchedFiles;
  return {
    watchesFiles: watching?.dynamicRegistration === true,
    watchesRelativePaths: watching?.dynamicRegistration === true && watching.relativePatternSupport === true,
    registersFormatting:
      textDocument?.formatting?.dynamicRegistration === true &&
      textDocument.rangeFormatting?.dynamicRegistration === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    workspaceFolderChanges: workspace?.workspaceFolders === true,
    pullsConfiguration: workspace?.configuration === true,
    tellsConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
  };
}

/** What the server offers to a client. */
export function serverCapabilities(traits: ClientTraits): ServerCapabilities {
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
    completionProvider: { triggerCharacters: ['"', ':', ' '] },
    hoverProvider: true,
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL] },
    documentSymbolProvider: true,
    foldingRangeProvider: true,
    documentLinkProvider: {},
    ...(!traits.registersFormatting && {
      documentFormattingProvider: true,
      documentRangeFormattingProvider: true,
    }),
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
}

/**
 * The documents that we format where the client lets us say so: a second formatter for `json` would make the editor
 * ask people which one they mean, each time, even if ours answered nothing.
 */
export function formattedDocuments(settings: Settings): DocumentSelector {
  const languages = ['datapackage', ...(settings.jsonSyntaxElsewhere ? [] : ['json', 'jsonc'])];
  return languages.map((language) => ({ language }));
}
