import { isFailure } from '#core/base/failure.ts';
import type { FormContent, FormEdit, FormEditsResult } from '#server/protocol/form.ts';
import { decodeFromForm } from '#webviews/protocol/decode-form.ts';
import type { ToForm } from '#webviews/protocol/form.ts';

/** What the form says to people, in their language. */
export interface FormSentences {
  /** The text holds no object. */
  readonly noPackage: string;
  /** The language server has not heard of the document. */
  readonly unknownDocument: string;
  /** A change was made for a text that is another one now. */
  readonly changedMeanwhile: string;
  /** A bug. */
  readonly failed: string;
}

/** What the conversation needs of the editor and of the language server. */
export interface FormHost {
  readonly title: string;
  readonly sentences: FormSentences;
  readonly readOnly: boolean;
  /** What the form shows; null where the server does not know the document. */
  content(): Promise<FormContent | null>;
  edits(version: number, changes: readonly unknown[]): Promise<FormEditsResult | null>;
  /** Makes edits if the document still has that version; false when they were not made. */
  apply(version: number, edits: readonly FormEdit[]): Promise<boolean>;
  showText(pointer: string): Promise<void>;
  post(message: ToForm): void;
  /** Tells a bug to the log. */
  warn(message: string): void;
}

/**
 * Keeps the form true to the text: after each change of the text it is told the whole value again, and what a person
 * changes in it becomes text edits of the version that they saw. One refresh runs at a time; what happens meanwhile
 * is one more.
 */
export class FormConversation {
  readonly #host: FormHost;
  #isReady = false;
  #isDisposed = false;
  #refreshing: Promise<void> | undefined;
  #again = false;
  /** Changes are made in the order in which they were asked for. */
  #changes: Promise<void> = Promise.resolve();

  constructor(host: FormHost) {
    this.#host = host;
  }

  receive(data: unknown): void {
    const message = decodeFromForm(data);
    switch (message?.type) {
      case undefined:
        this.#host.warn('The form sent a message that it should not.');
        break;
      case 'ready':
        this.#isReady = true;
        this.refresh();
        break;
      case 'change':
        this.#changes = this.#changes.then(() => this.#change(message.version, message.changes));
        break;
      case 'show-text':
        void this.#attempt(() => this.#host.showText(message.pointer));
        break;
    }
  }

  /** The text or the findings about it changed. */
  refresh(): void {
    if (!this.#isReady || this.#isDisposed) {
      return;
    }
    if (this.#refreshing) {
      this.#again = true;
      return;
    }
    this.#refreshing = this.#attempt(() => this.#tell()).finally(() => {
      this.#refreshing = undefined;
      if (this.#again) {
        this.#again = false;
        this.refresh();
      }
    });
  }

  dispose(): void {
    this.#isDisposed = true;
  }

  async #tell(): Promise<void> {
    const { title, readOnly, sentences } = this.#host;
    const content = await this.#host.content();
    if (this.#isDisposed) {
      return;
    }
    if (content?.value === undefined) {
      this.#host.post({ type: 'unreadable', title, message: sentences.noPackage });
    } else {
      const { version, value, problems, files } = content;
      this.#host.post({ type: 'descriptor', title, readOnly, version, value, problems, files });
    }
  }

  async #change(version: number, changes: readonly unknown[]): Promise<void> {
    await this.#attempt(async () => {
      const result = await this.#host.edits(version, changes);
      if (!result) {
        this.#refuse(this.#host.sentences.unknownDocument);
      } else if ('refused' in result) {
        this.#refuse(result.refused);
      } else if (!(await this.#host.apply(version, result.edits))) {
        this.#refuse(this.#host.sentences.changedMeanwhile);
      }
    });
  }

  #refuse(message: string): void {
    if (!this.#isDisposed) {
      this.#host.post({ type: 'refused', message });
      this.refresh();
    }
  }

  async #attempt(task: () => Promise<void>): Promise<void> {
    try {
      await task();
    } catch (error) {
      const { title, sentences } = this.#host;
      if (this.#isDisposed) {
        return;
      }
      if (isFailure(error, 'task/cancelled')) {
        // The text, or a file around it, changed while the server looked at it: what holds now is to be told.
        this.refresh();
      } else {
        this.#host.warn(`The form: ${error instanceof Error ? error.message : String(error)}`);
        this.#host.post({ type: 'unreadable', title, message: sentences.failed });
      }
    }
  }
}
