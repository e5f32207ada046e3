import {
  type ClientCapabilities,
  type DocumentSelector,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import { UPDATE_FACTS } from '#server/protocol/commands.ts';
import type { Settings } from '#server/workspace/settings.ts';
import { CODE_ACTION_KINDS } from './code-actions.ts';

/** What the server needs to know of a client. */
export interface ClientTraits {
  /** Files can be watched, and by paths relative to a folder. */
  readonly watchesFiles: boolean;
  readonly watchesRelativePaths: boolean;
  readonly registersFormatting: boolean;
  readonly versionedEdits: boolean;
  /** An edit may make files. */
  readonly createsFiles: boolean;
  /** It asks for the edit of a code action once that is chosen. */
  readonly resolvesEdits: boolean;
  readonly snippets: boolean;
  readonly labelDetails: boolean;
  readonly workspaceFolderChanges: boolean;
  /** The client can be asked for settings, and tells when they change. */
  readonly pullsConfiguration: boolean;
  readonly tellsConfiguration: boolean;
  /** Definitions may tell what they are the definition of. */
  readonly definitionLinks: boolean;
  /** The client asks whether something can be renamed before it asks for the new name. */
  readonly preparesRename: boolean;
  /** Single edits of a change can be left to the person. */
  readonly changeAnnotations: boolean;
  readonly linkTooltips: boolean;
  readonly inlayHints: boolean;
  /** The client asks again for what it shows when it is told to. */
  readonly refreshesLenses: boolean;
  readonly refreshesHints: boolean;
  /** The server may change documents by itself, when a person asks for it. */
  readonly appliesEdits: boolean;
  /** The server may show progress by itself. */
  readonly showsProgress: boolean;
}

export function clientTraits({ workspace, textDocument, window }: ClientCapabilities): ClientTraits {
  const watching = workspace?.didChangeWatchedFiles;
  return {
    watchesFiles: watching?.dynamicRegistration === true,
    watchesRelativePaths: watching?.dynamicRegistration === true && watching.relativePatternSupport === true,
    registersFormatting:
      textDocument?.formatting?.dynamicRegistration === true &&
      textDocument.rangeFormatting?.dynamicRegistration === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    createsFiles: workspace?.workspaceEdit?.resourceOperations?.includes('create') === true,
    resolvesEdits:
      textDocument?.codeAction?.dataSupport === true &&
      textDocument.codeAction.resolveSupport?.properties.includes('edit') === true,
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    labelDetails: textDocument?.completion?.completionItem?.labelDetailsSupport === true,
    workspaceFolderChanges: workspace?.workspaceFolders === true,
    pullsConfiguration: workspace?.configuration === true,
    tellsConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    definitionLinks: textDocument?.definition?.linkSupport === true,
    preparesRename: textDocument?.rename?.prepareSupport === true,
    changeAnnotations: workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
    linkTooltips: textDocument?.documentLink?.tooltipSupport === true,
    inlayHints: textDocument?.inlayHint !== undefined,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    refreshesHints: workspace?.inlayHint?.refreshSupport === true,
    appliesEdits: workspace?.applyEdit === true,
    showsProgress: window?.workDoneProgress === true,
  };
}

/** What the server offers to a client. */
export function serverCapabilities(traits: ClientTraits): ServerCapabilities {
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
    completionProvider: { triggerCharacters: ['"', ':', ' ', '/'], resolveProvider: true },
    hoverProvider: true,
    codeActionProvider: { codeActionKinds: CODE_ACTION_KINDS, resolveProvider: true },
    documentSymbolProvider: true,
    foldingRangeProvider: true,
    documentLinkProvider: {},
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    renameProvider: traits.preparesRename ? { prepareProvider: true } : true,
    workspaceSymbolProvider: true,
    selectionRangeProvider: true,
    codeLensProvider: {},
    inlayHintProvider: true,
    ...(traits.appliesEdits && { executeCommandProvider: { commands: [UPDATE_FACTS] } }),
    ...(!traits.registersFormatting && {
      documentFormattingProvider: true,
      documentRangeFormattingProvider: true,
    }),
    workspace: {
      workspaceFolders: { supported: true, changeNotifications: true },
      fileOperations: { willRename: { filters: [{ scheme: 'file', pattern: { glob: '**/*' } }] } },
    },
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
