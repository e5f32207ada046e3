import * as vscode from 'vscode';
import { isFailure } from '#core/base/failure.ts';

/** What the user's "Show Log" button opens, everywhere. */
export type Log = vscode.LogOutputChannel;

/**
 * Registers `waybill.<name>`. The handler tells its own good news; what it throws is told here, once: an expected
 * `Failure` by its sentence, a cancelled task not at all, a bug neutrally with the way to the log.
 */
export function registerCommand(
  name: string,
  log: Log,
  handler: (argument: unknown) => Promise<unknown>,
): vscode.Disposable {
  return vscode.commands.registerCommand(`waybill.${name}`, async (argument: unknown) => {
    try {
      return await handler(argument);
    } catch (error) {
      await tellFailure(error, log);
      return undefined;
    }
  });
}

async function tellFailure(error: unknown, log: Log): Promise<void> {
  if (isFailure(error, 'task/cancelled')) {
    log.info('Cancelled.');
    return;
  }
  log.error(error instanceof Error ? error : String(error));
  const showLog = vscode.l10n.t('Show Log');
  const message = isFailure(error)
    ? error.message
    : vscode.l10n.t('Waybill met an error of its own. The log has the details.');
  if ((await vscode.window.showErrorMessage(message, showLog)) === showLog) {
    log.show();
  }
}
