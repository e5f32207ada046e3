import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver/node';
import type { Member, Node } from '#core/metadata/node.ts';
import type { OpenDocument } from '#server/workspace/open-documents.ts';
import { rangeOf } from './range.ts';

/** An outline of more entries is of no use, and a feature collection may have a million. */
const MAX_SYMBOLS = 5000;
const MAX_DEPTH = 50;
const MAX_DETAIL = 60;

const KIND: Record<Node['kind'], SymbolKind> = {
  object: SymbolKind.Object,
  array: SymbolKind.Array,
  string: SymbolKind.String,
  number: SymbolKind.Number,
  boolean: SymbolKind.Boolean,
  null: SymbolKind.Null,
};

/** Members that tell people which item of an array they look at, best first. */
const NAMING_MEMBERS = ['name', 'id', 'title', 'rel', 'type'];

/** The outline of a document: members by their key, items of an array by what names them. */
export function provideDocumentSymbols({ metadata, text }: OpenDocument): DocumentSymbol[] {
  let budget = MAX_SYMBOLS;

  const symbol = (name: string, node: Node, key: Member | undefined, depth: number): DocumentSymbol => {
    budget -= 1;
    const start = key?.keyOffset ?? node.offset;
    const detail = detailOf(node);
    return {
      name,
      kind: KIND[node.kind],
      ...(detail !== undefined && { detail }),
      range: rangeOf(text, { offset: start, length: node.offset + node.length - start }),
      selectionRange: rangeOf(text, key ? keyPlace(key) : { offset: start, length: 0 }),
      children: depth < MAX_DEPTH ? children(node, depth + 1) : [],
    };
  };

  const children = (node: Node, depth: number): DocumentSymbol[] => {
    const symbols: DocumentSymbol[] = [];
    for (const { name, value, key } of entries(node)) {
      if (budget <= 0) {
        break;
      }
      // What is below a YAML alias or merge key stands elsewhere, and is outlined there.
      if (isInside(node, key?.keyOffset ?? value.offset)) {
        symbols.push(symbol(name, value, key, depth));
      }
    }
    return symbols;
  };

  return metadata.root ? children(metadata.root, 0) : [];
}

interface Entry {
  readonly name: string;
  readonly value: Node;
  readonly key: Member | undefined;
}

function entries(node: Node): Entry[] {
  if (node.kind === 'object') {
    return node.members.flatMap((member) =>
      member.value ? [{ name: member.key || '""', value: member.value, key: member }] : [],
    );
  }
  if (node.kind !== 'array' || node.items.every((item) => item.kind === 'number')) {
    return []; // coordinates and boxes are no places to jump to
  }
  return node.items.map((value, index) => ({ name: itemName(value, index), value, key: undefined }));
}

function isInside(node: Node, offset: number): boolean {
  return node.offset <= offset && offset <= node.offset + node.length;
}

function itemName(item: Node, index: number): string {
  const members = item.kind === 'object' ? item.members : [];
  for (const key of NAMING_MEMBERS) {
    const value = members.find((member) => member.key === key)?.value;
    if (value?.kind === 'string' && value.value.trim() !== '') {
      return shortened(value.value);
    }
  }
  return String(index);
}

function detailOf(node: Node): string | undefined {
  switch (node.kind) {
    case 'string':
    case 'number':
    case 'boolean':
      return shortened(String(node.value));
    case 'array':
      return `[${node.items.length}]`;
    case 'object':
    case 'null':
      return undefined;
  }
}

function shortened(text: string): string {
  return text.length > MAX_DETAIL ? `${text.slice(0, MAX_DETAIL)}…` : text;
}

function keyPlace({ keyOffset, keyLength }: Member): { offset: number; length: number } {
  return { offset: keyOffset, length: keyLength };
}
