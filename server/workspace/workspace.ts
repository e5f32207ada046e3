import type { InitializeParams, WorkspaceFolder } from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { type ConfigFile, sameConfig } from '#core/metadata/config/config-file.ts';
import { areaOf } from '#core/metadata/kind.ts';
import type { Surroundings } from '#core/metadata/surroundings.ts';
import type { Configurations } from './configurations.ts';
import type { DisplaySettings } from './display-settings.ts';
import type { WorkspaceFacts } from './facts/workspace-facts.ts';
import { WorkspaceFolders } from './folders.ts';
import type { OpenDocument } from './open-documents.ts';
import type { SchemaUsers } from './schema-users.ts';
import { decodeInitializationOptions, defaultSettings, type Settings } from './settings.ts';
import type { StacIndex } from './stac/stac-index.ts';

/** What is open in the editor, whether it is trusted, and what may be known about its files. */
export class Workspace {
  readonly folders = new WorkspaceFolders();
  settings: Settings = defaultSettings;
  private readonly facts: Pick<WorkspaceFacts, 'around' | 'clear'>;
  private readonly configurations: Configurations;
  private readonly schemaUsers: Pick<SchemaUsers, 'tablesOf'>;
  private readonly stac: () => Pick<StacIndex, 'around'>;

  constructor(
    facts: Pick<WorkspaceFacts, 'around' | 'clear'>,
    configurations: Configurations,
    schemaUsers: Pick<SchemaUsers, 'tablesOf'>,
    stac: () => Pick<StacIndex, 'around'>,
  ) {
    this.facts = facts;
    this.configurations = configurations;
    this.schemaUsers = schemaUsers;
    this.stac = stac;
  }

  /** Takes over what the client tells when it starts the server. */
  initialize(params: InitializeParams): void {
    this.settings = decodeInitializationOptions(params.initializationOptions);
    this.configurations.person = this.settings.person;
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

  /** Takes over how the person wants documents to be checked from now on; tells whether that is another way. */
  configure(person: ConfigFile): boolean {
    if (sameConfig(this.settings.person, person)) {
      return false;
    }
    this.settings = { ...this.settings, person };
    this.configurations.person = person;
    return true;
  }

  /** Takes over what is shown between the lines; tells whether that is something else than before. */
  show(display: DisplaySettings): boolean {
    const before = this.settings.display;
    this.settings = { ...this.settings, display };
    return before.codeLens !== display.codeLens || before.inlayHints !== display.inlayHints;
  }

  trust(trusted: boolean): void {
    this.settings = { ...this.settings, trusted };
    this.configurations.changed();
    this.facts.clear();
  }

  /** The facts about the files that a document refers to; none when nobody may look. */
  async lookAround(document: OpenDocument, signal: AbortSignal): Promise<Surroundings> {
    const place = this.settings.trusted ? this.folders.placeOf(document.uri) : undefined;
    if (!place) {
      return this.configurations.withoutFiles(document.uri);
    }
    const configuration = await this.configurations.of(document.uri, place, signal);
    const tables = this.schemaUsers.tablesOf(document);
    const isStac = areaOf(document.metadata.kind) === 'stac';
    const stac = isStac ? await this.stac().around(document, signal) : undefined;
    return this.facts.around(document, place, signal, { configuration, tables, stac });
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
