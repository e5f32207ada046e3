import type { Cursor, Template } from './completion/cursor.ts';
import { jsonCursor } from './completion/json-cursor.ts';
import { namesAt } from './completion/names.ts';
import { yamlCursor } from './completion/yaml-cursor.ts';
import type { MetadataDocument } from './document.ts';
import { describeProperty, describeValue, valuesOf } from './schema/describe.ts';
import { type Schema, schemaIn, textIn, textsIn } from './schema/schema.ts';
import { propertiesOf, requiredOf, schemasAt } from './schema/schema-at.ts';
import type { Surroundings } from './surroundings.ts';

/** Something that may be written at a place. */
export interface Completion {
  readonly label: string;
  /** `name` is a name that the document itself defines: a field, a resource. */
  readonly kind: 'property' | 'value' | 'name';
  /** A few words beside the label. */
  readonly detail?: string;
  /** CommonMark. */
  readonly documentation?: string;
  /** What to write, in the snippet syntax of LSP. */
  readonly insertText: string;
  /** What to compare with the text that is replaced. */
  readonly filterText: string;
  /** The range to replace, in UTF-16 code units. It is on one line and holds the offset that was asked about. */
  readonly replace: { readonly offset: number; readonly length: number };
}

/** Texts with these findings were not read: looking again would take as long. */
const UNREAD: readonly string[] = ['metadata/too-large', 'metadata/too-deep'];

/**
 * What may be written at an offset, the most useful first: properties that the object may have and has not,
 * values that the standards list, and names of fields and resources. Works in half-typed text.
 */
export function completionsAt(
  document: MetadataDocument,
  offset: number,
  _surroundings: Surroundings,
): Completion[] {
  const isUnread = document.syntax.some(({ code }) => UNREAD.includes(code));
  if (document.kind === 'unknown' || isUnread) {
    return [];
  }
  const cursor = document.language === 'yaml' ? yamlCursor(document, offset) : jsonCursor(document, offset);
  return cursor ? [...valueCompletions(cursor), ...keyCompletions(cursor)] : [];
}

function keyCompletions({ document, key, replace, write }: Cursor): Completion[] {
  if (!key) {
    return [];
  }
  const owners = schemasAt(document, key.owner);
  const required = requiredOf(owners);
  // Further down, `$schema` has no effect (glossary, Profile).
  const isOffered = (name: string) =>
    !key.present.has(name) && (name !== '$schema' || key.owner.length === 0);
  const names = [...propertiesOf(owners).keys()].filter(isOffered);
  const ordered = [
    ...names.filter((name) => required.has(name)),
    ...names.filter((name) => !required.has(name)),
  ];
  return ordered.map((name) => {
    const schemas = schemasAt(document, [...key.owner, name]);
    const about = describeProperty(name, schemas, required.has(name));
    return {
      label: name,
      kind: 'property',
      ...(about && { detail: about.summary, documentation: about.markdown }),
      insertText: write.key(name, templateOf(schemas)),
      filterText: write.filter(name),
      replace,
    };
  });
}

function valueCompletions({ document, value, replace, write }: Cursor): Completion[] {
  if (!value) {
    return [];
  }
  const schemas = schemasAt(document, value.path);
  const completions: Completion[] = [];
  const add = (kind: Completion['kind'], label: string, insertText: string | undefined) => {
    if (insertText !== undefined && !completions.some((each) => each.label === label)) {
      const about = describeValue(label, schemas);
      completions.push({
        label,
        kind,
        ...(about && { detail: about.summary, documentation: about.markdown }),
        insertText,
        filterText: write.filter(label),
        replace,
      });
    }
  };
  for (const name of namesAt(document, value.path, schemas)) {
    add('name', name, write.text(name));
  }
  for (const each of valuesOf(schemas)) {
    add('value', each.value, write.text(each.value));
  }
  for (const example of schemas.flatMap((schema) => textsIn(schema, 'examples'))) {
    add('value', example, write.text(example));
  }
  for (const word of schemas.some((schema) => textsIn(schema, 'type').includes('boolean'))
    ? ['true', 'false']
    : []) {
    add('value', word, write.literal(word));
  }
  return completions;
}

/** What an empty value of a property looks like: its first type decides. */
function templateOf(schemas: readonly Schema[]): Template {
  const type = schemas.flatMap((schema) => textsIn(schema, 'type'))[0];
  const items = schemas.map((schema) => schemaIn(schema, 'items')).find((each) => each !== undefined);
  switch (type ?? '') {
    case 'string':
      return 'text';
    case 'object':
      return 'object';
    case 'array':
      return items && textIn(items, '$ref') !== undefined ? 'list of objects' : 'list';
    default:
      return schemas.some((schema) => textsIn(schema, 'const').length > 0) ? 'text' : 'other';
  }
}
