import type { MetadataDocument } from './document.ts';
import { finding } from './finding.ts';
import { type ParsedText, readJson, runToEnd } from './json-text.ts';
import { identify } from './kind.ts';
import type { ReadText } from './reuse.ts';
import { readYaml } from './yaml-reader.ts';

/** Texts longer than this (in UTF-16 code units) are not looked at: 32 million for JSON, 4 million for YAML. */
const LIMITS = { json: 32 * 1024 * 1024, yaml: 4 * 1024 * 1024 } as const;

/** What reading left for the next version of a document. */
const READ = new WeakMap<MetadataDocument, ReadText>();

/** A file name, or relative path, and the text. */
export interface MetadataText {
  readonly name: string;
  readonly text: string;
  /** An older version of the same document: what stands in both is not read again. The result is the same. */
  readonly before?: MetadataDocument | undefined;
}

/**
 * Reads a metadata file. Never fails: a broken text has a partial tree and findings in `syntax`.
 * The language follows the file name (`.yaml`, `.yml`; anything else is JSON), the kind name and content.
 */
export function parseMetadata(input: MetadataText): MetadataDocument {
  return runToEnd(readMetadata(input));
}

/** Reads a metadata file in steps of less than a millisecond or so, for whoever has to answer others in between. */
export function* readMetadata({ name, text, before }: MetadataText): Generator<undefined, MetadataDocument> {
  const language = /\.ya?ml$/i.test(name) ? 'yaml' : 'json';
  const older = before?.language === language ? READ.get(before) : undefined;
  const { root, problems, read } =
    text.length > LIMITS[language] ? tooLarge(text, language) : yield* parseText(text, language, older);
  const document = {
    name,
    language,
    text,
    ...(root && { root }),
    syntax: problems,
    ...identify(name, root),
  } as const;
  if (read) {
    READ.set(document, read);
  }
  return document;
}

function* parseText(
  text: string,
  language: 'json' | 'yaml',
  before: ReadText | undefined,
): Generator<undefined, ParsedText> {
  if (language === 'yaml') {
    return yield* readYaml(text, before); // YAML 1.2 section 5.2 allows a byte order mark
  }
  if (!text.startsWith('\uFEFF')) {
    return yield* readJson(text, before);
  }
  // A blank in its place keeps all offsets.
  const { root, problems } = yield* readJson(` ${text.slice(1)}`, undefined);
  return { ...(root && { root }), problems: [byteOrderMark(), ...problems] };
}

function byteOrderMark() {
  return finding(
    'error',
    'metadata/byte-order-mark',
    { offset: 0, length: 1, path: [] },
    'The file starts with a byte order mark, which JSON must not have (RFC 8259 section 8.1): many readers refuse it.',
    {
      fixes: [
        { title: 'Remove the byte order mark', edits: [{ offset: 0, length: 1, text: '' }], safe: true },
      ],
    },
  );
}

function tooLarge(text: string, language: 'json' | 'yaml'): ParsedText {
  const size = (length: number) => `${Math.round(length / (1024 * 1024))} million characters`;
  const message = `The file was not checked: it has ${size(text.length)}, and metadata in ${language === 'json' ? 'JSON' : 'YAML'} is read up to ${size(LIMITS[language])}. Move data out of it.`;
  return { problems: [finding('error', 'metadata/too-large', { offset: 0, length: 1, path: [] }, message)] };
}
