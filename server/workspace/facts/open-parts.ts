import type { TextDocument } from 'vscode-languageserver-textdocument';
import { URI, Utils } from 'vscode-uri';
import type { MetadataDocument } from '#core/metadata/document.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import type { TextSource } from '../open-documents.ts';

/** The descriptors that are open in the editor, by their places on disk, with the edits that nobody has saved. */
export interface OpenParts {
  /** The document at an absolute path, or undefined when it is not open. */
  at(path: string): MetadataDocument | undefined;
}

/**
 * Schemas and dialects among the open texts, whatever they look like while someone writes them. Each version is parsed
 * once; `metadataOf` may know it already.
 */
export function openParts(
  texts: TextSource,
  metadataOf: (uri: string) => MetadataDocument | undefined,
): () => OpenParts {
  const parsed = new WeakMap<TextDocument, { version: number; document: MetadataDocument }>();
  const read = (uri: string): MetadataDocument | undefined => {
    const text = texts.get(uri);
    const known = text && parsed.get(text);
    if (!text || known?.version === text.version) {
      return known?.document;
    }
    const name = Utils.basename(URI.parse(uri));
    const document = metadataOf(uri) ?? parseMetadata({ name, text: text.getText() });
    parsed.set(text, { version: text.version, document });
    return document;
  };
  return () => {
    let uris: Map<string, string> | undefined;
    return {
      at: (path) => {
        uris ??= new Map(texts.keys().map((uri) => [URI.parse(uri).fsPath, uri]));
        const uri = uris.get(path);
        return uri === undefined ? undefined : read(uri);
      },
    };
  };
}
