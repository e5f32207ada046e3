import { isFields } from '#core/base/decode.ts';
import type { FromMap, Thumbnail, ToMap } from './map.ts';

/** A message from the map, or undefined when it is none. */
export function decodeFromMap(data: unknown): FromMap | undefined {
  if (!isFields(data)) {
    return undefined;
  }
  const { type, pointer, file, key } = data;
  switch (type) {
    case 'ready':
    case 'load-thumbnail':
      return { type };
    case 'show-text':
      return typeof pointer === 'string' ? { type, pointer } : undefined;
    case 'open-item':
      return typeof file === 'string' ? { type, file } : undefined;
    case 'open-asset':
    case 'copy-asset':
      return typeof key === 'string' ? { type, key } : undefined;
    default:
      return undefined;
  }
}

/** A message from the map's host, or undefined when it is none. What a picture holds is decoded where it is drawn. */
export function decodeToMap(data: unknown): ToMap | undefined {
  if (!isFields(data)) {
    return undefined;
  }
  const { type, file, view, broken, message, statuses, thumbnail: picture } = data;
  switch (type) {
    case 'map':
      return typeof file === 'string'
        ? { type, file, view, ...(typeof broken === 'string' && { broken }) }
        : undefined;
    case 'unreadable':
      return typeof file === 'string' && typeof message === 'string' ? { type, file, message } : undefined;
    case 'statuses':
      return Array.isArray(statuses)
        ? { type, statuses: statuses.flatMap((each) => decodeStatus(each) ?? []) }
        : undefined;
    case 'thumbnail': {
      const thumbnail = decodeThumbnail(picture);
      return thumbnail && { type, thumbnail };
    }
    default:
      return undefined;
  }
}

function decodeStatus(data: unknown): { file: string; status: string } | undefined {
  const { file, status } = isFields(data) ? data : {};
  return typeof file === 'string' && typeof status === 'string' ? { file, status } : undefined;
}

function decodeThumbnail(data: unknown): Thumbnail | undefined {
  const { kind, key, type, bytes, host, message } = isFields(data) ? data : {};
  if (kind === 'none') {
    return { kind };
  }
  if (typeof key !== 'string') {
    return undefined;
  }
  switch (kind) {
    case 'image':
      return typeof type === 'string' && bytes instanceof ArrayBuffer
        ? { kind, key, type, bytes }
        : undefined;
    case 'remote':
      return typeof host === 'string' ? { kind, key, host } : undefined;
    case 'problem':
      return typeof message === 'string' ? { kind, key, message } : undefined;
    default:
      return undefined;
  }
}
