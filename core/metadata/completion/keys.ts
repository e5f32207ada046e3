import { PROFILE_ADDRESSES } from '../datapackage/profiles.ts';
import type { MetadataDocument } from '../document.ts';
import { originOf } from '../hover/field-origin.ts';
import { describeProperty, valuesOf } from '../schema/describe.ts';
import { limitsAt, profileTextsAt } from '../schema/profile-limits.ts';
import { type Schema, schemaIn, textsIn } from '../schema/schema.ts';
import { propertiesOf, requiredOf, schemasAt } from '../schema/schema-at.ts';
import { memberValue, textOf } from '../tree.ts';
import { type At, type Choice, dataAt, encodingOf, firstPath, resourceAt } from './choice.ts';
import { dialectDraft, fitsFormat } from './dialect-choices.ts';
import { Stop, textStop } from './draft.ts';
import { fieldDraft } from './field-choices.ts';
import { extensionOf, isTableFile, mediaTypeOfFile, nameOf } from './file-kind.ts';
import { unusedTables } from './path-choices.ts';
import { ordered } from './property-order.ts';
import { packageName } from './resource-choices.ts';
import { stacFilledIn } from './stac/filled-in.ts';

/** The properties that the object around a place may have and has not, what is required and usual first. */
export function* keyChoices(at: At, present: ReadonlySet<string>): Generator<Choice> {
  const required = requiredOf(at.schemas);
  const properties = propertiesOf(at.schemas);
  const limits = limitsAt(at.document, at.path);
  const names = [...properties.keys()].filter(
    (name) =>
      !present.has(name) &&
      limits.mayHave(name) &&
      !properties.get(name)?.some(isRuledOut) &&
      isLegal(at, name, present),
  );
  for (const name of ordered(at.place.pattern, names, required)) {
    yield propertyChoice(at, name, required.has(name));
  }
}

/** A property of the object around a place, with what it most likely holds. */
export function propertyChoice(at: At, name: string, isRequired: boolean): Choice {
  const path = [...at.path, name];
  const schemas = schemasAt(at.document, path);
  const about = describeProperty(name, schemas, isRequired, profileTextsAt(at.document, path));
  const origin = at.place.stac && originOf(at.document, path);
  return {
    label: name,
    kind: 'property',
    value: filledIn(at, name) ?? emptyValue(at.document, path),
    ...(about && {
      detail: about.summary,
      documentation: origin === undefined ? about.markdown : `${about.markdown}\n\n${origin}`,
    }),
  };
}

/** A schema that no value satisfies: the property must not be there. */
function isRuledOut(schema: Schema): boolean {
  const ruledOut = schemaIn(schema, 'not');
  return ruledOut !== undefined && Object.keys(ruledOut).length === 0;
}

/** What each property excludes, or has no meaning without. */
function isLegal(at: At, name: string, present: ReadonlySet<string>): boolean {
  // Further down, `$schema` has no effect (glossary, Profile).
  if (name === '$schema' && at.path.length > 0) {
    return false;
  }
  switch (`${at.place.pattern}/${name}`) {
    case 'resource/path':
      return !present.has('data');
    case 'resource/data':
      return !present.has('path');
    case 'field/categoriesOrdered':
      return present.has('categories');
    case 'dialect/quoteChar':
      return !present.has('escapeChar');
    case 'dialect/escapeChar':
      return !present.has('quoteChar');
    case 'dialect/sheetName':
      return !present.has('sheetNumber') && fitsFormat(name, formatAt(at));
    case 'item-asset/href':
      return false; // what all items have has no address
    case 'dialect/sheetNumber':
      return !present.has('sheetName') && fitsFormat(name, formatAt(at));
    default:
      return at.place.pattern !== 'dialect' || name === '$schema' || fitsFormat(name, formatAt(at));
  }
}

/** The format of the data around, as the resource says or as its file is called; "" where nobody knows. */
function formatAt(at: At): string {
  const resource = resourceAt(at);
  return textOf(memberValue(resource, 'format'))?.toLowerCase() ?? extensionOf(firstPath(resource) ?? '');
}

