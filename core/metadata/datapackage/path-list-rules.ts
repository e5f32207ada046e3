import type { MetadataDocument } from '../document.ts';
import { removeItem } from '../edits.ts';
import { finding, safeFix } from '../finding.ts';
import type { Node } from '../node.ts';
import type { Problem } from '../problem.ts';
import { type ArrayNode, memberValue, type ObjectNode, type TextNode } from '../tree.ts';
import { shown } from '../wording.ts';
import { fileTypeOf } from './file-type.ts';

/** The files of one resource are of one kind and form one table (data-resource.md, Multiple Files). */
export function* checkPathList(resource: ObjectNode, document: MetadataDocument): Generator<Problem> {
  const list = memberValue(resource, 'path');
  const paths =
    list?.kind === 'array' ? list.items.filter((item): item is TextNode => item.kind === 'string') : [];
  const [first] = paths;
  if (list?.kind !== 'array' || !first) {
    return;
  }
  const odd = paths.find((path) => isRemote(path.value) !== isRemote(first.value));
  if (odd) {
    const [is, others] = isRemote(odd.value) ? ['an address', 'a path'] : ['a path', 'an address'];
    const message = `All files of a resource are either addresses or paths, but this is ${is} and the first is ${others}: make two resources of them.`;
    const related = [{ message: 'The first file', at: first }];
    yield finding('error', 'datapackage/mixed-paths', odd, message, { related });
  }
  yield* checkRepetition(document, list);
  yield* checkFormats(paths, first);
}

function isRemote(path: string): boolean {
  return /^[A-Za-z][A-Za-z0-9+.-]*:\/\//.test(path);
}

function* checkRepetition(document: MetadataDocument, list: ArrayNode): Generator<Problem> {
  const seen = new Map<string, Node>();
  for (const [index, path] of list.items.entries()) {
    const text = path.kind === 'string' ? path.value : undefined;
    const first = text === undefined ? undefined : seen.get(text);
    if (first && text !== undefined) {
      const fixes = safeFix('Remove the repetition', removeItem(document, list, index));
      const related = [{ message: 'First here', at: first }];
      const message = `The file ${shown(text)} is in the list twice, so its rows count twice.`;
      yield finding('warning', 'datapackage/duplicate-path', path, message, { fixes, related });
    } else if (text !== undefined) {
      seen.set(text, path);
    }
  }
}

function* checkFormats(paths: readonly TextNode[], first: TextNode): Generator<Problem> {
  const type = fileTypeOf(first.value);
  const odd = paths.find((path) => {
    const other = fileTypeOf(path.value);
    return type && other && other !== type;
  });
  if (odd && type) {
    const message = `All files of a resource have one format, but the first is ${type.title} and this is ${fileTypeOf(odd.value)?.title}: make two resources of them.`;
    const related = [{ message: 'The first file', at: first }];
    yield finding('warning', 'datapackage/different-formats', odd, message, { related });
  }
}
