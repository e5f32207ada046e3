import type { MetadataDocument } from '../document.ts';
import type { Node } from '../node.ts';
import { itemsOf, memberValue, oneOrMany, type TextNode } from '../tree.ts';
import { resourcesOf } from './resources.ts';
import { judgePath } from './safe-path.ts';

/** A "URL or Path" of a descriptor. */
export interface PathPlace {
  readonly node: TextNode;
  /** What it names, to be read after "the". */
  readonly what: 'data file' | 'schema' | 'dialect' | 'image' | 'licence text' | 'source';
}

/** Every "URL or Path" of a descriptor, in no particular order. */
export function* pathPlaces(document: MetadataDocument): Generator<PathPlace> {
  const { root } = document;
  yield* texts(memberValue(root, 'image'), 'image');
  yield* creditPaths(root);
  for (const resource of resourcesOf(document)) {
    for (const path of oneOrMany(memberValue(resource, 'path'))) {
      yield* texts(path, 'data file');
    }
    yield* texts(memberValue(resource, 'schema'), 'schema');
    yield* texts(memberValue(resource, 'dialect'), 'dialect');
    if (resource !== root) {
      yield* creditPaths(resource);
    }
  }
}

function* creditPaths(owner: Node | undefined): Generator<PathPlace> {
  for (const license of itemsOf(memberValue(owner, 'licenses'))) {
    yield* texts(memberValue(license, 'path'), 'licence text');
  }
  for (const source of itemsOf(memberValue(owner, 'sources'))) {
    yield* texts(memberValue(source, 'path'), 'source');
  }
}

function* texts(node: Node | undefined, what: PathPlace['what']): Generator<PathPlace> {
  if (node?.kind === 'string') {
    yield { node, what };
  }
}

/** The relative paths of a descriptor that may safely be looked up, each once. */
export function localPaths(document: MetadataDocument): string[] {
  return localAmong(pathPlaces(document), document.version);
}

/** The same of places that were found already. */
export function localAmong(places: Iterable<PathPlace>, version = '2.0'): string[] {
  const local: string[] = [];
  const seen = new Set<string>();
  for (const { node } of places) {
    if (!seen.has(node.value)) {
      seen.add(node.value);
      if (judgePath(node.value, version).kind === 'local') {
        local.push(node.value);
      }
    }
  }
  return local;
}
