import { isFields } from '#core/base/decode.ts';
import { CHANGES_LIMIT, type FormProblem, type FromForm, type ToForm } from './form.ts';

/** A message from the form, or undefined when it is none. What a change says is decoded where it is made. */
export function decodeFromForm(data: unknown): FromForm | undefined {
  if (!isFields(data)) {
    return undefined;
  }
  const { type, version, changes, pointer } = data;
  switch (type) {
    case 'ready':
      return { type };
    case 'change':
      return typeof version === 'number' && Array.isArray(changes) && changes.length <= CHANGES_LIMIT
        ? { type, version, changes }
        : undefined;
    case 'show-text':
      return typeof pointer === 'string' ? { type, pointer } : undefined;
    default:
      return undefined;
  }
}

/** A message from the form's host, or undefined when it is none. */
export function decodeToForm(data: unknown): ToForm | undefined {
  if (!isFields(data)) {
    return undefined;
  }
  const { type, title, message, version, readOnly, value, problems, files } = data;
  switch (type) {
    case 'descriptor':
      return typeof title === 'string' && typeof version === 'number'
        ? {
            type,
            title,
            version,
            readOnly: readOnly === true,
            value,
            problems: listOf(problems, decodeProblem),
            files: listOf(files, (each) => (typeof each === 'string' ? each : undefined)),
          }
        : undefined;
    case 'unreadable':
      return typeof title === 'string' && typeof message === 'string' ? { type, title, message } : undefined;
    case 'refused':
      return typeof message === 'string' ? { type, message } : undefined;
    default:
      return undefined;
  }
}

const SEVERITIES = ['error', 'warning', 'info', 'hint'] as const;

function decodeProblem(data: unknown): FormProblem | undefined {
  if (!isFields(data)) {
    return undefined;
  }
  const { pointer, message } = data;
  const severity = SEVERITIES.find((each) => each === data['severity']);
  return typeof pointer === 'string' && typeof message === 'string' && severity
    ? { pointer, message, severity }
    : undefined;
}

function listOf<T>(data: unknown, decode: (each: unknown) => T | undefined): T[] {
  return Array.isArray(data) ? data.flatMap((each) => decode(each) ?? []) : [];
}
