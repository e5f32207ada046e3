import type { MetadataDocument } from '../../document.ts';
import { removeItem, replaceText } from '../../edits.ts';
import type { Node } from '../../node.ts';
import { declareExtension } from '../../stac/extension-rules.ts';
import { fieldUses } from '../../stac/extension-use.ts';
import type { Extension, ExtensionScope } from '../../stac/extensions/extension.ts';
import { extensionAt } from '../../stac/extensions/extension-list.ts';
import { declaredExtensions } from '../../stac/stac-object.ts';
import { itemsOf, memberValue, type ObjectNode, type TextNode } from '../../tree.ts';
import type { Step } from './merge-bands.ts';

const ADDRESS =
  /^https:\/\/stac-extensions\.github\.io\/([a-z0-9_-]+)\/v?([0-9][a-z0-9.-]*)\/schema\.json#?$/i;

/** Which extension an entry of `stac_extensions` is of, whatever its version. */
export function extensionName({ value }: TextNode): string {
  return extensionAt(value)?.name ?? ADDRESS.exec(value)?.[1] ?? value;
}

/** The entries of `stac_extensions`. */
export function extensionEntries(object: ObjectNode): readonly TextNode[] {
  return itemsOf(memberValue(object, 'stac_extensions')).flatMap((each) =>
    each.kind === 'string' ? [each] : [],
  );
}

/** Whether another extension that an object declares demands this very version of one. */
export function isHeldBy(object: Node | undefined, address: string): boolean {
  return declaredExtensions(object).some((each) => {
    const extension = each === address ? undefined : extensionAt(each);
    return extension !== undefined && JSON.stringify(extension.objects).includes(JSON.stringify(address));
  });
}

/** Takes an entry out of `stac_extensions`. */
export function undeclare(document: MetadataDocument, object: ObjectNode, entry: TextNode): Step {
  const list = memberValue(object, 'stac_extensions');
  return list?.kind === 'array' ? removeItem(document, list, list.items.indexOf(entry)) : undefined;
}

/**
 * Declares an extension in this version, in the place of others of it: where one of its fields is used, or where one
 * of its versions is declared and it need not be used (the schemas of eo and raster demand that).
 */
export function* restate(
  document: MetadataDocument,
  object: ObjectNode,
  scope: ExtensionScope,
  extension: Extension,
): Generator<Step> {
  const own = extensionEntries(object).filter((each) => extensionName(each) === extension.name);
  const isThere = own.some(({ value }) => value === extension.address);
  const isWanted =
    isUsed(object, scope, extension) || (!['eo', 'raster'].includes(extension.name) && own.length > 0);
  for (const [index, entry] of own.filter(({ value }) => value !== extension.address).entries()) {
    yield isWanted && !isThere && index === 0
      ? replaceText(document, entry, extension.address)
      : undeclare(document, object, entry);
  }
  if (isWanted && own.length === 0) {
    yield declareExtension(document, object, extension.address);
  }
}

function isUsed(object: ObjectNode, scope: ExtensionScope, { fields }: Extension): boolean {
  for (const { member } of fieldUses(object, scope)) {
    if (fields.has(member.key)) {
      return true;
    }
  }
  return false;
}
