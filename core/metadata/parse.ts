import type { MetadataDocument } from './document.ts';
import { finding } from './finding.ts';
import { type ParsedText, parseJson } from './json-text.ts';
import { identify } from './kind.ts';
import { parseYaml } from './yaml-text.ts';

/** Texts longer than this (in UTF-16 code units) are not looked at: 32 million for JSON, 4 million for YAML. */
const LIMITS = { json: 32 * 1024 * 1024, yaml: 4 * 1024 * 1024 } as const;

/**
 * Reads a metadata file. Never fails: a broken text has a partial tree and findings in `syntax`.
 * The language follows the file name (`.yaml`, `.yml`; anything else is JSON), the kind name and content.
 */
export function parseMetadata(input: { name: string; text: string }): MetadataDocument {
  const { name, text } = input;
  const language = /\.ya?ml$/i.test(name) ? 'yaml' : 'json';
  const { root, problems } =
    text.length > LIMITS[language] ? tooLarge(text, language) : parseText(text, language);
  return { name, language, text, ...(root && { root }), syntax: problems, ...identify(name, root) };
}

function parseText(text: string, language: 'json' | 'yaml'): ParsedText {
  if (!text.startsWith('\uFEFF')) {
    return language === 'yaml' ? parseYaml(text) : parseJson(text);
  }
  if (language === 'yaml') {
    return parseYaml(text); // YAML 1.2 section 5.2 allows the mark
  }
  // A blank in its place keeps all offsets.
  const parsed = parseJson(` ${text.slice(1)}`);
  return { ...parsed, problems: [byteOrderMark(), ...parsed.problems] };
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
