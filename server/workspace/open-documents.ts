import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI, Utils } from 'vscode-uri';
import type { MetadataDocument } from '#core/metadata/document.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import { mayBeMetadata } from './sniff.ts';

/** One version of a metadata document that is open in the editor. It never changes: an edit makes another one. */
export interface OpenDocument {
  readonly uri: string;
  readonly version: number;
  /** Only to know what other tools of the editor do with the document, never to decide what it is. */
  readonly languageId: string;
  /** Turns offsets into positions and back, for exactly this version. */
  readonly text: TextDocument;
  readonly metadata: MetadataDocument;
}

/** Where the current texts are; `TextDocuments` is one. */
export interface TextSource {
  get(uri: string): TextDocument | undefined;
  keys(): string[];
}

/** The metadata documents among the open ones, each version parsed once and only when somebody asks. */
export class OpenDocuments {
  private readonly texts: TextSource;
  private readonly parsed = new Map<string, { version: number; document: OpenDocument | undefined }>();

  constructor(texts: TextSource) {
    this.texts = texts;
  }

  /** The current version of a document, or undefined when it is not open or is no metadata. */
  get(uri: string): OpenDocument | undefined {
    const text = this.texts.get(uri);
    if (!text) {
      return undefined;
    }
    const known = this.parsed.get(uri);
    if (known?.version === text.version) {
      return known.document;
    }
    const document = parse(text);
    this.parsed.set(uri, { version: text.version, document });
    return document;
  }

  all(): OpenDocument[] {
    return this.texts.keys().flatMap((uri) => this.get(uri) ?? []);
  }

  /** Drops what is known about a document, when it is closed or opened anew with the same version number. */
  forget(uri: string): void {
    this.parsed.delete(uri);
  }
}

function parse(live: TextDocument): OpenDocument | undefined {
  const { uri, version, languageId } = live;
  const text = live.getText();
  const name = Utils.basename(URI.parse(uri));
  if (!mayBeMetadata(name, text)) {
    return undefined;
  }
  const metadata = parseMetadata({ name, text });
  if (metadata.kind === 'unknown') {
    return undefined;
  }
  // The live document is edited in place; answers computed after an await must still fit the version they are about.
  return { uri, version, languageId, text: TextDocument.create(uri, languageId, version, text), metadata };
}
