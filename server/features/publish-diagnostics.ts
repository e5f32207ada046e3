import type { PublishDiagnosticsParams } from 'vscode-languageserver/node';
import type { Checks } from '#server/workspace/checks.ts';
import { Debounce } from '#server/workspace/debounce.ts';
import type { OpenDocuments } from '#server/workspace/open-documents.ts';
import { Pace } from '#server/workspace/pace.ts';
import type { Settings } from '#server/workspace/settings.ts';
import { attempt, type Log } from './answer.ts';
import { provideDiagnostics, type RulePages } from './diagnostics.ts';
import { ToldInParts } from './told-in-parts.ts';

/** The longest that a document has to be quiet before it is checked, in milliseconds. */
const LONGEST_PAUSE = 300;
/** A check that takes longer than this, in milliseconds, would keep requests waiting that come with an edit. */
const NOTICED = 8;
/** Milliseconds in which a client sends the requests that come with an edit: they are answered before. */
const REQUESTS = 5;
/** Milliseconds until somebody hears of checks: what a document refers to changes seldom. */
const NEWS = 200;

export interface PublisherParts {
  readonly documents: OpenDocuments;
  readonly checks: Checks;
  readonly settings: () => Settings;
  readonly pages?: RulePages | undefined;
  readonly send: (params: PublishDiagnosticsParams) => Promise<void>;
  /** Called soon after checks: what documents refer to may have changed. */
  readonly checked: () => void;
  /** The open documents that use a schema or a dialect. */
  readonly usersOf: (uri: string) => readonly string[];
  readonly log: Log;
}

/** What is known about the checks of a document. */
interface Past {
  /** Whether no findings are shown: those that are have to be taken away when the document closes. */
  readonly empty: boolean;
  /** How long the last check took, in milliseconds. */
  readonly cost: number;
}

/**
 * Keeps the findings that the client shows true, and never shows those of an older version. The first edit after a
 * quiet moment is checked at once. While edits come faster than checks end, each takes the one before it away, and
 * the next one waits for as long as the last one took, so that typing does not pay for checks that nobody sees.
 */
export class DiagnosticsPublisher {
  private readonly parts: PublisherParts;
  private readonly debounce: Debounce;
  private readonly news: Debounce;
  private readonly toldInParts = new ToldInParts();
  /** Documents that were published once. */
  private readonly published = new Map<string, Past>();
  /** When each document changed last. */
  private readonly edited = new Map<string, number>();

  constructor(parts: PublisherParts) {
    this.parts = parts;
    this.debounce = new Debounce((uri) => {
      void attempt(parts.log, `Checking ${uri}`, () => this.publish(uri));
    });
    this.news = new Debounce(() => parts.checked());
  }

  /** The text of a document changed, or a file around it: whatever is being checked is no longer wanted. */
  changed(uri: string): void {
    this.parts.checks.supersede(uri);
    const now = performance.now();
    const cost = Math.min(this.published.get(uri)?.cost ?? 0, LONGEST_PAUSE);
    const isQuiet = now - (this.edited.get(uri) ?? 0) > 2 * cost;
    this.edited.set(uri, now);
    this.debounce.schedule(uri, isQuiet ? (cost > NOTICED ? REQUESTS : 0) : cost);
  }

  async closed(uri: string): Promise<void> {
    this.parts.checks.forget(uri);
    this.debounce.cancel(uri);
    this.edited.delete(uri);
    const before = this.published.get(uri);
    this.published.delete(uri);
    if (this.toldInParts.forget(uri)) {
      this.showAgain(this.parts.usersOf(uri));
    }
    if (before?.empty === false) {
      await this.parts.send({ uri, diagnostics: [] });
    }
  }

  /** What is shown in other documents changed; what is found in these did not. */
  private showAgain(uris: readonly string[]): void {
    for (const uri of uris) {
      this.debounce.schedule(uri, 0);
    }
  }

  private async publish(uri: string): Promise<void> {
    const { documents, checks, settings, pages, send } = this.parts;
    const started = performance.now();
    const document = await documents.read(uri, new Pace());
    const before = this.published.get(uri);
    if (!document) {
      this.published.set(uri, { empty: true, cost: 0 });
      if (before?.empty === false) {
        await send({ uri, diagnostics: [] });
      }
      return;
    }
    const checked = await checks.of(document);
    if (documents.get(uri) !== document) {
      return; // edited or closed meanwhile: the check that this started speaks for it
    }
    const diagnostics = provideDiagnostics(this.toldInParts.withoutTold(checked), settings(), pages);
    this.published.set(uri, { empty: diagnostics.length === 0, cost: performance.now() - started });
    await send({ uri, version: document.version, diagnostics });
    if (this.toldInParts.take(checked)) {
      this.showAgain(this.parts.usersOf(uri));
    }
    this.news.schedule('', NEWS);
  }
}
