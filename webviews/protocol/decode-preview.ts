import type { FromPreview, PreviewColumn, ToPreview } from './preview.ts';
import { COPY_LIMIT, READ_LIMITS } from './preview.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * A message from the preview, or undefined when it is none. The sandbox shows hostile files: nothing that it says is
 * taken on trust, and a window is bounded here so that one message cannot ask for a whole table.
 */
export function decodeFromPreview(data: unknown): FromPreview | undefined {
  if (!isFields(data)) {
    return undefined;
  }
  switch (data['type']) {
    case 'ready':
    case 'retry':
      return { type: data['type'] };
    case 'read':
      return decodeRead(data);
    case 'copy': {
      const text = data['text'];
      return typeof text === 'string' && text.length <= COPY_LIMIT ? { type: 'copy', text } : undefined;
    }
    default:
      return undefined;
  }
}

/** A message from the preview's host, or undefined when it is none. */
export function decodeToPreview(data: unknown): ToPreview | undefined {
  if (!isFields(data)) {
    return undefined;
  }
  const { type, title, message, numRows, rowsSoFar } = data;
  switch (type) {
    case 'opening':
      return typeof title === 'string' ? { type, title } : undefined;
    case 'opened':
      return decodeOpened(data);
    case 'counting':
      return isCount(rowsSoFar) ? { type, rowsSoFar } : undefined;
    case 'counted':
      return isCount(numRows) ? { type, numRows } : undefined;
    case 'count-failed':
    case 'failed':
      return typeof message === 'string' ? { type, message } : undefined;
    case 'rows':
    case 'rows-failed':
      return decodeAnswer(type, data);
    default:
      return undefined;
  }
}

function decodeRead(data: Fields): FromPreview | undefined {
  const { request, start, end, columns } = data;
  if (
    !isCount(request) ||
    !isCount(start) ||
    !isCount(end) ||
    end <= start ||
    end - start > READ_LIMITS.rows
  ) {
    return undefined;
  }
  if (!Array.isArray(columns) || columns.length > READ_LIMITS.columns || !columns.every(isCount)) {
    return undefined;
  }
  const distinct = new Set<number>(columns);
  return distinct.size === columns.length && distinct.size > 0
    ? { type: 'read', request, start, end, columns: [...distinct] }
    : undefined;
}

function decodeOpened(data: Fields): ToPreview | undefined {
  const { title, format, columns, numRows, notice } = data;
  if (typeof title !== 'string' || typeof format !== 'string' || !Array.isArray(columns)) {
    return undefined;
  }
  if ((numRows !== undefined && !isCount(numRows)) || (notice !== undefined && typeof notice !== 'string')) {
    return undefined;
  }
  return columns.every(isColumn)
    ? {
        type: 'opened',
        title,
        format,
        columns,
        ...(numRows === undefined ? {} : { numRows }),
        ...(notice === undefined ? {} : { notice }),
      }
    : undefined;
}

function decodeAnswer(type: 'rows' | 'rows-failed', data: Fields): ToPreview | undefined {
  const { request, start, arrow, message } = data;
  if (!isCount(request)) {
    return undefined;
  }
  if (type === 'rows-failed') {
    return typeof message === 'string' ? { type, request, message } : undefined;
  }
  return isCount(start) && arrow instanceof ArrayBuffer ? { type, request, start, arrow } : undefined;
}

function isColumn(value: unknown): value is PreviewColumn {
  return (
    isFields(value) &&
    typeof value['name'] === 'string' &&
    typeof value['type'] === 'string' &&
    typeof value['nullable'] === 'boolean' &&
    typeof value['numeric'] === 'boolean'
  );
}

/** A row number, an index or a count: a whole number that a double holds exactly. */
function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
