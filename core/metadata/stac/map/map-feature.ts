import { formatPointer } from '#core/base/json-pointer.ts';
import { memberValue, type ObjectNode, textOf } from '../../tree.ts';
import { extentOf } from '../bounds.ts';
import { EDGE } from '../box.ts';
import { geometryOf, isMisfit, readGeometry } from '../geometry.ts';
import { counted, describeGeometry, edges } from './describe-geometry.ts';
import { mapBoxAt, mapBoxOf } from './map-box.ts';
import { mapShape } from './map-shape.ts';
import type { MapBox, MapFeature, MapShape, MapStatus } from './map-view.ts';

/** An item as it is drawn, where it lies, and why it cannot be drawn. */
export interface DrawnItem {
  readonly feature: MapFeature;
  readonly bounds: readonly MapBox[];
  readonly notices: readonly string[];
}

interface DrawnGeometry {
  readonly shape?: MapShape;
  readonly bounds?: MapBox;
  readonly sentences: readonly string[];
  readonly notices: readonly string[];
}

/** Draws an item with at most so many positions. */
export function drawItem(item: ObjectNode, status: MapStatus, mostPositions: number): DrawnItem {
  const { shape, bounds, sentences, notices } = drawGeometry(item, mostPositions);
  const given = memberValue(item, 'bbox');
  const box = mapBoxAt(given);
  const boxNotices =
    given && given.kind !== 'null' && !box ? ['The "bbox" is no box on the globe, so it is not drawn.'] : [];
  const id = textOf(memberValue(item, 'id'));
  const feature: MapFeature = {
    name: textOf(memberValue(memberValue(item, 'properties'), 'title')) ?? id ?? 'Item without an id',
    pointer: formatPointer(item.path),
    status,
    ...(shape && { shape }),
    ...(box && { box }),
    sentences: [...sentences, ...boxSentence(box, bounds)],
  };
  return {
    feature,
    bounds: [bounds, box].filter((each) => each !== undefined),
    notices: [...notices, ...boxNotices],
  };
}

function drawGeometry(item: ObjectNode, mostPositions: number): DrawnGeometry {
  const geometry = geometryOf(item);
  if (!geometry) {
    const isNull = memberValue(item, 'geometry')?.kind === 'null';
    const sentence = isNull
      ? 'The item has no geometry: it is null.'
      : 'The item has no geometry that can be drawn.';
    return { sentences: [sentence], notices: isNull ? [] : [sentence] };
  }
  const type = textOf(memberValue(geometry, 'type'));
  const read = readGeometry(geometry);
  if (!read || isMisfit(read)) {
    const why = read
      ? `The coordinates are not nested as a ${read.type} needs it`
      : type === 'GeometryCollection'
        ? 'The geometry is a GeometryCollection, which STAC does not take'
        : 'The geometry has no type or no coordinates of GeoJSON';
    return undrawn(why);
  }
  const extent = extentOf(read);
  if (!extent) {
    return undrawn('The geometry has no position');
  }
  const { west, south, east, north } = extent.plain;
  const bounds = mapBoxOf(extent.proper);
  if (!bounds || Math.max(Math.abs(west), Math.abs(east)) > 360 || Math.max(-south, north) > 90 + EDGE) {
    return undrawn('The geometry does not lie on the globe');
  }
  const shape = mapShape(read, mostPositions);
  const positions = read.lines.reduce((sum, { longitudes }) => sum + longitudes.length, 0);
  const notices =
    positions > mostPositions
      ? [`Of ${counted(positions, 'position')}, about ${mostPositions.toLocaleString('en')} are drawn.`]
      : [];
  return { shape, bounds, sentences: describeGeometry(read, extent, shape), notices };
}

function undrawn(why: string): DrawnGeometry {
  const notice = `${why}, so it is not drawn.`;
  return { sentences: [notice], notices: [notice] };
}

function boxSentence(box: MapBox | undefined, bounds: MapBox | undefined): string[] {
  if (!box) {
    return [];
  }
  const sides = ['west', 'south', 'east', 'north'] as const;
  const isSame = bounds !== undefined && sides.every((side) => Math.abs(box[side] - bounds[side]) < 1e-6);
  return [isSame ? 'The bbox fits the geometry.' : `The bbox: ${edges(box)}.`];
}
