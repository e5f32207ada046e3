import { basename } from 'node:path';
import * as vscode from 'vscode';
import { Failure } from '#core/base/failure.ts';
import { isLevel } from '#core/metadata/config/level.ts';
import { decodeTableRules } from '#core/tableschema/table-rules.ts';
import type { ValidateDataParams } from '#server/protocol/commands.ts';
import { decodeValidateDataParams } from '#server/protocol/decode-tasks.ts';
import {
  TABLES_TO_VALIDATE,
  type TablesToValidate,
  type TableToCheck,
} from '#server/protocol/validate-data.ts';
import { activeUri } from '../host/active-uri.ts';
import { type Levels, TableDiagnostics } from '../host/data-diagnostics.ts';
import type { CommandContext } from './context.ts';

/** Of each code so many findings are shown: an editor shows about a thousand in all. */
const MOST_PER_CODE = 100;

/** Validate Data: holds the rows of one table, or of all tables of a descriptor, against the descriptor as it stands. */
export async function validateData(argument: unknown, context: CommandContext): Promise<void> {
  const params = decodeValidateDataParams(argument) ?? activeDescriptor();
  if (!params) {
    throw new Failure('usage/bad-argument', vscode.l10n.t('Open the descriptor of a data package first.'));
  }
  const { status, runs } = context.validation;
  const run = runs.begin(params);
  status.running();
  try {
    const wanted = await context.server.request<TablesToValidate>(TABLES_TO_VALIDATE, params);
    status.ended(await checkTables(params, wanted, context, run.signal));
  } catch (error) {
    if (!run.signal.aborted) {
      status.ended(vscode.l10n.t('$(error) Data was not checked'));
      throw error;
    }
    if (runs.isIdle) {
      status.ended(vscode.l10n.t('$(circle-slash) Checking data was stopped'));
    }
  } finally {
    context.validation.findings.flush();
    run.end();
  }
}

async function checkTables(
  { uri, resource }: ValidateDataParams,
  { tables, unchecked, levels: stated }: TablesToValidate,
  context: CommandContext,
  signal: AbortSignal,
): Promise<string> {
  const { findings } = context.validation;
  const levels: Levels = new Map(
    Object.entries(stated).flatMap(([code, level]) => (isLevel(level) ? [[code, level]] : [])),
  );
  let rows = 0;
  let found = 0;
  for (const { index, message, range } of unchecked) {
    const place: TableToCheck = { index, file: uri, rules: undefined, range };
    const diagnostics = new TableDiagnostics(uri, place, levels);
    diagnostics.add([{ code: 'data/not-checked', message }]);
    findings.show(`${uri}#${index}`, diagnostics.found);
  }
  for (const table of tables) {
    const verdict = await checkTable(uri, table, { levels, signal, context });
    rows += verdict.rows;
    found += Object.entries(verdict.totals).reduce(
      (sum, [code, count]) => sum + (code === 'data/not-checked' ? 0 : count),
      0,
    );
  }
  if (tables.length === 0) {
    return resource === undefined || unchecked.length > 0
      ? vscode.l10n.t('$(info) There was no data that can be checked')
      : vscode.l10n.t('$(info) This resource is no table');
  }
  const where =
    tables.length === 1
      ? basename(vscode.Uri.parse(tables[0]?.file ?? '', true).path)
      : vscode.l10n.t('{0} tables', tables.length);
  const counts = `${where}: ${counted(rows, vscode.l10n.t('row'), vscode.l10n.t('rows'))}`;
  return found === 0
    ? vscode.l10n.t('$(check) {0}, no findings', counts)
    : `$(error) ${counts}, ${counted(found, vscode.l10n.t('finding'), vscode.l10n.t('findings'))}`;
}

function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

async function checkTable(
  descriptor: string,
  table: TableToCheck,
  {
    levels,
    signal,
    context,
  }: { readonly levels: Levels; readonly signal: AbortSignal; readonly context: CommandContext },
) {
  const { findings, status } = context.validation;
  const rules = decodeTableRules(table.rules);
  const file = vscode.Uri.parse(table.file, true);
  if (!rules || file.scheme !== 'file') {
    throw new Failure('file/unreadable', vscode.l10n.t('{0} is not a file on this machine.', table.file));
  }
  const key = `${descriptor}#${table.index}`;
  const diagnostics = new TableDiagnostics(descriptor, table, levels);
  findings.show(key, diagnostics.found);
  const verdict = await context.dataProcess.validateFile(file.fsPath, {
    rules,
    mostPerCode: MOST_PER_CODE,
    onFindings: (found) => {
      diagnostics.add(found);
      findings.show(key, diagnostics.found);
    },
    onProgress: (progress) => status.running(progress),
    signal,
  });
  diagnostics.end(verdict, MOST_PER_CODE);
  findings.show(key, diagnostics.found);
  return verdict;
}

function activeDescriptor(): ValidateDataParams | undefined {
  const uri = activeUri();
  return uri && { uri: uri.toString() };
}
