import type * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient/node';
import { concernsMetadata } from './metadata-files.ts';

/** What only the editor knows or can do. */
export interface MetadataOnlyHost {
  /** Whether a file that does not say what it is may be a part of a package. */
  mayBelongToPackage(document: vscode.TextDocument): Promise<boolean>;
  /** Tells the server of a document that was open before it became metadata. */
  openLate(document: vscode.TextDocument): Promise<void>;
}

/**
 * Keeps ordinary JSON and YAML files from the server. A file that becomes metadata while it is typed is opened then.
 */
export class MetadataOnly {
  readonly #host: MetadataOnlyHost;
  /** What the server has open. */
  readonly #open = new Set<string>();
  readonly middleware: Required<Pick<Middleware, 'didOpen' | 'didChange' | 'didSave' | 'didClose'>> = {
    didOpen: async (document, next) => {
      const isOurs = concernsMetadata(document) || (await this.#host.mayBelongToPackage(document));
      // Edited or closed while we looked around, it may be open late already, or no more.
      if (isOurs && !this.#isOpen(document) && !document.isClosed) {
        this.#open.add(document.uri.toString());
        await next(document);
      }
    },
    didChange: async (event, next) => {
      if (this.#isOpen(event.document)) {
        await next(event);
      } else if (concernsMetadata(event.document)) {
        await this.#openLate(event.document);
      }
    },
    didSave: async (document, next) => {
      if (this.#isOpen(document)) {
        await next(document);
      } else if (await this.#host.mayBelongToPackage(document)) {
        if (!this.#isOpen(document) && !document.isClosed) {
          await this.#openLate(document);
        }
      }
    },
    didClose: async (document, next) => {
      if (this.#open.delete(document.uri.toString())) {
        await next(document);
      }
    },
  };

  constructor(host: MetadataOnlyHost) {
    this.#host = host;
  }

  /** The server's process ended: the next one knows no document, and is told of all anew. */
  serverEnded(): void {
    this.#open.clear();
  }

  #isOpen({ uri }: vscode.TextDocument): boolean {
    return this.#open.has(uri.toString());
  }

  async #openLate(document: vscode.TextDocument): Promise<void> {
    this.#open.add(document.uri.toString());
    await this.#host.openLate(document);
  }
}
