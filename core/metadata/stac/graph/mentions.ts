import type { StacLinks } from './stac-surroundings.ts';
import type { StacSummary, TextPlace } from './summary.ts';

/** A place that names a STAC object, in whatever file. */
export interface Mention {
  readonly file: string;
  readonly place: TextPlace;
  /** Where the object has its own id or title, or where another one speaks of it. */
  readonly role: 'own' | 'link' | 'other';
}

/** What stands at a place of a STAC object, and the object that it is about. */
export interface AtPlace {
  readonly kind: 'id' | 'title' | 'href';
  readonly place: TextPlace;
  /** The object that is meant; undefined where it is not known. */
  readonly target: string | undefined;
}

/** The id, the title or the link at an offset of a file. */
export function placeAt(graph: StacLinks, file: string, offset: number): AtPlace | undefined {
  const summary = graph.get(file);
  if (!summary) {
    return undefined;
  }
  if (isAt(summary.id, offset)) {
    return { kind: 'id', place: summary.id, target: file };
  }
  if (isAt(summary.title, offset)) {
    return { kind: 'title', place: summary.title, target: file };
  }
  if (isAt(summary.collection, offset)) {
    return { kind: 'id', place: summary.collection, target: graph.related(file, 'collection') };
  }
  for (const link of summary.links) {
    const isTitle = isAt(link.title, offset);
    if (isTitle || isAt(link.href, offset)) {
      const target = graph.targetOf(file, link);
      return isTitle
        ? { kind: 'title', place: link.title, target }
        : { kind: 'href', place: link.href, target };
    }
  }
  return undefined;
}

function isAt(place: TextPlace | undefined, offset: number): place is TextPlace {
  return place !== undefined && place.offset <= offset && offset <= place.offset + place.length;
}

/** Every place that speaks of an object: its id, links to it, and of a collection the items that name it by its id. */
export function* mentionsOf(graph: StacLinks, file: string): Generator<Mention> {
  const summary = graph.get(file);
  if (summary?.id) {
    yield { file, place: summary.id, role: 'own' };
  }
  for (const { file: linker, link } of graph.linksTo(file)) {
    yield { file: linker, place: link.href, role: 'link' };
  }
  yield* namedById(graph, file, summary);
}

/** The places that have to change with the id of an object: its own, and of a collection those of its items. */
export function* idMentions(graph: StacLinks, file: string): Generator<Mention> {
  const summary = graph.get(file);
  if (summary?.id) {
    yield { file, place: summary.id, role: 'own' };
  }
  yield* namedById(graph, file, summary);
}

/** The places that have to change with the title of an object: its own, and those of links that show it. */
export function* titleMentions(graph: StacLinks, file: string): Generator<Mention> {
  const title = graph.get(file)?.title;
  if (!title) {
    return;
  }
  yield { file, place: title, role: 'own' };
  for (const { file: linker, link } of graph.linksTo(file)) {
    if (link.title?.value === title.value) {
      yield { file: linker, place: link.title, role: 'other' };
    }
  }
}

function* namedById(graph: StacLinks, file: string, summary: StacSummary | undefined): Generator<Mention> {
  if (summary?.kind !== 'collection') {
    return;
  }
  for (const linker of graph.linkersTo(file)) {
    const collection = graph.get(linker)?.collection;
    const isOfThis = collection?.value === summary.id?.value && graph.related(linker, 'collection') === file;
    if (collection && isOfThis) {
      yield { file: linker, place: collection, role: 'other' };
    }
  }
}
