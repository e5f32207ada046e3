import { DidChangeConfigurationNotification } from 'vscode-languageserver/node';
import { attempt } from '#server/features/answer.ts';
import { CONFIGURATION_SECTION } from '#server/protocol/initialization-options.ts';
import { decodeChangedSettings } from '#server/workspace/settings.ts';
import { recheckAll } from './recheck.ts';
import type { Server } from './server.ts';

/** The settings of the editor that say how documents are checked, as they are and as they change. */
export function serveSettings(server: Server): void {
  const { connection, workspace } = server;
  const log = connection.console;
  const take = async (settings: unknown) => {
    const told = decodeChangedSettings(settings);
    const person = told ?? (server.traits.pullsConfiguration ? await ask(server) : undefined);
    if (person && workspace.configure(person)) {
      recheckAll(server);
    }
  };
  connection.onDidChangeConfiguration(({ settings }: { settings: unknown }) => {
    void attempt(log, 'Reading the settings', () => take(settings));
  });
}

/** Has the client tell of changed settings, and asks for those that hold now. */
export async function followSettings(server: Server): Promise<void> {
  const { connection, workspace, traits } = server;
  if (traits.tellsConfiguration) {
    const section = CONFIGURATION_SECTION;
    await connection.client.register(DidChangeConfigurationNotification.type, { section });
  }
  const person = traits.pullsConfiguration ? await ask(server) : undefined;
  if (person && workspace.configure(person)) {
    recheckAll(server);
  }
}

async function ask({ connection }: Server) {
  const section: unknown = await connection.workspace.getConfiguration(CONFIGURATION_SECTION);
  // A client that knows no such section answers null, and may have told its settings when it started the server.
  return section === null || section === undefined
    ? undefined
    : decodeChangedSettings({ [CONFIGURATION_SECTION]: section });
}
