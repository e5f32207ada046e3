import type { MetadataDocument } from '../document.ts';
import { replaceText } from '../edits.ts';
import { finding, proposedFix, safeFix } from '../finding.ts';
import type { Fix, Problem } from '../problem.ts';
import {
  bareMediaType,
  type MediaType,
  mediaTypeByFormat,
  mediaTypeByName,
  mediaTypeByWrongName,
  TOP_LEVEL_TYPES,
} from '../terms/media-types.ts';
import { memberValue, type ObjectNode, oneOrMany, type TextNode } from '../tree.ts';
import { shown } from '../wording.ts';
import { compressionOf, extensionsOf, fileTypeOf } from './file-type.ts';

/** What says of which kind a file is, and what it says. */
interface Statement {
  readonly key: 'path' | 'format' | 'mediatype';
  readonly node: TextNode;
  /** The kind, where this names one that is known. */
  readonly type: MediaType | undefined;
}

/** `mediatype` is a media type that IANA registers (data-resource.md, `mediatype`), as far as is known here. */
export function* checkMediaType(resource: ObjectNode, document: MetadataDocument): Generator<Problem> {
  const node = memberValue(resource, 'mediatype');
  if (node?.kind !== 'string' || !/^.+\/.+$/.test(node.value)) {
    return; // the schema tells
  }
  const name = bareMediaType(node.value);
  const meant = mediaTypeByWrongName(name) ?? slip(name);
  const top = name.slice(0, name.indexOf('/'));
  if (meant) {
    const message = `IANA registers no media type ${shown(node.value)}. ${meant.title} is "${meant.mediatype}".`;
    const fixes = safeFix(`Change to "${meant.mediatype}"`, replaceText(document, node, meant.mediatype));
    yield finding('warning', 'datapackage/unregistered-media-type', node, message, { fixes });
  } else if (!TOP_LEVEL_TYPES.includes(top)) {
    const message = `A media type starts with one of ${TOP_LEVEL_TYPES.map((each) => `${each}/`).join(', ')}.`;
    yield finding('warning', 'datapackage/unregistered-media-type', node, message);
  }
}

/** Slips in the types that tables have most often. None of these is a type by itself. */
const SLIPS: Readonly<Record<string, string>> = {
  'text/cvs': 'csv',
  'text/cs': 'csv',
  'txt/csv': 'csv',
  'test/csv': 'csv',
  'csv/text': 'csv',
  'text/tab-seperated-values': 'tsv',
  'text/tab-separated-value': 'tsv',
  'application/jason': 'json',
  'application/geojson': 'geojson',
  'application/vnd.apache.arrow': 'arrow',
};

function slip(name: string): MediaType | undefined {
  const meant = Object.hasOwn(SLIPS, name) ? SLIPS[name] : undefined;
  return mediaTypeByFormat(meant ?? '');
}

/**
 * `path`, `format` and `mediatype` say the same of a file (data-resource.md, `format`). One finding for the one that
 * stands alone against the others.
 */
export function* checkFormat(resource: ObjectNode, document: MetadataDocument): Generator<Problem> {
  const statements = [
    ...statementOfPath(resource),
    ...statement(resource, 'format', (text) => mediaTypeByFormat(text)),
    ...statement(resource, 'mediatype', (text) => mediaTypeByName(text) ?? mediaTypeByWrongName(text)),
  ];
  const known = statements.filter(({ type }) => type !== undefined);
  const odd = oddOf(known);
  const other = known.find((each) => each !== odd && odd && !agree(each, odd));
  if (!odd?.type || !other?.type) {
    return;
  }
  const message = `"${odd.key}" says ${odd.type.title}, but "${other.key}" says ${other.type.title}: one of them is wrong.`;
  const related = known
    .filter((each) => each !== odd)
    .map(({ key, node }) => ({ message: `The "${key}"`, at: node }));
  const fixes = corrections(document, odd, other.type);
  yield finding('warning', 'datapackage/format-disagrees', odd.node, message, { related, fixes });
}

function statementOfPath(resource: ObjectNode): Statement[] {
  const node = oneOrMany(memberValue(resource, 'path'))[0];
  const type = node?.kind === 'string' ? fileTypeOf(node.value) : undefined;
  // A page or a script may answer with anything.
  const isPage = type !== undefined && ['html', 'js', 'py', 'r', 'sh'].includes(type.format);
  const isAddress = node?.kind === 'string' && /^[A-Za-z][A-Za-z0-9+.-]*:\/\//.test(node.value);
  return node?.kind === 'string' && !(isPage && isAddress) ? [{ key: 'path', node, type }] : [];
}

