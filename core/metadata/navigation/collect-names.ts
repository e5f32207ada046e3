import { resourcesOf } from '../datapackage/resources.ts';
import { judgePath } from '../datapackage/safe-path.ts';
import type { MetadataDocument } from '../document.ts';
import type { Node } from '../node.ts';
import { itemsOf, memberValue, type ObjectNode, oneOrMany, textOf } from '../tree.ts';
import type {
  DescriptorNames,
  FieldName,
  NamePlace,
  ReferenceNames,
  ResourceNames,
  SchemaNames,
} from './names.ts';

const known = new WeakMap<MetadataDocument, DescriptorNames | undefined>();
/** A new version of a document takes over the values before an edit. */
const knownSchemas = new WeakMap<ObjectNode, SchemaNames>();

/**
 * The names in a document of the Data Package standard; undefined for other documents and for dialects. Computed once
 * per document.
 */
export function namesOf(document: MetadataDocument): DescriptorNames | undefined {
  if (!known.has(document)) {
    known.set(document, collect(document));
  }
  return known.get(document);
}

/** The names in a document that a package names as a table schema, whatever it looks like by itself. */
export function schemaNamesOf(document: MetadataDocument): DescriptorNames {
  const own = namesOf(document);
  return own?.kind === 'tableschema' ? own : new NameCollector(document).tableSchema();
}

function collect(document: MetadataDocument): DescriptorNames | undefined {
  const { kind, root } = document;
  const collector = new NameCollector(document);
  if (kind === 'tableschema') {
    return collector.tableSchema();
  }
  if (kind !== 'datapackage' && kind !== 'dataresource') {
    return undefined;
  }
  const resources = resourcesOf(document).map((resource) => collector.resource(resource));
  const name = kind === 'datapackage' ? collector.place(memberValue(root, 'name')) : undefined;
  return { kind, version: collector.version, ...(name && { name }), resources, schemas: collector.schemas };
}

/** Reads names out of the tree of one document. */
class NameCollector {
  readonly version: string;
  /** The inline schemas so far, each once. */
  readonly schemas: SchemaNames[] = [];
  private readonly document: MetadataDocument;
  private readonly numbers = new Map<string, number>();

  constructor(document: MetadataDocument) {
    this.document = document;
    this.version = document.version ?? '1.0';
  }

  /** The document as one table schema. */
  tableSchema(): DescriptorNames {
    const { root } = this.document;
    const schemas = root?.kind === 'object' ? [this.schema(root)] : [];
    return { kind: 'tableschema', version: this.version, resources: [], schemas };
  }

  resource(resource: Node): ResourceNames {
    const name = this.place(memberValue(resource, 'name'));
    const schema = memberValue(resource, 'schema');
    const path = this.localPath(schema);
    const dialect = this.localPath(memberValue(resource, 'dialect'));
    return {
      ...(name && { name }),
      ...(schema?.kind === 'object' && { schema: this.numberOf(schema) }),
      ...(path !== undefined && { schema: path }),
      ...(dialect !== undefined && { dialect }),
    };
  }

  private localPath(node: Node | undefined): string | undefined {
    const path = textOf(node);
    return path !== undefined && judgePath(path, this.version).kind === 'local' ? path : undefined;
  }

  place(node: Node | undefined): NamePlace | undefined {
    if (node?.kind !== 'string') {
      return undefined;
    }
    const { value: name, offset, length } = node;
    const first = this.document.text.charAt(offset);
    return { name, offset, length, quoted: first === '"' || first === "'" };
  }

  /** The number of an inline schema, which is read when it is met first. */
  private numberOf(schema: ObjectNode): number {
    // What is below an alias keeps the places of the anchor: the same members are the same schema.
    const [first, last] = [schema.members[0], schema.members.at(-1)];
    const key = first
      ? `${first.keyOffset} ${last?.keyOffset} ${schema.members.length}`
      : `empty ${schema.offset}`;
    const number = this.numbers.get(key) ?? this.schemas.push(this.schema(schema)) - 1;
    this.numbers.set(key, number);
    return number;
  }

  private schema(schema: ObjectNode): SchemaNames {
    const before = knownSchemas.get(schema);
    const names = before ?? this.readSchema(schema);
    knownSchemas.set(schema, names);
    return names;
  }

  private readSchema(schema: ObjectNode): SchemaNames {
    const foreignKeys = itemsOf(memberValue(schema, 'foreignKeys'));
    // `relationships` is the recipe "relationship between fields".
    const relationships = itemsOf(memberValue(schema, 'relationships'));
    return {
      fields: itemsOf(memberValue(schema, 'fields')).flatMap((field) => this.field(field) ?? []),
      uses: [
        ...this.places(memberValue(schema, 'primaryKey')),
        ...itemsOf(memberValue(schema, 'uniqueKeys')).flatMap((key) => this.places(key)),
        ...[...foreignKeys, ...relationships].flatMap((each) => this.places(memberValue(each, 'fields'))),
      ],
      references: foreignKeys.flatMap((key) => this.reference(memberValue(key, 'reference')) ?? []),
    };
  }

  private field(field: Node): FieldName | undefined {
    const place = this.place(memberValue(field, 'name'));
    const type = textOf(memberValue(field, 'type'));
    return place && { ...place, ...(type !== undefined && { type }) };
  }

  private reference(reference: Node | undefined): ReferenceNames | undefined {
    if (reference?.kind !== 'object' || memberValue(reference, 'package')) {
      return undefined; // recipe "external foreign keys": the names are those of another package
    }
    const resource = this.place(memberValue(reference, 'resource'));
    return {
      // Version 1 wrote an empty name for the table itself.
      ...(resource && resource.name !== '' && { resource }),
      fields: this.places(memberValue(reference, 'fields')),
    };
  }

  private places(node: Node | undefined): NamePlace[] {
    return oneOrMany(node).flatMap((each) => this.place(each) ?? []);
  }
}
