import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver/node';
import type { Node } from '#core/metadata/node.ts';
import { itemsOf, memberOf, memberValue, oneOrMany, textOf } from '#core/metadata/tree.ts';
import type { OpenDocument } from '#server/workspace/open-documents.ts';
import { isInside, type Outline } from './outline.ts';

/** Members of a resource that are shown in another way, or tell nothing that one would jump to. */
const NOT_LISTED = ['name', 'path', 'data', 'schema'];

/** The outline of a data package as people think of it: package, resources, fields and keys. */
export function packageOutline({ metadata }: OpenDocument, outline: Outline): DocumentSymbol[] {
  const { root, kind, name: file } = metadata;
  if (root?.kind !== 'object') {
    return [];
  }
  if (kind === 'tableschema') {
    return schemaEntries(outline, root, root, 0);
  }
  if (kind === 'dataresource') {
    return [resourceEntry(outline, root, 0, 0)];
  }
  const entry = outline.entry({
    name: textOf(memberValue(root, 'name')) ?? file,
    kind: SymbolKind.Package,
    detail: textOf(memberValue(root, 'title')),
    at: root,
    selected: nameOf(outline, root),
  });
  const list = memberOf(root, 'resources');
  const resources =
    list?.value && isInside(root, list.value.offset) ? resourceEntries(outline, list.value) : [];
  const others = root.members
    .filter((member) => member.key !== 'name' && member !== list)
    .flatMap((key) => (key.value ? outline.value(root, { name: key.key, value: key.value, key }) : []));
  return [{ ...entry, children: [...others, ...resources].sort(byPlace) }];
}

function resourceEntries(outline: Outline, resources: Node): DocumentSymbol[] {
  const items = itemsOf(resources).filter((item) => isInside(resources, item.offset));
  const entries: DocumentSymbol[] = [];
  for (const [index, item] of items.entries()) {
    if (outline.room <= 0) {
      break;
    }
    // All resources come before the fields of any.
    entries.push(resourceEntry(outline, item, index, items.length - index - 1));
  }
  return entries;
}

/** `later` is for how many other entries room has to be left. */
function resourceEntry(outline: Outline, resource: Node, index: number, later: number): DocumentSymbol {
  const name = textOf(memberValue(resource, 'name'))?.trim();
  const entry = outline.entry({
    name: name || `Resource ${index + 1}`,
    kind: SymbolKind.Struct,
    detail: locationOf(resource),
    at: resource,
    selected: nameOf(outline, resource),
  });
  const listed = resource.kind === 'object' ? resource.members : [];
  const others = listed.flatMap((member) =>
    member.value && !NOT_LISTED.includes(member.key) && isLarge(member.value) && outline.room > later
      ? outline.value(resource, { name: member.key, value: member.value, key: member })
      : [],
  );
  const schema = memberValue(resource, 'schema');
  const inSchema = schema ? schemaEntries(outline, schema, resource, later) : [];
  return { ...entry, children: [...others, ...inSchema].sort(byPlace) };
}

function locationOf(resource: Node): string | undefined {
  const paths = oneOrMany(memberValue(resource, 'path'));
  const [path] = paths;
  if (memberValue(resource, 'data')) {
    return 'inline data';
  }
  return paths.length > 1 ? `${paths.length} files` : textOf(path);
}

function isLarge({ kind }: Node): boolean {
  return kind === 'object' || kind === 'array';
}

/** The fields and keys of a table schema that stand inside of its owner. */
function schemaEntries(outline: Outline, schema: Node, owner: Node, later: number): DocumentSymbol[] {
  const entries: DocumentSymbol[] = [];
  const add = (node: Node, name: string, kind: SymbolKind, detail: string | undefined) => {
    if (outline.room > later && isInside(owner, node.offset)) {
      entries.push(outline.entry({ name, kind, detail, at: node, selected: nameOf(outline, node) }));
    }
  };
  for (const [index, field] of itemsOf(memberValue(schema, 'fields')).entries()) {
    const name = textOf(memberValue(field, 'name'))?.trim();
    add(field, name || `Field ${index + 1}`, SymbolKind.Field, typeOf(field));
  }
  const primaryKey = memberOf(schema, 'primaryKey');
  if (primaryKey?.value) {
    add(primaryKey.value, 'primary key', SymbolKind.Key, namesIn(primaryKey.value));
  }
  for (const key of itemsOf(memberValue(schema, 'uniqueKeys'))) {
    add(key, 'unique key', SymbolKind.Key, namesIn(key));
  }
  for (const key of itemsOf(memberValue(schema, 'foreignKeys'))) {
    const reference = memberValue(key, 'reference');
    const resource = textOf(memberValue(reference, 'resource'));
    const theirs = namesIn(memberValue(reference, 'fields'));
    const target = resource ? `${resource}: ${theirs}` : theirs;
    add(key, 'foreign key', SymbolKind.Key, `${namesIn(memberValue(key, 'fields'))} → ${target}`);
  }
  return entries.sort(byPlace);
}

function typeOf(field: Node): string | undefined {
  const type = textOf(memberValue(field, 'type'));
  const format = textOf(memberValue(field, 'format'));
  return type !== undefined && format !== undefined && format !== 'default' ? `${type} (${format})` : type;
}

function namesIn(names: Node | undefined): string {
  return oneOrMany(names)
    .slice(0, 10)
    .flatMap((name) => textOf(name) ?? [])
    .join(', ');
}

/** The name of something, otherwise its beginning. */
function nameOf(outline: Outline, node: Node) {
  const name = memberValue(node, 'name');
  return name && name.length > 0 && isInside(node, name.offset)
    ? outline.unquoted(name)
    : { offset: node.offset, length: 0 };
}

function byPlace(a: DocumentSymbol, b: DocumentSymbol): number {
  const [one, other] = [a.range.start, b.range.start];
  return one.line - other.line || one.character - other.character;
}
