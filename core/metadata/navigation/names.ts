/** A name where it is written: the whole value with its quotes, in UTF-16 code units. */
export interface NamePlace {
  readonly name: string;
  readonly offset: number;
  readonly length: number;
  readonly quoted: boolean;
}

/** The name of a field. */
export interface FieldName extends NamePlace {
  /** What the field says its type is. */
  readonly type?: string;
}

/** What a foreign key refers to (table-schema.md, `foreignKeys`). */
export interface ReferenceNames {
  /** The other resource; absent where the table refers to itself. */
  readonly resource?: NamePlace;
  readonly fields: readonly NamePlace[];
}

/** The names in one table schema. */
export interface SchemaNames {
  readonly fields: readonly FieldName[];
  /** Where keys and relationships name fields of this schema. */
  readonly uses: readonly NamePlace[];
  /** References of foreign keys to tables of the same package. */
  readonly references: readonly ReferenceNames[];
}

/** Where the table schema of a resource is: among the schemas of the document, or in the file at a relative path. */
export type SchemaPlace = number | string;

/** The names in one resource. */
export interface ResourceNames {
  readonly name?: NamePlace;
  readonly schema?: SchemaPlace;
  /** The relative path of a dialect in a file of its own. */
  readonly dialect?: string;
}

/**
 * The names that a descriptor gives and uses, with their places: all that navigation needs, and so little that it can
 * be kept for every package of a workspace. Plain data.
 */
export interface DescriptorNames {
  readonly kind: 'datapackage' | 'dataresource' | 'tableschema';
  /** "1.0" or "2.0" of the Data Package standard. */
  readonly version: string;
  /** The name of the package itself. */
  readonly name?: NamePlace;
  /** A resource in a file of its own is its only one; a table schema has none. */
  readonly resources: readonly ResourceNames[];
  /** Each once, also where an alias of YAML gives it to several resources. A table schema is its only one. */
  readonly schemas: readonly SchemaNames[];
}
