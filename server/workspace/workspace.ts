import type { InitializeParams, WorkspaceFolder } from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { referencedPaths } from '#core/metadata/check.ts';
import { nowhere, type Surroundings } from '#core/metadata/surroundings.ts';
import { WorkspaceFolders } from './folders.ts';
import type { OpenDocument } from './open-documents.ts';
import { decodeInitializationOptions, defaultSettings, type Settings } from './settings.ts';

/** Looks up what stands at relative paths beside a document, and nothing outside `root`. */
export type LookAround = (request: {
  readonly folder: string;
  readonly root: string;
  readonly paths: readonly string[];
  readonly signal?: AbortSignal;
}) => Promise<Surroundings>;

/** What is open in the editor, whether it is trusted, and what may be known about its files. */
export class Workspace {
  readonly folders = new WorkspaceFolders();
  settings: Settings = defaultSettings;
  private readonly look: LookAround;

  constructor(look: LookAround) {
    this.look = look;
  }

  /** Takes over what the client tells when it starts the server. */
  initialize(params: InitializeParams): void {
    this.settings = decodeInitializationOptions(params.initializationOptions);
    for (const uri of openedFolders(params)) {
      this.folders.add(uri);
    }
  }

  changeFolders(added: readonly WorkspaceFolder[], removed: readonly WorkspaceFolder[]): void {
    for (const { uri } of removed) {
      this.folders.remove(uri);
    }
    for (const { uri } of added) {
      this.folders.add(uri);
    }
  }

  trust(trusted: boolean): void {
    this.settings = { ...this.settings, trusted };
  }

  /** The facts about the files that a document refers to; none when nobody may look. */
  async lookAround({ uri, metadata }: OpenDocument, signal: AbortSignal): Promise<Surroundings> {
    const place = this.settings.trusted ? this.folders.placeOf(uri) : undefined;
    const paths = place ? referencedPaths(metadata) : [];
    return place && paths.length > 0 ? this.look({ ...place, paths, signal }) : nowhere;
  }
}

/** The folders of the client; older clients tell only one root, as a URI or as a path. */
function openedFolders({ workspaceFolders, rootUri, rootPath }: InitializeParams): string[] {
  if (workspaceFolders) {
    return workspaceFolders.map((folder) => folder.uri);
  }
  if (rootUri) {
    return [rootUri];
  }
  return rootPath ? [URI.file(rootPath).toString()] : [];
}
