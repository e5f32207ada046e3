import type { Connection, TextDocuments } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Surroundings } from '#core/metadata/surroundings.ts';
import type { locateFiles } from '#core/node/locate-files.ts';
import type { measureFiles } from '#core/node/measure-files.ts';
import type { ClientTraits } from '#server/features/capabilities.ts';
import type { RulePages } from '#server/features/diagnostics.ts';
import type { FindingCounts } from '#server/features/finding-counts.ts';
import type { DiagnosticsPublisher } from '#server/features/publish-diagnostics.ts';
import type { Checks } from '#server/workspace/checks.ts';
import type { Configurations } from '#server/workspace/configurations.ts';
import type { WorkspaceFacts } from '#server/workspace/facts/workspace-facts.ts';
import type { FileWatching } from '#server/workspace/file-watching.ts';
import type { PlaceOnDisk } from '#server/workspace/folders.ts';
import type { OpenDocuments } from '#server/workspace/open-documents.ts';
import type { PackageIndex } from '#server/workspace/package-index.ts';
import type { SchemaUsers } from '#server/workspace/schema-users.ts';
import type { ObjectStates } from '#server/workspace/stac/object-states.ts';
import type { StacCatalogue } from '#server/workspace/stac/stac-catalogue.ts';
import type { StacIndex } from '#server/workspace/stac/stac-index.ts';
import type { Workspace } from '#server/workspace/workspace.ts';

/**
 * Everything that lives as long as the connection. `main.ts` makes it; each file beside this one serves the requests
 * of one theme with it: find the document, call the feature, nothing else.
 */
export interface Server {
  readonly connection: Connection;
  readonly texts: TextDocuments<TextDocument>;
  readonly documents: OpenDocuments;
  readonly workspace: Workspace;
  readonly configurations: Configurations;
  /** What is known about the files around the documents. */
  readonly facts: WorkspaceFacts;
  readonly checks: Checks;
  readonly publisher: DiagnosticsPublisher;
  /** The pages about rules, where there are some. */
  readonly pages: RulePages | undefined;
  readonly watching: FileWatching;
  /** The names in all packages of the workspace. */
  readonly index: PackageIndex;
  /** The STAC objects of the workspace and what links them. */
  readonly stac: StacIndex;
  /** What is found in them, whether somebody has opened them or not. */
  readonly stacStates: ObjectStates;
  /** The same as a tree, with what is found in them. */
  readonly stacCatalogue: StacCatalogue;
  /** The tables that open schemas in files of their own are for. */
  readonly schemaUsers: SchemaUsers;
  /** Reads the beginning of a text file that is small enough to be changed in an editor. */
  readonly readTextBeginning: (place: PlaceOnDisk & { readonly name: string }) => Promise<string | undefined>;
  /** The findings that are shown, by resource. */
  readonly findings: FindingCounts;
  /** The facts that are shown between and behind the lines of each open document. */
  readonly shown: Map<string, Surroundings>;
  readonly measureFiles: typeof measureFiles;
  readonly locateFiles: typeof locateFiles;
  /** What the client can do; known from `initialize` on. */
  traits: ClientTraits;
}
