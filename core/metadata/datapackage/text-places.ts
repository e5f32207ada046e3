import type { MetadataDocument } from '../document.ts';
import type { Place } from '../finding.ts';
import type { TextNode } from '../tree.ts';

/**
 * The place of a part of a text value: `offset` and `length` count in the value, not in how it is written with its
 * escapes. The whole value where that cannot be told, as for a text over several lines of YAML.
 */
export function placeInText(
  document: MetadataDocument,
  node: TextNode,
  offset: number,
  length: number,
): Place {
  const starts = writtenStarts(document, node);
  const start = starts?.[offset];
  const end = starts?.[offset + length];
  return start === undefined || end === undefined
    ? node
    : { offset: node.offset + start, length: Math.max(1, end - start), path: node.path };
}

/** For each code unit of a text value, and for its end, where it is written, from the start of the node. */
function writtenStarts(document: MetadataDocument, node: TextNode): readonly number[] | undefined {
  const written = document.text.slice(node.offset, node.offset + node.length);
  const quote = written.charAt(0);
  const isQuoted = (quote === '"' || quote === "'") && written.endsWith(quote) && written.length > 1;
  if (!isQuoted) {
    return written === node.value
      ? Array.from({ length: written.length + 1 }, (_, index) => index)
      : undefined;
  }
  const starts: number[] = [];
  let at = 1;
  while (at < written.length - 1) {
    const [length, units] = quote === '"' ? doubleQuoted(written, at) : singleQuoted(written, at);
    for (let unit = 0; unit < units; unit++) {
      starts.push(at);
    }
    at += length;
  }
  starts.push(written.length - 1);
  return starts.length === node.value.length + 1 && !written.includes('\n') ? starts : undefined;
}

/** How many characters are written for how many code units of the value. */
function doubleQuoted(written: string, at: number): readonly [number, number] {
  if (written.charAt(at) !== '\\') {
    return [1, 1];
  }
  switch (written.charAt(at + 1)) {
    case 'u':
      return [6, 1];
    case 'x':
      return [4, 1];
    case 'U':
      return [10, Number.parseInt(written.slice(at + 2, at + 10), 16) > 0xffff ? 2 : 1];
    default:
      return [2, 1];
  }
}

function singleQuoted(written: string, at: number): readonly [number, number] {
  return written.charAt(at) === "'" ? [2, 1] : [1, 1];
}
