import type { FoldingRange } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Node } from '#core/metadata/node.ts';
import type { OpenDocument } from '#server/workspace/open-documents.ts';

/** What editors take at most. */
const MAX_RANGES = 5000;

/** Objects and arrays of more than one line, outermost first; of two that start in one line only the outer one. */
export function provideFoldingRanges({ metadata, text }: OpenDocument): FoldingRange[] {
  const ranges = new Map<number, FoldingRange>();
  // A queue rather than recursion: whatever the depth of a hostile document, the outer ranges come first.
  const queue: { node: Node; start: number }[] = [];
  const enqueue = (node: Node, start: number): void => {
    if (node.kind === 'object' || node.kind === 'array') {
      queue.push({ node, start });
    }
  };
  if (metadata.root) {
    enqueue(metadata.root, metadata.root.offset);
  }
  for (const { node, start } of queue) {
    if (ranges.size >= MAX_RANGES) {
      break;
    }
    const range = foldingRange(text, node, start);
    if (range && !ranges.has(range.startLine)) {
      ranges.set(range.startLine, range);
    }
    if (node.kind === 'object') {
      for (const { value, keyOffset } of node.members) {
        if (value) {
          enqueue(value, keyOffset);
        }
      }
    } else if (node.kind === 'array') {
      for (const item of node.items) {
        enqueue(item, item.offset);
      }
    }
  }
  return [...ranges.values()];
}

function foldingRange(text: TextDocument, node: Node, start: number): FoldingRange | undefined {
  const startLine = text.positionAt(start).line;
  const end = text.positionAt(node.offset + node.length);
  // A closing bracket stays visible; a YAML block ends with its last line, or at the start of the line after it.
  const endLine = isBracketed(text, node) || end.character === 0 ? end.line - 1 : end.line;
  return endLine > startLine ? { startLine, endLine } : undefined;
}

function isBracketed(text: TextDocument, node: Node): boolean {
  const position = text.positionAt(node.offset);
  const first = text.getText({ start: position, end: { ...position, character: position.character + 1 } });
  return first === '{' || first === '[';
}
