import type { PublishDiagnosticsParams } from 'vscode-languageserver/node';
import type { Checks } from '#server/workspace/checks.ts';
import { Debounce } from '#server/workspace/debounce.ts';
import type { OpenDocuments } from '#server/workspace/open-documents.ts';
import type { Settings } from '#server/workspace/settings.ts';
import { attempt, type Log } from './answer.ts';
import { provideDiagnostics, type RulePages } from './diagnostics.ts';

/** Milliseconds of quiet after an edit before the document is checked: less flickers, more feels slow. */
const PAUSE = 200;

export interface PublisherParts {
  readonly documents: OpenDocuments;
  readonly checks: Checks;
  readonly settings: () => Settings;
  readonly pages?: RulePages | undefined;
  readonly send: (params: PublishDiagnosticsParams) => Promise<void>;
  /** Called after each check: what a document refers to may have changed. */
  readonly checked: () => void;
  readonly log: Log;
}

/** Keeps the findings that the client shows true: checks after a pause, and never shows those of an older version. */
export class DiagnosticsPublisher {
  private readonly parts: PublisherParts;
  private readonly debounce: Debounce;
  /** Documents that were published once; those with findings have to be emptied when they close. */
  private readonly published = new Map<string, { empty: boolean }>();

  constructor(parts: PublisherParts) {
    this.parts = parts;
    this.debounce = new Debounce((uri) => {
      void attempt(parts.log, `Checking ${uri}`, () => this.publish(uri));
    });
  }

  /** The text of a document changed, or a file around it: whatever is being checked is no longer wanted. */
  changed(uri: string): void {
    this.parts.checks.supersede(uri);
    this.debounce.schedule(uri, this.published.has(uri) ? PAUSE : 0);
  }

  async closed(uri: string): Promise<void> {
    this.parts.checks.forget(uri);
    this.debounce.cancel(uri);
    const before = this.published.get(uri);
    this.published.delete(uri);
    if (before?.empty === false) {
      await this.parts.send({ uri, diagnostics: [] });
    }
  }

  private async publish(uri: string): Promise<void> {
    const { documents, checks, settings, send } = this.parts;
    const document = documents.get(uri);
    const before = this.published.get(uri);
    if (!document) {
      this.published.set(uri, { empty: true });
      if (before?.empty === false) {
        await send({ uri, diagnostics: [] });
      }
      return;
    }
    const checked = await checks.of(document);
    if (documents.get(uri) !== document) {
      return; // edited or closed meanwhile: the check that this started speaks for it
    }
    const diagnostics = provideDiagnostics(checked, settings(), this.parts.pages);
    this.published.set(uri, { empty: diagnostics.length === 0 });
    await send({ uri, version: document.version, diagnostics });
    this.parts.checked();
  }
}
