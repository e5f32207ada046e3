import type { MetadataDocument } from '../document.ts';
import { itemsOf, nodeAtPath } from '../tree.ts';
import type { Cursor } from './cursor.ts';
import { keysBehind, regionAround } from './json-region.ts';
import { type Container, containersAt, type Spot, spotIn } from './json-spot.ts';
import { jsonWriter } from './json-writer.ts';
import { STAND_IN, withRegion } from './stand-in.ts';

/** What may be written at an offset of a JSON text. */
export function jsonCursor(document: MetadataDocument, offset: number): Cursor | undefined {
  const { text } = document;
  if (!document.root) {
    return text.trim() === '' ? emptyDocument(document, offset) : undefined;
  }
  const chain = containersAt(text, document.root, offset);
  const innermost = chain.at(-1);
  const spot = innermost && spotIn(text, innermost, offset);
  if (!spot) {
    return undefined;
  }
  const region = regionAround(text, chain, spot);
  const read = region && withRegion(document, region);
  const base = {
    document: read ?? document,
    typed: text.slice(spot.start, offset).replace(/^"/, ''),
    writer: jsonWriter(document, spot),
  };
  if (spot.kind === 'key') {
    const present = read ? presentIn(read, innermost) : presentAround(text, innermost, spot);
    return { ...base, key: { owner: innermost.path, present } };
  }
  const last = innermost.kind === 'object' ? (spot.key ?? '') : indexAt(innermost, spot);
  return { ...base, value: { path: [...innermost.path, last] } };
}

/** A text of blanks may become any document. */
function emptyDocument(document: MetadataDocument, offset: number): Cursor {
  const spot = { kind: 'value', start: offset, end: offset } as const;
  return { document, value: { path: [] }, typed: '', writer: jsonWriter(document, spot) };
}

function presentIn(document: MetadataDocument, { path }: Container): ReadonlySet<string> {
  const node = nodeAtPath(document.root, path);
  const members = node?.kind === 'object' ? node.members : [];
  return new Set(members.map(({ key }) => key).filter((key) => key !== STAND_IN));
}

/** The keys of an object that is too large to be read again. */
function presentAround(text: string, container: Container, { start, end }: Spot): ReadonlySet<string> {
  const members = container.kind === 'object' ? container.members : [];
  const before = members.filter(({ keyOffset }) => keyOffset < start).map(({ key }) => key);
  return new Set([...before, ...keysBehind(text, end)]);
}

function indexAt(container: Container, { start }: Spot): number {
  const index = itemsOf(container).findIndex((item) => item.offset >= start);
  return index < 0 ? itemsOf(container).length : index;
}
