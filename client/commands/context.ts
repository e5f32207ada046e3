import type * as vscode from 'vscode';
import type { DataProcess } from '#core/node/data-process-api.ts';
import type { Connections } from '../connections.ts';
import type { Keys } from '../host/keys.ts';
import type { Log } from '../host/register-command.ts';
import type { ServerOnDemand } from '../host/server-on-demand.ts';
import type { Validation } from '../host/validation.ts';
import type { Reports } from '../views/reports.ts';
import type { StacCatalogueView } from '../views/stac-catalogue.ts';
import type { Verdicts } from '../views/verdicts.ts';

/** What commands work with; made once in `activate`. */
export interface CommandContext {
  readonly extension: vscode.ExtensionContext;
  readonly log: Log;
  readonly connections: Connections;
  readonly dataProcess: DataProcess;
  readonly keys: Keys;
  readonly verdicts: Verdicts;
  readonly reports: Reports;
  readonly server: ServerOnDemand;
  readonly validation: Validation;
  readonly stacCatalogue: StacCatalogueView;
  refreshExplorer(): void;
}
