import type { Node } from '../node.ts';
import { type MediaType, mediaTypeByFormat } from '../terms/media-types.ts';
import { memberValue, oneOrMany, textOf } from '../tree.ts';

/** Extensions of a compressed file; what is inside stands before them: `a.csv.gz`. */
const COMPRESSIONS = ['gz', 'zip', 'bz2', 'xz', 'zst'];

/** What a file is by its name; for a compressed one, what is inside, where the name tells it. */
export function fileTypeOf(path: string): MediaType | undefined {
  const extensions = extensionsOf(path);
  const last = extensions.at(-1);
  const isCompressed = last !== undefined && COMPRESSIONS.includes(last);
  const inside = isCompressed ? extensions.at(-2) : undefined;
  return (
    (inside !== undefined && mediaTypeByFormat(inside)) ||
    (last === undefined ? undefined : mediaTypeByFormat(last))
  );
}

/** The extension of a file, in lower case; of a compressed one, that of what is inside. */
export function extensionInside(path: string): string | undefined {
  return extensionsOf(path).at(compressionOf(path) === undefined ? -1 : -2);
}

/** The format of a resource as it says itself, otherwise by the name of its file, what is compressed included. */
export function formatName(resource: Node): string | undefined {
  const stated = textOf(memberValue(resource, 'format'))?.toLowerCase();
  return stated ?? extensionInside(textOf(oneOrMany(memberValue(resource, 'path'))[0]) ?? '');
}

/** How a file is compressed, by its name. */
export function compressionOf(path: string): string | undefined {
  const last = extensionsOf(path).at(-1);
  return last !== undefined && COMPRESSIONS.includes(last) ? last : undefined;
}

/** The last two extensions of a file name, in lower case; none for what a program answers to an address. */
export function extensionsOf(path: string): readonly string[] {
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):\/\//.exec(path)?.[1];
  if (/[?#]/.test(path) || (scheme !== undefined && !/^(?:https?|ftps?)$/i.test(scheme))) {
    return [];
  }
  const file = path.slice(path.lastIndexOf('/') + 1);
  // The first part is the name itself: `.csv` alone has no extension.
  return file
    .split('.')
    .slice(1)
    .slice(-2)
    .map((part) => part.toLowerCase());
}
