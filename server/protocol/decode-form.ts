import { isCount, isFields, listOf } from './fields.ts';
import type {
  FormContent,
  FormContentParams,
  FormEdit,
  FormEditsParams,
  FormEditsResult,
  FormRange,
  FormRangeParams,
} from './form.ts';

/** The parameters of `waybill/formContent`; undefined when they are none. */
export function decodeFormContentParams(data: unknown): FormContentParams | undefined {
  const uri = isFields(data) ? data['uri'] : undefined;
  return typeof uri === 'string' ? { uri } : undefined;
}

/** The parameters of `waybill/formEdits`; undefined when they are none. What a change says is decoded where it is made. */
export function decodeFormEditsParams(data: unknown): FormEditsParams | undefined {
  const { uri, version, changes } = isFields(data) ? data : {};
  return typeof uri === 'string' && typeof version === 'number' && Array.isArray(changes)
    ? { uri, version, changes }
    : undefined;
}

/** The parameters of `waybill/formRange`; undefined when they are none. */
export function decodeFormRangeParams(data: unknown): FormRangeParams | undefined {
  const { uri, pointer } = isFields(data) ? data : {};
  return typeof uri === 'string' && typeof pointer === 'string' ? { uri, pointer } : undefined;
}

/** What `waybill/formContent` answers about a document that the server knows; undefined when it is something else. */
export function decodeFormContent(data: unknown): FormContent | undefined {
  if (!isFields(data) || typeof data['version'] !== 'number') {
    return undefined;
  }
  const { version, value } = data;
  const problems = listOf(data['problems'], decodeProblem);
  const files = listOf(data['files'], (each) => (typeof each === 'string' ? each : undefined));
  return problems && files ? { version, ...(value !== undefined && { value }), problems, files } : undefined;
}

/** What `waybill/formEdits` answers about a document that the server knows; undefined when it is something else. */
export function decodeFormEditsResult(data: unknown): FormEditsResult | undefined {
  const { edits, refused } = isFields(data) ? data : {};
  if (typeof refused === 'string') {
    return { refused };
  }
  const decoded = listOf(edits, decodeEdit);
  return decoded && { edits: decoded };
}

/** A range as LSP counts; undefined when it is something else. */
export function decodeFormRange(data: unknown): FormRange | undefined {
  const start = isFields(data) ? decodePosition(data['start']) : undefined;
  const end = isFields(data) ? decodePosition(data['end']) : undefined;
  return start && end && { start, end };
}

const SEVERITIES = ['error', 'warning', 'info', 'hint'] as const;

function decodeProblem(data: unknown): FormContent['problems'][number] | undefined {
  const { pointer, severity: level, message } = isFields(data) ? data : {};
  const severity = SEVERITIES.find((each) => each === level);
  return typeof pointer === 'string' && typeof message === 'string' && severity
    ? { pointer, severity, message }
    : undefined;
}

function decodeEdit(data: unknown): FormEdit | undefined {
  const { range: stretch, newText } = isFields(data) ? data : {};
  const range = decodeFormRange(stretch);
  return range && typeof newText === 'string' ? { range, newText } : undefined;
}

function decodePosition(data: unknown): FormRange['start'] | undefined {
  const { line, character } = isFields(data) ? data : {};
  return isCount(line) && isCount(character) ? { line, character } : undefined;
}