function statement(
  resource: ObjectNode,
  key: 'format' | 'mediatype',
  typeOf: (text: string) => MediaType | undefined,
): Statement[] {
  const node = memberValue(resource, key);
  return node?.kind === 'string' ? [{ key, node, type: typeOf(node.value) }] : [];
}

/** The statement that is most likely wrong: the one that two others disagree with, otherwise not the file's name. */
function oddOf(statements: readonly Statement[]): Statement | undefined {
  const disagreements = statements.map((each) => statements.filter((other) => !agree(each, other)).length);
  const most = Math.max(0, ...disagreements);
  const worst = statements.filter((_, index) => disagreements[index] === most);
  return most === 0 ? undefined : worst.at(-1);
}

function agree(one: Statement, other: Statement): boolean {
  return one === other || fits(one, other) || fits(other, one);
}

/** Whether what one statement says is a way to say what the other does. */
function fits(one: Statement, other: Statement): boolean {
  const type = other.type;
  if (!one.type || !type || one.type === type) {
    return true;
  }
  switch (one.key) {
    case 'path':
      return (
        extensionsOf(one.node.value).some((extension) => type.extensions.includes(extension)) ||
        isArchiveOf(one.node.value, type) ||
        (one.type.format === 'txt' && type.isText)
      );
    case 'format':
      return (
        type.extensions.includes(one.node.value.toLowerCase()) || (one.type.format === 'txt' && type.isText)
      );
    case 'mediatype':
      return [type.mediatype, ...type.others].includes(bareMediaType(one.node.value));
  }
}

/** A compressed file may be called by what is inside or by how it is packed (recipe Compression of Resources). */
function isArchiveOf(path: string, type: MediaType): boolean {
  const compression = compressionOf(path);
  return (
    compression !== undefined && (extensionsOf(path).length < 2 || type.extensions.includes(compression))
  );
}

function corrections(document: MetadataDocument, odd: Statement, right: MediaType): readonly Fix[] {
  if (odd.key === 'path') {
    return [];
  }
  const text = odd.key === 'format' ? right.format : right.mediatype;
  return proposedFix(`Change to "${text}"`, replaceText(document, odd.node, text));
}

/** Compressions that the recipe has. */
const COMPRESSIONS = ['gz', 'zip'];

/** `compression` is one that the recipe has, and that of the file (recipe Compression of Resources). */
export function* checkCompression(resource: ObjectNode, document: MetadataDocument): Generator<Problem> {
  const node = memberValue(resource, 'compression');
  const path = oneOrMany(memberValue(resource, 'path'))[0];
  if (node?.kind !== 'string' || node.value === '' || node.value === 'no') {
    return;
  }
  const named = path?.kind === 'string' ? compressionOf(path.value) : undefined;
  const isKnown = COMPRESSIONS.includes(node.value);
  const suggestion = named !== undefined && COMPRESSIONS.includes(named) ? named : meantBy(node.value);
  const fixes =
    suggestion === undefined || suggestion === node.value
      ? []
      : proposedFix(`Change to "${suggestion}"`, replaceText(document, node, suggestion));
  if (!isKnown) {
    const message = `Readers of packages know the compressions ${COMPRESSIONS.map(shown).join(' and ')}, not ${shown(node.value)}.`;
    yield finding('warning', 'datapackage/unknown-compression', node, message, { fixes });
  } else if (path && named !== undefined && named !== node.value) {
    const message = `"compression" says ${node.value}, but the name of the file ends in .${named}: one of them is wrong.`;
    const related = [{ message: 'The file', at: path }];
    yield finding('warning', 'datapackage/compression-disagrees', node, message, { fixes, related });
  }
}

function meantBy(text: string): string | undefined {
  const written = text.toLowerCase();
  return Object.hasOwn(SAME, written) ? SAME[written] : undefined;
}

const SAME: Readonly<Record<string, string>> = {
  gzip: 'gz',
  '.gz': 'gz',
  gz: 'gz',
  zip: 'zip',
  '.zip': 'zip',
};
