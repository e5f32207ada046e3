import { describeResource, isDataFile } from '../datapackage/describe-resource.ts';
import { pathPlaces } from '../datapackage/path-places.ts';
import { resourcesOf } from '../datapackage/resources.ts';
import { judgePath } from '../datapackage/safe-path.ts';
import type { MetadataDocument } from '../document.ts';
import { editInRounds } from '../edits/rounds.ts';
import { insertItem, insertMember } from '../edits.ts';
import type { Surroundings } from '../surroundings.ts';
import { memberOf, memberValue, textOf } from '../tree.ts';
import type { Offer } from './offer.ts';
import { isWithinPart } from './placed-part.ts';

/** More files than this are listed one by one nowhere. */
const MAX_SINGLE = 5;
const MAX_TOGETHER = 100;

/** Adds data files that no resource names yet, one of them or all. */
export function offerResources(
  document: MetadataDocument,
  offset: number,
  surroundings: Surroundings,
): Offer[] {
  const list = memberOf(document.root, 'resources');
  const end = list?.value ? list.value.offset + list.value.length : 0;
  const isThere = list ? offset >= list.keyOffset && offset <= end : true;
  if (document.kind !== 'datapackage' || document.root?.kind !== 'object' || !isThere) {
    return [];
  }
  if (isWithinPart(document, offset)) {
    return [];
  }
  const files = unnamedFiles(document, surroundings);
  const single = files
    .slice(0, MAX_SINGLE)
    .map((path) => offerFor(document, [path], `Add a resource for "${path}"`, surroundings));
  const together = files.slice(0, MAX_TOGETHER);
  return files.length > 1
    ? [
        ...single,
        offerFor(
          document,
          together,
          `Add resources for ${together.length} data files that none names`,
          surroundings,
        ),
      ]
    : single;
}

/** Data files below the folder of a package that nothing in it names. */
export function unnamedFiles(document: MetadataDocument, surroundings: Surroundings): string[] {
  // A path like "./a.csv" is wrong, yet says which file is meant.
  const named = new Set([...pathPlaces(document)].map(({ node }) => node.value.replace(/^(?:\.\/)+/, '')));
  return surroundings
    .files()
    .map(({ path }) => path)
    .filter((path) => isDataFile(path) && !named.has(path) && judgePath(path, '2.0').kind === 'local');
}

function offerFor(
  document: MetadataDocument,
  paths: readonly string[],
  title: string,
  surroundings: Surroundings,
): Offer {
  return {
    id: `add-${paths.length === 1 ? paths[0] : 'all'}`,
    title,
    kind: paths.length === 1 ? 'refactor.rewrite' : 'source.addResources.waybill',
    change: () => {
      const edits = addResources(document, paths, surroundings);
      return edits.length > 0 ? { edits } : undefined;
    },
  };
}

function addResources(document: MetadataDocument, paths: readonly string[], surroundings: Surroundings) {
  const taken = new Set(
    resourcesOf(document).flatMap((resource) => textOf(memberValue(resource, 'name')) ?? []),
  );
  const resources = paths.map((path) => {
    const resource = describeResource(path, taken, {
      version: document.version,
      data: surroundings.data(path),
    });
    taken.add(String(Reflect.get(resource, 'name')));
    return resource;
  });
  const { root } = document;
  const list = memberValue(root, 'resources');
  if (list?.kind !== 'array') {
    return list || root?.kind !== 'object'
      ? []
      : (insertMember(document, root, 'resources', resources) ?? []);
  }
  return insertAll(document, resources);
}

/** One after the other, each in the style that the ones before it have. */
function insertAll(document: MetadataDocument, resources: readonly object[]) {
  const left = [...resources];
  const addNext = function* (current: MetadataDocument) {
    const list = memberValue(current.root, 'resources');
    const next = left.shift();
    if (list?.kind === 'array' && next) {
      yield insertItem(current, list, list.items.length, next) ?? [];
    }
  };
  return editInRounds(document, addNext, { rounds: resources.length }).edits;
}
