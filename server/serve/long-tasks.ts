import { URI } from 'vscode-uri';
import { Failure } from '#core/base/failure.ts';
import type { StacFileFacts } from '#core/describe/stac/file-facts.ts';
import { lineIndex } from '#core/metadata/line-index.ts';
import { checkDescriptorFile } from '#core/node/check-descriptor.ts';
import { describeFolder, type FolderDescription } from '#core/node/describe-folder.ts';
import { lookIntoStacFile } from '#core/node/look-into-stac-file.ts';
import { CHECK_DESCRIPTOR, type CheckDescriptorResult } from '#server/protocol/check.ts';
import { decodeTaskParams } from '#server/protocol/decode-tasks.ts';
import { DESCRIBE_FOLDER, LOOK_INTO_STAC_FILE } from '#server/protocol/describe.ts';
import { serveLongRequest } from './long-request.ts';
import type { Server } from './server.ts';

/** What reads whole files because a person asked for it, and waits. */
export function serveLongTasks({ connection, workspace }: Server): void {
  const requireTrust = () => {
    if (!workspace.settings.trusted) {
      throw new Failure('workspace/untrusted', 'This is only done in a workspace that you trust.');
    }
  };
  serveLongRequest(
    connection,
    DESCRIBE_FOLDER,
    decodeTaskParams,
    async ({ uri }, task): Promise<FolderDescription> => {
      requireTrust();
      const folder = workspace.folders.pathOf(uri);
      if (folder === undefined) {
        throw new Failure(
          'file/unsafe-path',
          'A data package can be created of a folder on a disk that is open in the editor, or lies in one that is.',
        );
      }
      return describeFolder(folder, task);
    },
  );
  serveLongRequest(
    connection,
    LOOK_INTO_STAC_FILE,
    decodeTaskParams,
    async ({ uri }, task): Promise<StacFileFacts> => {
      requireTrust();
      const file = workspace.folders.pathOf(uri);
      if (file === undefined) {
        throw new Failure(
          'file/unsafe-path',
          'A STAC item can be made for a file on a disk, in a folder that is open in the editor.',
        );
      }
      return lookIntoStacFile(file, { hash: true, ...task });
    },
  );
  serveLongRequest(
    connection,
    CHECK_DESCRIPTOR,
    decodeTaskParams,
    async ({ uri }, task): Promise<CheckDescriptorResult> => {
      requireTrust();
      const root = workspace.folders.placeOf(uri)?.root;
      const { document, problems } = await checkDescriptorFile(URI.parse(uri).fsPath, { root, ...task });
      const lines = lineIndex(document.text);
      return {
        errors: problems
          .filter(({ severity }) => severity === 'error')
          .map(({ message, offset, length }) => ({
            message,
            start: lines.positionAt(offset),
            end: lines.positionAt(offset + length),
          })),
      };
    },
  );
}
