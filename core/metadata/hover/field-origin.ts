import type { PathSegment } from '#core/base/json-pointer.ts';
import type { MetadataDocument } from '../document.ts';
import { textIn } from '../schema/schema.ts';
import { locatedAt } from '../schema/schema-at.ts';
import type { Extension } from '../stac/extensions/extension.ts';
import { EXTENSIONS } from '../stac/extensions/extension-list.ts';

const EXTENSION = /^waybill:\/stac\/extensions\/([^/]+)\/([^/]+)\//;

/** Which extension, or which part of STAC itself, a field of a STAC document is from, in CommonMark. */
export function originOf(document: MetadataDocument, path: readonly PathSegment[]): string | undefined {
  const files = locatedAt(document, path).flatMap(({ file, profile }) =>
    profile ? [] : (textIn(file, '$id') ?? []),
  );
  for (const file of files) {
    const [, name, version] = EXTENSION.exec(file) ?? [];
    const extension = EXTENSIONS.find((each) => each.name === name && each.version === version);
    // What an extension says of fields of STAC itself does not make them its own.
    if (extension && isOwn(extension, path)) {
      return `*Extension ${extension.title}, ${extension.name} ${extension.version}*`;
    }
  }
  const own = files.find((file) => /^waybill:\/stac\/\d/.test(file));
  const version = document.version ?? '1.1.0';
  return own === undefined
    ? undefined
    : own.endsWith('/common.json')
      ? `*Common metadata of STAC ${version}*`
      : `*STAC ${version}*`;
}

/** Whether a path leads to a field of an extension or into one. */
function isOwn({ fields }: Extension, path: readonly PathSegment[]): boolean {
  return path.some((segment) => typeof segment === 'string' && fields.has(segment));
}
