import { didYouMean, nearest } from '#core/base/nearest.ts';
import type { MetadataDocument } from '../document.ts';
import { insertMember, removeMember, replaceText } from '../edits.ts';
import { finding, keyPlace, safeFix } from '../finding.ts';
import type { Node } from '../node.ts';
import type { Fix, Problem } from '../problem.ts';
import type { Surroundings } from '../surroundings.ts';
import { ENCODINGS, encodingByName } from '../terms/encodings.ts';
import { type MediaType, mediaTypeByFormat, mediaTypeByName } from '../terms/media-types.ts';
import { memberOf, memberValue, type ObjectNode, oneOrMany, type TextNode, textOf } from '../tree.ts';
import { shown } from '../wording.ts';
import { compressionOf, fileTypeOf } from './file-type.ts';
import { saysTable } from './profiles.ts';

/** `encoding` is a name of IANA's registry, and there is text to be encoded (data-resource.md, `encoding`). */
export function* checkEncoding(resource: ObjectNode, document: MetadataDocument): Generator<Problem> {
  const member = memberOf(resource, 'encoding');
  if (member?.value?.kind !== 'string') {
    return;
  }
  const type = typeOf(resource);
  if (type && !type.isText && !['zip', 'gz', 'tar', 'tgz'].includes(type.format)) {
    const message = `"encoding" has no effect: ${type.title} is not text.`;
    const fixes = safeFix('Remove "encoding"', removeMember(document, resource, member));
    yield finding('info', 'datapackage/encoding-without-text', keyPlace(resource, member), message, {
      fixes,
    });
    return;
  }
  yield* checkName(document, member.value);
}

function* checkName(document: MetadataDocument, node: TextNode): Generator<Problem> {
  const name = node.value.toLowerCase();
  const known = encodingByName(name);
  if (known?.name.toLowerCase() === name) {
    return;
  }
  if (known) {
    const message = `The preferred name of this encoding is "${known.name}", which more programs know.`;
    const fixes = correction(document, node, known.name);
    yield finding('info', 'datapackage/encoding-form', node, message, { fixes });
    return;
  }
  // A name of Python: UTF-8 whose byte order mark is to be dropped.
  const suggestion =
    name === 'utf-8-sig' || name === 'utf_8_sig'
      ? 'utf-8'
      : nearest(
          node.value,
          ENCODINGS.map((each) => each.name),
        );
  const message = `IANA registers no encoding ${shown(node.value)}.${didYouMean(suggestion)}`;
  const fixes = suggestion === undefined ? [] : correction(document, node, suggestion);
  yield finding('warning', 'datapackage/unknown-encoding', node, message, { fixes });
}

function correction(document: MetadataDocument, node: Node, name: string): readonly Fix[] {
  return safeFix(`Change to "${name}"`, replaceText(document, node, name));
}

/** What kind of file a resource says to be, inside of its compression. */
function typeOf(resource: ObjectNode): MediaType | undefined {
  const format = mediaTypeByFormat(textOf(memberValue(resource, 'format')) ?? '');
  const path = textOf(oneOrMany(memberValue(resource, 'path'))[0]) ?? '';
  return format ?? fileTypeOf(path) ?? mediaTypeByName(textOf(memberValue(resource, 'mediatype')) ?? '');
}

/** A file can be read in the encoding that its resource declares, or by default (data-resource.md, `encoding`). */
export function* checkEncodingOfFile(
  resource: ObjectNode,
  document: MetadataDocument,
  surroundings: Surroundings,
): Generator<Problem> {
  const declared = memberValue(resource, 'encoding');
  for (const path of oneOrMany(memberValue(resource, 'path'))) {
    const fact = path.kind === 'string' ? surroundings.data(path.value)?.encoding : undefined;
    const found = fact && encodingByName(fact.name)?.name;
    if (path.kind !== 'string' || !fact || !found || compressionOf(path.value) !== undefined) {
      continue;
    }
    const isWrong =
      declared?.kind === 'string'
        ? cannotBe(declared.value, found, fact.bom)
        : declared === undefined && !isPlain(found);
    if (isWrong) {
      yield declared ? wrong(document, declared, path, found) : missing(document, resource, path, found);
      return;
    }
    if (fact.bom && found === 'utf-8') {
      const message =
        'The file starts with a byte order mark, which some programs take for a part of the first column name. Save it as UTF-8 without one.';
      const severity = document.version === '1.0' ? 'info' : 'warning';
      yield finding(severity, 'datapackage/data-byte-order-mark', path, message);
    }
  }
}

function isPlain(name: string): boolean {
  return name === 'utf-8' || name === 'US-ASCII';
}

/**
 * Whether a file that was found to be in one encoding cannot be in the declared one. Bytes of UTF-8 are text in most
 * other encodings, too (and ASCII in nearly all), so only its byte order mark speaks against those.
 */
function cannotBe(declared: string, found: string, hasMark: boolean): boolean {
  const name = encodingByName(declared)?.name;
  if (name === undefined || name === found) {
    return false;
  }
  const [isWide, foundWide] = [isUnicodeOfWords(name), isUnicodeOfWords(found)];
  if (isWide || foundWide) {
    return !(isWide && foundWide && (name.startsWith(found) || found.startsWith(name)));
  }
  return isPlain(found) ? hasMark && !isPlain(name) : isPlain(name);
}

/** UTF-16 and UTF-32, in any byte order. */
function isUnicodeOfWords(name: string): boolean {
  return /^UTF-(?:16|32)/.test(name);
}

function wrong(document: MetadataDocument, declared: Node, path: TextNode, found: string): Problem {
  const name = textOf(declared) ?? '';
  const message = `The file ${shown(path.value)} is not ${shown(name)}; it looks like "${found}".`;
  const fixes = correction(document, declared, found);
  const related = [{ message: 'The file', at: path }];
  return finding('error', 'datapackage/wrong-encoding', declared, message, { fixes, related });
}

function missing(document: MetadataDocument, resource: ObjectNode, path: TextNode, found: string): Problem {
  const isTabular1 = document.version === '1.0' && saysTable(resource);
  const message = `The file is not UTF-8; it looks like "${found}". Say so by "encoding", or save it as UTF-8.`;
  const after = memberOf(resource, 'path');
  const fixes = safeFix(
    `Add "encoding": "${found}"`,
    insertMember(document, resource, 'encoding', found, { after }),
  );
  return finding(isTabular1 ? 'error' : 'warning', 'datapackage/missing-encoding', path, message, { fixes });
}
