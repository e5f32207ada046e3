import type { PathSegment } from '#core/base/json-pointer.ts';
import type { DataFact } from '../data-fact.ts';
import { tableOf } from '../datapackage/described-tables.ts';
import type { MetadataDocument } from '../document.ts';
import type { TermReference } from '../hover/describe-term.ts';
import type { Node } from '../node.ts';
import type { TextEdit } from '../problem.ts';
import type { Schema } from '../schema/schema.ts';
import type { Surroundings } from '../surroundings.ts';
import { itemsOf, memberValue, nodeAtPath, textOf } from '../tree.ts';
import type { Layout } from './cursor.ts';
import type { Place } from './place.ts';

/** `name` is a name that the document or its data define: a field, a resource. */
export type CompletionKind = 'property' | 'value' | 'name' | 'file' | 'folder' | 'term' | 'snippet';

/** Something that may be chosen at a place, before it is written into the language. */
export interface Choice {
  readonly label: string;
  readonly kind: CompletionKind;
  /** A plain JSON value with stops (`draft.ts`). */
  readonly value: unknown;
  /** `value` is an object whose members are written into the object around the cursor, or a list of items. */
  readonly spread?: 'members' | 'items';
  readonly layout?: Layout;
  /** A few words beside the label. */
  readonly detail?: string;
  /** CommonMark. */
  readonly documentation?: string;
  /** The term that the choice is: its documentation is worked out when somebody looks at it. */
  readonly about?: TermReference;
  /** The one that fits what is known of the data: it comes before the others. */
  readonly first?: boolean;
  /** Further words that it can be found by. */
  readonly search?: string;
  /** What it is found by in place of its value, which is long or starts as others do. */
  readonly foundBy?: string;
  /** Changes elsewhere that belong to it: an extension that has to be declared. */
  readonly more?: readonly TextEdit[];
}

/** Where a choice is asked for, and what may be known. */
export interface At {
  readonly document: MetadataDocument;
  /** The document as it stands in the editor, whose offsets hold: what changes elsewhere is worked out by it. */
  readonly written?: MetadataDocument;
  readonly path: readonly PathSegment[];
  readonly place: Place;
  readonly schemas: readonly Schema[];
  readonly surroundings: Surroundings;
  /** What has been typed of the word. */
  readonly typed: string;
  /** The name of the folder that the document lies in, where it is known. */
  readonly folder?: string | undefined;
}

/** What may be chosen at a place, for one reason. */
export type Provider = (at: At) => Iterable<Choice>;

/** The value at a path of the document. */
export function valueAt({ document }: At, path: readonly PathSegment[] | undefined): Node | undefined {
  return path && nodeAtPath(document.root, path);
}

/** The resource around a place. */
export function resourceAt(at: At): Node | undefined {
  return valueAt(at, at.place.resource);
}

/** The path of the (first) file of a resource. */
export function firstPath(resource: Node | undefined): string | undefined {
  const path = memberValue(resource, 'path');
  return (
    textOf(path) ??
    itemsOf(path)
      .map(textOf)
      .find((each) => each !== undefined)
  );
}

/** The (first) file of the data around a place: of its resource, or of those that use a schema by itself. */
export function dataPathAt(at: At): string | undefined {
  const resource = resourceAt(at);
  return resource ? firstPath(resource) : tableOf(at.document, at.surroundings)?.path;
}

/** What is known of the data of the resource around a place. */
export function dataAt(at: At): DataFact | undefined {
  const path = dataPathAt(at);
  return path === undefined ? undefined : at.surroundings.data(path);
}

/** The values that the list around an item has already, as texts. */
export function namesOfList(at: At): ReadonlySet<string> {
  const isItem = typeof at.path.at(-1) === 'number';
  const list = isItem ? valueAt(at, at.path.slice(0, -1)) : undefined;
  return new Set(itemsOf(list).flatMap((item) => ('value' in item ? String(item.value) : [])));
}

/** The encoding that a file was found to be in, in lower case. Plain ASCII is UTF-8 too, which is recommended. */
export function encodingOf(data: DataFact | undefined): string | undefined {
  const name = data?.encoding?.name.toLowerCase();
  return name === 'us-ascii' ? 'utf-8' : name;
}
