import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver/node';
import type { Member, Node } from '#core/metadata/node.ts';
import type { OpenDocument } from '#server/workspace/open-documents.ts';
import { rangeOf, type Stretch, withoutQuotes } from './range.ts';

/** An outline of more entries is of no use, and a feature collection may have a million. */
const MAX_SYMBOLS = 5000;
const MAX_DEPTH = 50;
const MAX_LABEL = 60;

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

/** What is shown for one place. */
export interface Entry {
  readonly name: string;
  readonly kind: SymbolKind;
  readonly detail?: string | undefined;
  /** The whole of it. */
  readonly at: Stretch;
  /** What is selected when somebody goes there; lies in `at`. */
  readonly selected: Stretch;
}

/** Makes the entries of an outline, as many as are of use. */
export class Outline {
  private readonly document: OpenDocument;
  private budget = MAX_SYMBOLS;

  constructor(document: OpenDocument) {
    this.document = document;
  }

  /** How many entries there is room for. */
  get room(): number {
    return this.budget;
  }

  entry(
    { name, kind, detail, at, selected }: Entry,
    children: readonly DocumentSymbol[] = [],
  ): DocumentSymbol {
    this.budget -= 1;
    const { text } = this.document;
    return {
      name: shortened(name) || '""',
      kind,
      ...(detail !== undefined && detail !== '' && { detail: shortened(detail) }),
      range: rangeOf(text, at),
      selectionRange: rangeOf(text, selected),
      children: [...children],
    };
  }

  /** A value as an entry, as far as it stands inside of its owner and there is room: what an alias stands for does not. */
  value(owner: Node, { name, value, key }: NamedValue, depth = 0): DocumentSymbol[] {
    const start = key?.keyOffset ?? value.offset;
    if (this.budget <= 0 || !isInside(owner, start)) {
      return [];
    }
    const at = { offset: start, length: value.offset + value.length - start };
    const selected = key ? { offset: key.keyOffset, length: key.keyLength } : { offset: start, length: 0 };
    // Before its children, so that they cannot take its room.
    const symbol = this.entry({ name, kind: KIND[value.kind], detail: detailOf(value), at, selected });
    const children = depth < MAX_DEPTH ? this.values(value, depth + 1) : [];
    return [{ ...symbol, children }];
  }

  /** The values below a value. */
  values(owner: Node, depth = 0): DocumentSymbol[] {
    return namedValues(owner).flatMap((each) => this.value(owner, each, depth));
  }

  /** A value without its quotes. */
  unquoted(stretch: Stretch): Stretch {
    return withoutQuotes(this.document.metadata.text, stretch);
  }
}

/** A value with what it is called. */
export interface NamedValue {
  readonly name: string;
  readonly value: Node;
  readonly key: Member | undefined;
}

/** True for what stands where its owner stands, and not where an alias of YAML points to. */
export function isInside(owner: Stretch, offset: number): boolean {
  return owner.offset <= offset && offset <= owner.offset + owner.length;
}

/** Members by their key, items of an array by what names them. */
function namedValues(node: Node): NamedValue[] {
  if (node.kind === 'object') {
    return node.members.flatMap((member) =>
      member.value ? [{ name: member.key, value: member.value, key: member }] : [],
    );
  }
  if (node.kind !== 'array' || node.items.every((item) => item.kind === 'number')) {
    return []; // coordinates and boxes are no places to jump to
  }
  return node.items.map((value, index) => ({ name: itemName(value, index), value, key: undefined }));
}

function itemName(item: Node, index: number): string {
  const members = item.kind === 'object' ? item.members : [];
  for (const key of NAMING_MEMBERS) {
    const value = members.find((member) => member.key === key)?.value;
    if (value?.kind === 'string' && value.value.trim() !== '') {
      return value.value;
    }
  }
  return String(index);
}

function detailOf(node: Node): string | undefined {
  switch (node.kind) {
    case 'string':
    case 'number':
    case 'boolean':
      return String(node.value);
    case 'array':
      return `[${node.items.length}]`;
    case 'object':
    case 'null':
      return undefined;
  }
}

/** One line of a bounded length. */
function shortened(text: string): string {
  const line = text
    .slice(0, MAX_LABEL * 2)
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > MAX_LABEL || text.length > MAX_LABEL * 2 ? `${line.slice(0, MAX_LABEL)}…` : line;
}
