import { isFields, listOf } from '#core/base/decode.ts';
import type {
  MapAsset,
  MapBox,
  MapFeature,
  MapNeighbour,
  MapShape,
  MapStatus,
  MapTarget,
  MapView,
} from './map-view.ts';

const KINDS = ['item', 'items', 'collection', 'catalog'] as const;
const STATUSES = ['error', 'warning', 'fine', 'unknown'] as const;

/** A picture as another process sent it; undefined when it is something else. */
export function decodeMapView(data: unknown): MapView | undefined {
  if (!isFields(data) || typeof data['title'] !== 'string') {
    return undefined;
  }
  const kind = KINDS.find((each) => each === data['kind']);
  const facts = listOf(data['facts'], decodeFact);
  const features = listOf(data['features'], decodeFeature);
  const extents = listOf(data['extents'], decodeBox);
  const neighbours = listOf(data['neighbours'], decodeNeighbour);
  const notices = listOf(data['notices'], textOrNone);
  const assets = listOf(data['assets'], decodeAsset);
  const focus = data['focus'] === undefined ? undefined : decodeBox(data['focus']);
  const { thumbnail } = data;
  return kind && facts && features && extents && neighbours && notices && assets
    ? {
        kind,
        title: data['title'],
        facts,
        features,
        extents,
        neighbours,
        notices,
        assets,
        ...(focus && { focus }),
        ...(typeof thumbnail === 'number' && assets[thumbnail] && { thumbnail }),
      }
    : undefined;
}

/** A status; undefined when it is none. */
export function decodeMapStatus(data: unknown): MapStatus | undefined {
  return STATUSES.find((each) => each === data);
}

function decodeFact(data: unknown): MapView['facts'][number] | undefined {
  const { label, value } = isFields(data) ? data : {};
  return typeof label === 'string' && typeof value === 'string' ? { label, value } : undefined;
}

function decodeFeature(data: unknown): MapFeature | undefined {
  const {
    name,
    pointer,
    status: told,
    shape: drawn,
    box: around,
    sentences: words,
  } = isFields(data) ? data : {};
  const status = decodeMapStatus(told);
  const sentences = listOf(words, textOrNone);
  const shape = drawn === undefined ? undefined : decodeShape(drawn);
  const box = around === undefined ? undefined : decodeBox(around);
  return typeof name === 'string' && typeof pointer === 'string' && status && sentences
    ? { name, pointer, status, sentences, ...(shape && { shape }), ...(box && { box }) }
    : undefined;
}

function decodeShape(data: unknown): MapShape | undefined {
  const { polygons: areas, lines: ways, points: places } = isFields(data) ? data : {};
  const polygons = listOf(areas, (polygon) => listOf(polygon, decodePositions));
  const lines = listOf(ways, decodePositions);
  const points = decodePositions(places);
  return polygons && lines && points && { polygons, lines, points };
}

/** Numbers in pairs. */
function decodePositions(data: unknown): readonly number[] | undefined {
  return Array.isArray(data) && data.length % 2 === 0 && data.every(isNumber) ? data : undefined;
}

function decodeBox(data: unknown): MapBox | undefined {
  const { west, south, east, north } = isFields(data) ? data : {};
  return isNumber(west) &&
    isNumber(south) &&
    isNumber(east) &&
    isNumber(north) &&
    west <= east &&
    south <= north
    ? { west, south, east, north }
    : undefined;
}

function decodeNeighbour(data: unknown): MapNeighbour | undefined {
  const { file, name, kind, box: around } = isFields(data) ? data : {};
  const box = decodeBox(around);
  return typeof file === 'string' &&
    typeof name === 'string' &&
    (kind === 'item' || kind === 'collection') &&
    box
    ? { file, name, kind, box }
    : undefined;
}

function decodeAsset(data: unknown): MapAsset | undefined {
  const { key, pointer, title, roles: words, type, size, href, target: leads } = isFields(data) ? data : {};
  const roles = listOf(words, textOrNone);
  const target = decodeTarget(leads);
  return typeof key === 'string' && typeof pointer === 'string' && typeof href === 'string' && roles && target
    ? {
        key,
        pointer,
        href,
        roles,
        target,
        ...(typeof title === 'string' && { title }),
        ...(typeof type === 'string' && { type }),
        ...(isNumber(size) && { size }),
      }
    : undefined;
}

function decodeTarget(data: unknown): MapTarget | undefined {
  const { kind, path, address } = isFields(data) ? data : {};
  switch (kind) {
    case 'file':
      return typeof path === 'string' ? { kind, path } : undefined;
    case 'address':
      return typeof address === 'string' ? { kind, address } : undefined;
    case 'none':
      return { kind };
    default:
      return undefined;
  }
}

function textOrNone(data: unknown): string | undefined {
  return typeof data === 'string' ? data : undefined;
}

function isNumber(data: unknown): data is number {
  return typeof data === 'number' && Number.isFinite(data);
}
