import { DidChangeConfigurationNotification } from 'vscode-languageserver/node';
import { attempt } from '#server/features/answer.ts';
import { CONFIGURATION_SECTION } from '#server/protocol/initialization-options.ts';
import { type ChangeableSettings, decodeChangedSettings } from '#server/workspace/settings.ts';
import { refreshDisplay } from './display.ts';
import { recheckAll } from './recheck.ts';
import type { Server } from './server.ts';

/** The settings of the editor that say how documents are checked, as they are and as they change. */
export function serveSettings(server: Server): void {
  const { connection } = server;
  const log = connection.console;
  const take = async (settings: unknown) => {
    const told = decodeChangedSettings(settings);
    apply(told ?? (server.traits.pullsConfiguration ? await ask(server) : undefined), server);
  };
  connection.onDidChangeConfiguration(({ settings }: { settings: unknown }) => {
    void attempt(log, 'Reading the settings', () => take(settings));
  });
}

/** Has the client tell of changed settings, and asks for those that hold now. */
export async function followSettings(server: Server): Promise<void> {
  const { connection, traits } = server;
  if (traits.tellsConfiguration) {
    const section = CONFIGURATION_SECTION;
    await connection.client.register(DidChangeConfigurationNotification.type, { section });
  }
  apply(traits.pullsConfiguration ? await ask(server) : undefined, server);
}

function apply(settings: ChangeableSettings | undefined, server: Server): void {
  const { workspace } = server;
  if (settings && workspace.show(settings.display)) {
    refreshDisplay(server);
  }
  if (settings && workspace.configure(settings.person)) {
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
