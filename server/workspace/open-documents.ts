import type { TextDocument } from 'vscode-languageserver-textdocument';
import { URI, Utils } from 'vscode-uri';
import { stacBeginning } from '#core/metadata/completion/stac/beginning.ts';
import type { MetadataDocument } from '#core/metadata/document.ts';
import { runToEnd } from '#core/metadata/json-text.ts';
import { parseMetadata, readMetadata } from '#core/metadata/parse.ts';
import type { Pace } from './pace.ts';
import { mayBeginMetadata, mayBeMetadata } from './sniff.ts';
import { TextVersion } from './text-version.ts';

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

interface Known {
  readonly version: number;
  readonly document: OpenDocument | undefined;
}

interface Reading {
  readonly version: number;
  readonly steps: Generator<undefined, OpenDocument | undefined>;
}

/**
 * The metadata documents among the open ones, each version parsed once and only when somebody asks. Of the next
 * version, only what changed is parsed.
 */
export class OpenDocuments {
  private readonly texts: TextSource;
  private readonly parsed = new Map<string, Known>();
  private readonly reading = new Map<string, Reading>();

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
    return known?.version === text.version
      ? known.document
      : this.finish(uri, text.version, runToEnd(this.stepsOf(text)));
  }

  /**
   * The same, but with pauses while a large document is parsed. Whoever cannot wait calls `get`, which goes on where
   * this is.
   */
  async read(uri: string, pace: Pace): Promise<OpenDocument | undefined> {
    for (let text = this.texts.get(uri); text; text = this.texts.get(uri)) {
      const known = this.parsed.get(uri);
      if (known?.version === text.version) {
        return known.document;
      }
      const step = this.stepsOf(text).next();
      if (step.done) {
        return this.finish(uri, text.version, step.value);
      }
      await pace.pause();
    }
    return undefined;
  }

  /** A short text that may become a STAC object and does not say yet that it is one: only completion cares. */
  beginning(uri: string): OpenDocument | undefined {
    const text = this.texts.get(uri);
    const name = Utils.basename(URI.parse(uri));
    if (!text || !mayBeginMetadata(name, text.getText())) {
      return undefined;
    }
    const metadata = parseMetadata({ name, text: text.getText() });
    const { version, languageId } = text;
    return stacBeginning(metadata) && { uri, version, languageId, text, metadata };
  }

  /** The texts that are being read: nobody knows yet what this version of them refers to. */
  beingRead(): string[] {
    return this.texts.keys().filter((uri) => this.reading.has(uri));
  }

  /** All others that are metadata. */
  all(): OpenDocument[] {
    return this.texts.keys().flatMap((uri) => (this.reading.has(uri) ? [] : (this.get(uri) ?? [])));
  }

  /** Drops what is known about a document, when it is closed or opened anew with the same version number. */
  forget(uri: string): void {
    this.parsed.delete(uri);
    this.reading.delete(uri);
  }

  private stepsOf(text: TextDocument): Reading['steps'] {
    const { uri, version } = text;
    const running = this.reading.get(uri);
    if (running?.version === version) {
      return running.steps;
    }
    const steps = parse(text, this.parsed.get(uri)?.document?.metadata);
    this.reading.set(uri, { version, steps });
    return steps;
  }

  private finish(uri: string, version: number, document: OpenDocument | undefined): OpenDocument | undefined {
    this.reading.delete(uri);
    this.parsed.set(uri, { version, document });
    return document;
  }
}

function* parse(
  live: TextDocument,
  before: MetadataDocument | undefined,
): Generator<undefined, OpenDocument | undefined> {
  const { uri, version, languageId } = live;
  const content = live.getText();
  const name = Utils.basename(URI.parse(uri));
  if (!mayBeMetadata(name, content)) {
    return undefined;
  }
  // A text that is edited in place would not fit answers that are computed after an await.
  const text = live instanceof TextVersion ? live : new TextVersion(uri, languageId, version, content);
  const metadata = yield* readMetadata({ name, text: content, before });
  return metadata.kind === 'unknown' ? undefined : { uri, version, languageId, text, metadata };
}
