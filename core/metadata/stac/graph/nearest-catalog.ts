import type { StacLinks } from './stac-surroundings.ts';

/** The catalogue or collection beside a file or in the nearest folder above. */
export function nearestCatalog(file: string, graph: Pick<StacLinks, 'has'>): string | undefined {
  for (let end = file.lastIndexOf('/'); end >= 0; end = file.lastIndexOf('/', end - 1)) {
    const found = ['collection.json', 'catalog.json']
      .map((name) => `${file.slice(0, end + 1)}${name}`)
      .find((each) => each !== file && graph.has(each));
    if (found !== undefined || end === 0) {
      return found;
    }
  }
  return undefined;
}
