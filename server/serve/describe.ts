import {
  type CancellationToken,
  LSPErrorCodes,
  ProgressType,
  ResponseError,
} from 'vscode-languageserver/node';
import { isFailure } from '#core/base/failure.ts';
import type { Progress } from '#core/base/progress.ts';
import { describeFolder, type FolderDescription } from '#core/node/describe-folder.ts';
import { logBug } from '#server/features/answer.ts';
import { DESCRIBE_FOLDER, type DescribeFolderParams } from '#server/protocol/describe.ts';
import type { Server } from './server.ts';

const PROGRESS = new ProgressType<Progress>();

/** Describing a folder: the one request that may take minutes, so it tells how far it is and can be cancelled. */
export function serveDescribe({ connection, workspace }: Server): void {
  connection.onRequest(
    DESCRIBE_FOLDER,
    async (
      { uri, progress }: DescribeFolderParams,
      token: CancellationToken,
    ): Promise<FolderDescription | ResponseError<void>> => {
      const folder = workspace.settings.trusted ? workspace.folders.placeOf(`${uri}/x`)?.folder : undefined;
      if (folder === undefined) {
        const message = 'Only a folder of a workspace that you trust can be described.';
        return new ResponseError(LSPErrorCodes.RequestFailed, message);
      }
      const controller = new AbortController();
      token.onCancellationRequested(() => controller.abort());
      try {
        return await describeFolder(folder, {
          signal: controller.signal,
          onProgress: (step) => void connection.sendProgress(PROGRESS, progress, step),
        });
      } catch (error) {
        if (isFailure(error, 'task/cancelled')) {
          return new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.');
        }
        if (!isFailure(error)) {
          logBug(connection.console, 'Describing a folder', error);
        }
        const message = isFailure(error)
          ? error.message
          : 'Waybill met an error of its own. The log has the details.';
        return new ResponseError(LSPErrorCodes.RequestFailed, message);
      }
    },
  );
}
