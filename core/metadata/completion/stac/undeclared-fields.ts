import type { MetadataDocument } from '../../document.ts';
import type { Node } from '../../node.ts';
import { propertiesOf, requiredOf, schemasAt } from '../../schema/schema-at.ts';
import { declareExtension, latestFor } from '../../stac/extension-rules.ts';
import type { Extension, ExtensionScope, FieldPlace } from '../../stac/extensions/extension.ts';
import { EXTENSIONS } from '../../stac/extensions/extension-list.ts';
import { memberValue, nodeAtPath } from '../../tree.ts';
import { type At, type Choice, valueAt } from '../choice.ts';
import { propertyChoice } from '../keys.ts';
import { grafted } from '../stand-in.ts';
import { declaredNames, maturityOf } from './extension-choices.ts';
import { objectVersion } from './stac-terms.ts';

/** Whether more fields, of extensions that are not declared, show when more is typed. */
export function hidesFields(place: At['place'], typed: string): boolean {
  return placesAt(place).length > 0 && !isEnoughTyped(typed);
}

/** Whether enough is typed that the list of such fields stays short. */
function isEnoughTyped(typed: string): boolean {
  return typed.includes(':') || /[\p{L}][\p{L}\d_-]/u.test(typed);
}

/** Fields of more extensions would be a list to read, not one to choose from. */
const MAX_EXTENSIONS = 12;

/** Fields of extensions that the object does not declare, by what is typed of them: choosing one declares it, too. */
export function* undeclaredFields(at: At, present: ReadonlySet<string>): Generator<Choice> {
  const { scope, object } = at.place.stac ?? {};
  const places = placesAt(at.place);
  if (scope === undefined || object === undefined || places.length === 0 || !isEnoughTyped(at.typed)) {
    return;
  }
  const declared = declaredNames(valueAt(at, object));
  const version = objectVersion(at);
  const found = candidates(scope, version, declared, at.typed, places).slice(0, MAX_EXTENSIONS);
  if (found.length === 0) {
    return;
  }
  const known = propertiesOf(at.schemas);
  const supposed = declaring(
    at.document,
    object,
    found.map(({ extension: { address } }) => address),
  );
  const supposedAt: At = { ...at, document: supposed, schemas: schemasAt(supposed, at.path) };
  const legal = propertiesOf(supposedAt.schemas);
  const required = requiredOf(supposedAt.schemas);
  for (const { extension, fields } of found) {
    const more = declarationOf(at, extension);
    for (const name of fields) {
      if (legal.has(name) && !known.has(name) && !present.has(name)) {
        const choice = propertyChoice(supposedAt, name, required.has(name));
        const { title, version: own } = extension;
        yield {
          ...choice,
          detail: `${extension.name}: not declared yet`,
          documentation: `${choice.documentation ?? ''}\n\nOf the extension ${title} ${own}, which is not declared yet${more ? ': choosing the field declares it' : ''}.`,
          ...(more && { more }),
        };
      }
    }
  }
}

interface Candidate {
  readonly extension: Extension;
  readonly fields: readonly string[];
}

/** Extensions whose fields fit what is typed: those with a field that starts so before those that are called so. */
function candidates(
  scope: ExtensionScope,
  version: string,
  declared: ReadonlySet<string>,
  typed: string,
  places: readonly FieldPlace[],
): Candidate[] {
  const word = typed.toLowerCase();
  const names = new Set(EXTENSIONS.map(({ name }) => name));
  return [...names].flatMap((name) => {
    const extension = declared.has(name) ? undefined : latestFor(name, version);
    if (!extension?.scope.includes(scope) || maturityOf(name) === 'deprecated') {
      return [];
    }
    const isCalledSo = name.startsWith(word);
    const fields = [...extension.fields].flatMap(([field, { on }]) => {
      const local = field.slice(field.indexOf(':') + 1);
      const fits = isCalledSo || [field, local].some((each) => each.toLowerCase().startsWith(word));
      return fits && on.some((place) => places.includes(place)) ? field : [];
    });
    return fields.length === 0 ? [] : { extension, fields };
  });
}

/** The places of fields that the object around the cursor is. */
function placesAt({ stac, pattern }: At['place']): readonly FieldPlace[] {
  if (!stac || stac.scope === undefined || stac.part !== pattern) {
    return [];
  }
  const { part } = stac;
  if (part === 'summaries') {
    return ['properties', 'asset', 'band'];
  }
  return part === 'item-asset' ? ['asset'] : part === 'geometry' || part === 'itemcollection' ? [] : [part];
}

/** The edits that declare an extension; undefined where they cannot be made safely. */
function declarationOf({ written, document, place: { stac } }: At, { address }: Extension) {
  const whole = written ?? document;
  const object = stac && nodeAtPath(whole.root, stac.object);
  return object?.kind === 'object' ? declareExtension(whole, object, address) : undefined;
}

/** The document as it would be with more extensions, to look up what it could have then. */
function declaring(
  document: MetadataDocument,
  path: At['path'],
  addresses: readonly string[],
): MetadataDocument {
  const own = [...path, 'stac_extensions'];
  const list = memberValue(nodeAtPath(document.root, path), 'stac_extensions');
  const items: readonly Node[] = list?.kind === 'array' ? list.items : [];
  const text = (value: string, index: number): Node => ({
    kind: 'string',
    value,
    offset: 0,
    length: 0,
    path: [...own, index],
  });
  const all = [...items, ...addresses.map((address, index) => text(address, items.length + index))];
  const extended: Node = { kind: 'array', offset: 0, length: 0, path: own, items: all };
  return { ...document, root: grafted(document.root, own, extended) };
}
