import { isFields } from './fields.ts';
import {
  type MapContent,
  type MapContentParams,
  type MapStatusesParams,
  type MapStatusesResult,
  MOST_STATUSES,
} from './map.ts';

/** The parameters of `waybill/mapContent`; undefined when they are none. */
export function decodeMapContentParams(data: unknown): MapContentParams | undefined {
  const uri = isFields(data) ? data['uri'] : undefined;
  return typeof uri === 'string' ? { uri } : undefined;
}

/** What `waybill/mapContent` answers about a document that the server knows; undefined when it is something else. */
export function decodeMapContent(data: unknown): MapContent | undefined {
  const { version, view, broken } = isFields(data) ? data : {};
  return typeof version === 'number' && (broken === undefined || typeof broken === 'string')
    ? { version, ...(view !== undefined && { view }), ...(broken !== undefined && { broken }) }
    : undefined;
}

/** The parameters of `waybill/mapStatuses`; undefined when they are none. */
export function decodeMapStatusesParams(data: unknown): MapStatusesParams | undefined {
  const { uri, files } = isFields(data) ? data : {};
  return typeof uri === 'string' && isTexts(files) && files.length <= MOST_STATUSES
    ? { uri, files }
    : undefined;
}

/** What `waybill/mapStatuses` answers; undefined when it is something else. */
export function decodeMapStatusesResult(data: unknown): MapStatusesResult | undefined {
  const statuses = isFields(data) ? data['statuses'] : undefined;
  return Array.isArray(statuses) ? { statuses } : undefined;
}

function isTexts(data: unknown): data is string[] {
  return Array.isArray(data) && data.every((each) => typeof each === 'string');
}
