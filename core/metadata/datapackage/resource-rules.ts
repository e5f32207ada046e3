import type { MetadataDocument } from '../document.ts';
import { renameKey } from '../edits.ts';
import { finding, headOf, keyPlace, safeFix } from '../finding.ts';
import { misspeltInstead } from '../misspelt.ts';
import type { Node } from '../node.ts';
import type { Problem } from '../problem.ts';
import { memberOf, memberValue, type ObjectNode } from '../tree.ts';
import { shown } from '../wording.ts';
import { resourcesOf } from './resources.ts';

/** Names are unique in the package (data-resource.md, `name`). */
export function* checkResourceNames(document: MetadataDocument): Generator<Problem> {
  const seen = new Map<string, Node>();
  for (const resource of resourcesOf(document)) {
    const name = memberValue(resource, 'name');
    if (name?.kind !== 'string') {
      continue;
    }
    const first = seen.get(name.value);
    if (first) {
      yield finding(
        'error',
        'datapackage/duplicate-resource-name',
        name,
        `Another resource is named ${shown(name.value)}: each resource of a package needs a name of its own.`,
        { related: [{ message: `The first resource ${shown(name.value)}`, at: first }] },
      );
    } else {
      seen.set(name.value, name);
    }
  }
}

/** A resource has its data in exactly one place (data-resource.md, `path` or `data`). */
export function* checkDataLocation(resource: ObjectNode, document: MetadataDocument): Generator<Problem> {
  const [path, data, url] = ['path', 'data', 'url'].map((key) => memberOf(resource, key));
  if (path && data) {
    yield finding(
      'error',
      'datapackage/path-and-data',
      keyPlace(resource, data),
      'A resource has either "path" or "data", not both: remove one.',
      { related: [{ message: 'The "path"', at: keyPlace(resource, path) }] },
    );
  } else if (!path && !data && url) {
    yield finding(
      'warning',
      'datapackage/url-instead-of-path',
      keyPlace(resource, url),
      '"url" is the name that the first drafts of the standard had for "path".',
      { fixes: safeFix('Rename to "path"', renameKey(document, url, 'path')) },
    );
  } else if (!path && !data) {
    yield misspeltInstead(document, resource, ['path', 'data']) ??
      finding(
        'error',
        'datapackage/no-data',
        { ...headOf(document, resource), path: resource.path },
        'A resource needs "path" (a file or an address) or "data" (written here).',
      );
  }
}
