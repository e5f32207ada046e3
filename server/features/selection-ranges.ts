import type { Position, SelectionRange } from 'vscode-languageserver/node';
import type { Member, Node } from '#core/metadata/node.ts';
import type { OpenDocument } from '#server/workspace/open-documents.ts';
import { rangeOf, type Stretch, withoutQuotes } from './range.ts';

/** The stretches around each position: the text of a value or key, with its quotes, its member, its object, and so on. */
export function provideSelectionRanges(
  { metadata, text }: OpenDocument,
  positions: readonly Position[],
): SelectionRange[] {
  return positions.map((position) => {
    let around: SelectionRange | undefined;
    let outer: Stretch | undefined;
    for (const stretch of stretchesTo(metadata.root, text.offsetAt(position), metadata.text)) {
      if (!outer || (isWithin(stretch, outer) && stretch.length < outer.length)) {
        outer = stretch;
        around = { range: rangeOf(text, stretch), ...(around && { parent: around }) };
      }
    }
    return around ?? { range: { start: position, end: position } };
  });
}

/** What covers an offset, from the root down. */
function* stretchesTo(root: Node | undefined, offset: number, text: string): Generator<Stretch> {
  for (let node = root; node && covers(node, offset); ) {
    yield node;
    switch (node.kind) {
      case 'object': {
        const member: Member | undefined = node.members.find((each) => covers(wholeOf(each), offset));
        if (member) {
          yield wholeOf(member);
          yield* keyOf(member, offset, text);
        }
        node = member?.value;
        break;
      }
      case 'array':
        node = node.items.find((item) => covers(item, offset));
        break;
      case 'string':
        yield* inside(node, offset, text);
        return;
      case 'number':
      case 'boolean':
      case 'null':
        return;
    }
  }
}

function* keyOf({ keyOffset, keyLength }: Member, offset: number, text: string): Generator<Stretch> {
  const key = { offset: keyOffset, length: keyLength };
  if (covers(key, offset)) {
    yield key;
    yield* inside(key, offset, text);
  }
}

function* inside(quoted: Stretch, offset: number, text: string): Generator<Stretch> {
  const inner = withoutQuotes(text, quoted);
  if (covers(inner, offset)) {
    yield inner;
  }
}

/** A member from its key to the end of its value; what an alias of YAML stands for is elsewhere. */
function wholeOf({ keyOffset, keyLength, value }: Member): Stretch {
  const end = value && value.offset >= keyOffset ? value.offset + value.length : keyOffset + keyLength;
  return { offset: keyOffset, length: Math.max(end - keyOffset, keyLength) };
}

function covers({ offset, length }: Stretch, at: number): boolean {
  return offset <= at && at <= offset + length;
}

function isWithin(inner: Stretch, outer: Stretch): boolean {
  return outer.offset <= inner.offset && inner.offset + inner.length <= outer.offset + outer.length;
}
