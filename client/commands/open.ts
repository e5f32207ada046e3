import * as vscode from 'vscode';
import { readContents } from '#core/artifact/contents.ts';
import { Failure } from '#core/base/failure.ts';
import { activeUri } from '../host/active-uri.ts';
import { packageFileUri } from '../package-file-system.ts';
import type { CommandContext } from './context.ts';
import { pickPublished } from './pick-published.ts';

const TABLE = /\.(?:parquet|arrow|feather)$/i;
const TEXT_TABLE = /\.(?:csv|tsv|jsonl|ndjson)$/i;

/** Open Table Preview: the grid instead of the text, for the active file or the one it was called on. */
export async function openTablePreview(argument: unknown): Promise<void> {
  const uri = givenUri(argument) ?? activeUri();
  if (!uri || !(TABLE.test(uri.path) || TEXT_TABLE.test(uri.path))) {
    throw new Failure(
      'table/unknown-format',
      vscode.l10n.t('Open a CSV, TSV, JSON Lines, Parquet, Arrow or Feather file first, then its preview.'),
    );
  }
  await vscode.commands.executeCommand('vscode.openWith', uri, viewTypeFor(uri));
}

/** Opens a file that the language server has made for the person. */
export async function openFile(argument: unknown): Promise<void> {
  const uri = givenUri(argument);
  if (uri) {
    await vscode.commands.executeCommand('vscode.open', uri);
  }
}

/** Opens a file of a published package: tables in the preview, anything else as text. */
export async function openRemoteFile(argument: unknown): Promise<void> {
  if (argument instanceof vscode.Uri) {
    const isTable = TABLE.test(argument.path) || TEXT_TABLE.test(argument.path);
    await (isTable
      ? vscode.commands.executeCommand('vscode.openWith', argument, viewTypeFor(argument), { preview: true })
      : vscode.commands.executeCommand('vscode.open', argument, { preview: true }));
  }
}

/** Opens the descriptor of a published package, with all language features and read-only. */
export async function openDescriptor(argument: unknown, context: CommandContext): Promise<void> {
  const published = await pickPublished(
    argument,
    context.connections,
    vscode.l10n.t('Open which descriptor?'),
  );
  if (!published) {
    return;
  }
  const contents = await readContents(await context.connections.open(published.repository), published.tag);
  const file = contents.descriptorFile ?? contents.files[0];
  if (!file) {
    throw new Failure('artifact/missing-file', vscode.l10n.t('{0} holds no named files.', published.tag));
  }
  await openRemoteFile(packageFileUri({ ...published, contents, path: file.path }));
}

function viewTypeFor(uri: vscode.Uri): string {
  return TEXT_TABLE.test(uri.path) ? 'waybill.textTable' : 'waybill.table';
}

/** A URI, or the text of one as the language server writes it. */
function givenUri(argument: unknown): vscode.Uri | undefined {
  return typeof argument === 'string'
    ? vscode.Uri.parse(argument, true)
    : argument instanceof vscode.Uri
      ? argument
      : undefined;
}