/** What a property most likely says, where the data or the standard tell. */
function filledIn(at: At, name: string): unknown {
  if (at.place.stac) {
    return stacFilledIn(at, name);
  }
  const version = at.document.version;
  const path = firstPath(resourceAt(at));
  switch (`${at.place.pattern}/${name}`) {
    case 'package/$schema':
      return PROFILE_ADDRESSES.datapackage;
    case 'resource/$schema':
      return PROFILE_ADDRESSES.dataresource;
    case 'schema/$schema':
      return PROFILE_ADDRESSES.tableschema;
    case 'dialect/$schema':
      return PROFILE_ADDRESSES.tabledialect;
    case 'package/name':
      return packageName(at);
    case 'package/resources':
      // Where files are left, they are offered next.
      return unusedTables(at, 1).length > 0 ? new Stop('list') : [{ name: textStop(), path: textStop() }];
    case 'package/licenses':
    case 'resource/licenses':
      return new Stop('list');
    case 'package/contributors':
      return [
        version === '1.0' ? { title: textStop() } : { title: textStop(), roles: [textStop('creator')] },
      ];
    case 'package/sources':
    case 'resource/sources':
      return [{ title: textStop(), path: textStop() }];
    case 'resource/name':
      return path === undefined ? undefined : textStop(nameOf(path));
    case 'resource/profile':
      return path !== undefined && isTableFile(path) ? 'tabular-data-resource' : undefined;
    case 'resource/type':
      return 'table';
    case 'resource/format':
      return optionalStop(mediaTypeOfFile(path)?.format);
    case 'resource/mediatype':
      return optionalStop(mediaTypeOfFile(path)?.mediatype);
    case 'resource/encoding':
      return textStop(encodingOf(dataAt(at)) ?? 'utf-8');
    case 'resource/bytes':
      return sizeAt(at);
    case 'resource/hash':
      return hashAt(at);
    case 'resource/schema':
      return { fields: fieldDrafts(at) };
    case 'resource/dialect':
      return dialectAt(at);
    case 'schema/fields':
      return fieldDrafts(at);
    case 'schema/foreignKeys':
      return [{ fields: [textStop()], reference: { resource: textStop(), fields: [textStop()] } }];
    case 'foreignKey/reference':
      return { resource: textStop(), fields: [textStop()] };
    case 'schema/uniqueKeys':
      return [[textStop()]];
    case 'schema/primaryKey':
    case 'foreignKey/fields':
    case 'foreignKey/reference/fields':
      return [textStop()];
    default:
      return undefined;
  }
}

function optionalStop(text: string | undefined): Stop | undefined {
  return text === undefined ? undefined : textStop(text);
}

function fieldDrafts(at: At): readonly object[] {
  const columns = dataAt(at)?.columns ?? [];
  return columns.length > 0 ? columns.map(fieldDraft) : [{ name: textStop(), type: textStop('string') }];
}

function sizeAt(at: At): number | undefined {
  const path = textOf(memberValue(resourceAt(at), 'path'));
  const fact = path === undefined ? undefined : at.surroundings.file(path);
  return fact?.kind === 'file' ? fact.size : undefined;
}

function hashAt(at: At): string | Stop {
  const path = textOf(memberValue(resourceAt(at), 'path'));
  const hex = path === undefined ? undefined : at.surroundings.hash(path, 'sha256');
  return hex === undefined ? new Stop('text', [], 'sha256:') : `sha256:${hex}`;
}

function dialectAt(at: At): unknown {
  const data = dataAt(at);
  const draft = data ? dialectDraft(data) : {};
  return Object.keys(draft).length > 0 ? draft : new Stop('object');
}

/** What an empty value of a property looks like: its first type decides. */
function emptyValue(document: MetadataDocument, path: At['path']): unknown {
  const schemas = schemasAt(document, path);
  const type = schemas.flatMap((schema) => textsIn(schema, 'type'))[0] ?? '';
  const values = valuesOf(schemas).map(({ value }) => value);
  const defaults = schemas.map((schema) => schema['default']).find((value) => value !== undefined);
  switch (type) {
    case 'string':
      return textStop(...values);
    case 'boolean':
      // Whoever writes it mostly wants what does not hold anyway.
      return new Stop('value', defaults === true ? ['false', 'true'] : ['true', 'false']);
    case 'object':
      return new Stop('object');
    case 'array':
      return emptyList(schemasAt(document, [...path, 0]));
    default:
      return values.length > 0 ? textStop(...values) : new Stop('value');
  }
}

function emptyList(items: readonly Schema[]): unknown {
  const type = items.flatMap((schema) => textsIn(schema, 'type'))[0];
  if (type === 'object' || items.some((schema) => schemaIn(schema, 'properties'))) {
    return [new Stop('object')];
  }
  return type === 'string' ? [textStop()] : new Stop('list');
}
