import type { StacSurroundings } from '../graph/stac-surroundings.ts';
import { nameOf, type StacSummary } from '../graph/summary.ts';
import { mapBoxFrom } from './map-box.ts';
import type { MapBox, MapNeighbour } from './map-view.ts';

/** More boxes than this are no picture any more, but a colour. */
const MOST = 5_000;

/** The objects that are drawn around a document, and the extent of what it belongs to. */
export interface Neighbourhood {
  readonly neighbours: readonly MapNeighbour[];
  /** Of the collection of an item. */
  readonly extents: readonly MapBox[];
  /** How many more there are. */
  readonly more: number;
}

/** The other items of an item's collection; the items and child collections of a collection or catalogue. */
export function neighbourhoodOf({ file, graph }: StacSurroundings, isItem: boolean): Neighbourhood {
  const owner = isItem ? (graph.related(file, 'collection') ?? graph.parentOf(file)) : file;
  if (owner === undefined) {
    return { neighbours: [], extents: [], more: 0 };
  }
  const files = [...graph.itemsOf(owner), ...graph.childrenOf(owner)].filter((other) => other !== file);
  const neighbours: MapNeighbour[] = [];
  for (const other of files) {
    const summary = neighbours.length < MOST ? graph.get(other) : undefined;
    const box = summary && boxOf(summary);
    if (summary && box) {
      const kind = summary.kind === 'item' ? 'item' : 'collection';
      neighbours.push({ file: other, name: nameOf(summary) ?? lastName(other), kind, box });
    }
  }
  const extents = isItem
    ? (graph.get(owner)?.boxes?.slice(0, 1) ?? []).flatMap((box) => mapBoxFrom(box) ?? [])
    : [];
  return { neighbours, extents, more: neighbours.length < MOST ? 0 : files.length - MOST };
}

function boxOf({ bbox, boxes }: StacSummary): MapBox | undefined {
  const numbers = bbox ?? boxes?.[0];
  return numbers && mapBoxFrom(numbers);
}

function lastName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}
