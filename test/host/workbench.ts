import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';

export interface WorkbenchOptions {
  /** Address of a running workbench with a folder. */
  readonly url: string;
  /** Folder for the pictures of the steps. */
  readonly screenshots: string;
}

/** How often a key is pressed again when its effect does not show, and how long each time is waited for. */
const ATTEMPTS = 6;
const ATTEMPT_MS = 2500;
const QUESTION_MS = 8000;
const START_MS = 60_000;
const EFFECT_MS = 20_000;
const CONSOLE_LINES = 300;

/**
 * A real VS Code workbench, used as a person uses it: by keys, and by what is to be seen. Every method returns when
 * its effect is visible. The workbench drops a key now and then while it is busy (a menu that opens on stale findings
 * closes again), so keys that open something are pressed again, a bounded number of times; nothing ever sleeps.
 */
export class Workbench {
  readonly page: Page;
  readonly #context: BrowserContext;
  readonly #screenshots: string;
  readonly #console: string[] = [];
  #pictures = 0;

  private constructor(page: Page, context: BrowserContext, screenshots: string) {
    this.page = page;
    this.#context = context;
    this.#screenshots = screenshots;
    page.on('console', (message) => this.#remember(`[${message.type()}] ${message.text()}`));
    page.on('pageerror', (error) => this.#remember(`[uncaught] ${error.stack ?? error.message}`));
  }

  #remember(line: string): void {
    this.#console.push(line);
    if (this.#console.length > CONSOLE_LINES) {
      this.#console.shift();
    }
  }

  /** The last lines that the workbench and its webviews wrote to the browser's console. */
  get consoleText(): string {
    return this.#console.join('\n');
  }

  /** Opens a page and resolves when the file explorer shows the folder. */
  static async open(browser: Browser, options: WorkbenchOptions): Promise<Workbench> {
    await mkdir(options.screenshots, { recursive: true });
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const page = await context.newPage();
    page.setDefaultTimeout(EFFECT_MS);
    const workbench = new Workbench(page, context, options.screenshots);
    await page.goto(options.url, { timeout: START_MS });
    await page.locator('.monaco-workbench .part.editor').waitFor({ timeout: START_MS });
    await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor({ timeout: START_MS });
    return workbench;
  }

  async close(): Promise<void> {
    await this.#context.close();
  }

  /** Does one step of a journey and keeps a picture of its end, `01-open-the-descriptor.png`, or of its failure. */
  async step<T>(name: string, action: () => Promise<T>): Promise<T> {
    this.#pictures += 1;
    const file = `${String(this.#pictures).padStart(2, '0')}-${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`;
    try {
      const result = await action();
      await this.#picture(file);
      return result;
    } catch (error) {
      await this.#picture(`${file}-failed`);
      throw new Error(`Step "${name}": ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    }
  }

  async #picture(name: string): Promise<void> {
    await this.page.screenshot({ path: join(this.#screenshots, `${name}.png`) });
  }

  /** Presses keys until `effect` is visible. */
  async trigger(keys: readonly string[], effect: Locator): Promise<Locator> {
    return this.#attempt(async () => {
      for (const key of keys) {
        await this.page.keyboard.press(key);
      }
    }, effect);
  }

  /** Does something until its effect is visible; Escape between the attempts closes what was half open. */
  async #attempt(action: () => Promise<void>, effect: Locator, waitMs = ATTEMPT_MS): Promise<Locator> {
    for (let attempt = 1; ; attempt++) {
      try {
        await action();
        await effect.waitFor({ timeout: waitMs * attempt });
        return effect;
      } catch (error) {
        if (attempt === ATTEMPTS) {
          throw error;
        }
        await this.page.keyboard.press('Escape');
      }
    }
  }

  get #quickInput(): Locator {
    return this.page.locator('.quick-input-widget:visible');
  }

  async #quickInputClosed(): Promise<void> {
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** Opens the quick input by a key and fills it; chooses the row that has the focus and shows `row`. */
  async #choose(key: string, text: string, row: string): Promise<void> {
    const focused = this.#quickInput.locator('.monaco-list-row.focused', { hasText: row });
    await this.#attempt(async () => {
      await this.page.keyboard.press(key);
      await this.#quickInput.locator('input').first().fill(text, { timeout: ATTEMPT_MS });
    }, focused);
    await this.page.keyboard.press('Enter');
  }

  /** Opens a file of the workspace by its path or name. */
  async openFile(path: string): Promise<void> {
    const name = path.split('/').at(-1) ?? path;
    // Search results replace the list of recent files late: Enter counts only on the row that is meant.
    await this.#choose('Control+P', path, name);
    await this.activeTab(name).waitFor();
  }

  activeTab(name: string): Locator {
    return this.page.locator('.tabs-container .tab.active', { hasText: name });
  }

  /** Runs a command by its title in the palette: `Waybill: Refresh`. */
  async command(title: string): Promise<void> {
    await this.#choose('F1', `>${title}`, title);
  }

  /** Whether the palette offers a command, which it does not where the command is disabled. */
  async offers(title: string): Promise<boolean> {
    const rows = this.#quickInput.locator('.monaco-list-row');
    const entry = rows.filter({ hasText: title }).first();
    // What merely resembles the title comes under this heading, after what matches.
    const none = rows.filter({ hasText: /similar commands|No matching/ }).first();
    await this.#attempt(async () => {
      await this.page.keyboard.press('F1');
      await this.#quickInput.locator('input').first().fill(`>${title}`, { timeout: ATTEMPT_MS });
    }, entry.or(none).first());
    const offered = await entry.isVisible();
    await this.escape();
    return offered;
  }

  /**
   * Runs a command that begins with a question, known by a part of its prompt or placeholder. The first list of a
   * command goes away with the focus, which the workbench may move once more after the palette has closed: then it is
   * run again. Nothing has happened before the answer.
   */
  async commandThatAsks(title: string, question: string): Promise<void> {
    const asked = this.page
      .getByPlaceholder(question)
      .filter({ visible: true })
      .or(this.#quickInput.filter({ hasText: question }))
      .first();
    await this.#attempt(() => this.command(title), asked, QUESTION_MS);
  }

  async closeAllEditors(): Promise<void> {
    await this.command('View: Close All Editors');
    await this.#quickInputClosed();
    await this.page.locator('.tabs-container .tab').first().waitFor({ state: 'detached' });
  }

  /** The open quick input whose prompt contains this text. */
  question(prompt: string): Locator {
    return this.#quickInput.filter({ hasText: prompt });
  }

  /** Turns away from the question that is open. */
  async escape(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.#quickInputClosed();
  }

  /** Types the answer to a question of an input box, known by a part of its prompt. */
  async answer(prompt: string, text: string): Promise<void> {
    const question = this.question(prompt);
    await question.waitFor();
    await question.locator('input').first().fill(text);
    await this.page.keyboard.press('Enter');
    await question.waitFor({ state: 'hidden' });
  }

  /** Accepts what an input box proposes. */
  async acceptProposal(prompt: string, proposal: string): Promise<void> {
    const question = this.question(prompt);
    await question.waitFor();
    const value = await question.locator('input').first().inputValue();
    if (value !== proposal) {
      throw new Error(`The question "${prompt}" proposes "${value}" instead of "${proposal}"`);
    }
    await this.page.keyboard.press('Enter');
    await question.waitFor({ state: 'hidden' });
  }

  /** Picks an entry of a list, known by its placeholder, by narrowing the list to it. */
  async pick(placeholder: string, entry: string): Promise<void> {
    const input = this.page.getByPlaceholder(placeholder).filter({ visible: true });
    await input.waitFor();
    await input.fill(entry);
    await this.#quickInput.locator('.monaco-list-row.focused', { hasText: entry }).waitFor();
    await this.page.keyboard.press('Enter');
    await input.waitFor({ state: 'hidden' });
  }

  /** Puts the cursor at a 1-based line and column of the active text editor. */
  async goTo(line: number, column: number): Promise<void> {
    const input = this.#quickInput.locator('input').first();
    await this.#attempt(async () => {
      await this.page.keyboard.press('Control+G');
      await input.fill(`:${line}:${column}`, { timeout: ATTEMPT_MS });
    }, this.#quickInput);
    await this.page.keyboard.press('Enter');
    await this.#quickInputClosed();
    const position = this.page.locator('.statusbar-item', { hasText: `Ln ${line}, Col ${column}` });
    await position.waitFor();
  }

  /** Puts the cursor into the first occurrence of `token` in `text`, which is the active editor's, or behind it. */
  async goToText(text: string, token: string, place: 'inside' | 'behind' = 'inside'): Promise<void> {
    const { line, column } = positionOf(text, token);
    await this.goTo(line, place === 'inside' ? column + 1 : column + token.length);
  }

  /** Replaces the first occurrence of `token` in `text`, which is the active editor's and on one line. */
  async replaceText(text: string, token: string, replacement: string): Promise<void> {
    await this.goToText(text, token, 'behind');
    for (let pressed = 0; pressed < token.length; pressed++) {
      await this.page.keyboard.press('Shift+ArrowLeft');
    }
    await this.page.keyboard.insertText(replacement);
    await this.textAppears(replacement);
  }

  /** Resolves when a line in the view of the active text editor contains this text. */
  async textAppears(text: string): Promise<void> {
    // The editor draws spaces as no-break spaces, and splits a line into coloured pieces.
    const drawn = text.replaceAll(' ', '\u00a0');
    await this.page.locator('.editor-instance .view-line', { hasText: drawn }).first().waitFor();
  }

  /** Errors that the active text editor underlines. */
  get errorMarks(): Locator {
    return this.page.locator('.editor-instance .squiggly-error');
  }

  /** The rows of the Problems panel, which it opens. */
  async problems(): Promise<Locator> {
    const panel = this.page.locator('.markers-panel');
    if (!(await panel.isVisible())) {
      await this.trigger(['Control+Shift+M'], panel);
    }
    return panel.locator('.monaco-list-row');
  }

  /** Puts the focus back into the active editor's group. */
  async focusEditor(): Promise<void> {
    await this.page.keyboard.press('Control+1');
    await this.page.locator('.editor-instance .monaco-editor.focused').waitFor();
  }

  /** Opens the menu of quick fixes for what is at the cursor; resolves with the one that has this title. */
  async offerQuickFix(title: string): Promise<Locator> {
    const entry = this.page.locator('.action-widget .monaco-list-row', { hasText: title }).first();
    return this.trigger(['Control+.'], entry);
  }

  /** Takes the quick fix with this title for what is at the cursor. */
  async quickFix(title: string): Promise<void> {
    const entry = await this.offerQuickFix(title);
    await entry.click();
    await entry.waitFor({ state: 'hidden' });
  }

  /** Completes the name or value at the cursor with the suggestion that has this label. */
  async complete(label: string): Promise<void> {
    const suggestion = this.page
      .locator('.suggest-widget.visible .monaco-list-row', { hasText: label })
      .first();
    await this.trigger(['Control+Space'], suggestion);
    await suggestion.click();
    await this.page.locator('.suggest-widget.visible').waitFor({ state: 'hidden' });
  }

  /** The labels of all that is offered at the cursor, once this is among it; then nothing is shown any more. */
  async suggestions(label: string): Promise<string[]> {
    const list = this.page.locator('.suggest-widget.visible');
    await this.trigger(['Control+Space'], list.locator('.monaco-list-row', { hasText: label }).first());
    const labels = await list.locator('.monaco-list-row .label-name').allInnerTexts();
    await this.page.keyboard.press('Escape');
    await list.waitFor({ state: 'hidden' });
    return labels;
  }

  /** Runs an action for the whole document, by its title in the menu of source actions. */
  async sourceAction(title: string): Promise<void> {
    const entry = this.page.locator('.action-widget .monaco-list-row', { hasText: title }).first();
    await this.#attempt(() => this.command('Source Action...'), entry);
    await entry.click();
    await entry.waitFor({ state: 'hidden' });
  }

  /** Shows the hover at the cursor and resolves when it contains this text. */
  async hover(text: string): Promise<void> {
    const content = this.page.locator('.monaco-hover:visible .hover-contents', { hasText: text }).first();
    await this.trigger(['Control+K', 'Control+I'], content);
    await this.page.keyboard.press('Escape');
  }

  async save(): Promise<void> {
    await this.page.keyboard.press('Control+S');
    await this.page.locator('.tabs-container .tab.active:not(.dirty)').waitFor();
  }

  /** Opens a view container by its title in the activity bar. */
  async openView(container: string): Promise<void> {
    const tab = this.page.locator('.activitybar').getByRole('tab', { name: container });
    if ((await tab.getAttribute('aria-selected')) !== 'true') {
      await tab.click();
    }
    await this.page.locator('.sidebar .composite.title', { hasText: container }).waitFor();
  }

  /** Chooses an entry of the context menu of something, by Enter: right after it opened the menu takes no click. */
  async contextMenu(target: Locator, entry: string, effect: Locator): Promise<void> {
    const item = this.page.getByRole('menuitem', { name: entry });
    await this.#attempt(async () => {
      await target.click({ button: 'right' });
      await item.hover();
      await this.page.keyboard.press('Enter');
    }, effect);
  }

  /** A node of a tree in the side bar whose accessible name begins with `name`. */
  treeItem(name: string): Locator {
    return this.page.locator(`.sidebar [role=treeitem][aria-label^=${JSON.stringify(name)}]`).first();
  }

  /** Opens a node of a tree in the side bar; a node that is open stays so. */
  async expand(name: string): Promise<void> {
    const item = this.treeItem(name);
    await item.waitFor();
    if ((await item.getAttribute('aria-expanded')) !== 'true') {
      await item.click();
    }
    await item.and(this.page.locator('[aria-expanded=true]')).waitFor();
  }

  /** Closes a node of a tree in the side bar; a node that is closed stays so. */
  async collapse(name: string): Promise<void> {
    const item = this.treeItem(name);
    await item.waitFor();
    if ((await item.getAttribute('aria-expanded')) === 'true') {
      await item.click();
    }
    await item.and(this.page.locator('[aria-expanded=false]')).waitFor();
  }

  /** An entry of the status bar. */
  statusItem(text: string): Locator {
    return this.page.locator('.statusbar-item', { hasText: text });
  }

  /** Every notification that is in sight. */
  get toasts(): Locator {
    return this.page.locator('.notifications-toasts .notification-list-item');
  }

  /** A notification that contains this text. */
  notification(text: string): Locator {
    return this.toasts.filter({ hasText: text });
  }

  /** Waits for a notification and closes it. */
  async dismissNotification(text: string): Promise<void> {
    const toast = this.notification(text);
    await toast.waitFor({ timeout: START_MS });
    await toast.hover();
    await toast.locator('.codicon-notifications-clear').click();
    await toast.waitFor({ state: 'hidden' });
  }

  /** The document inside the `index`-th visible webview. A hidden editor's webview is not counted. */
  webview(index = 0): FrameLocator {
    return this.page
      .locator('iframe.webview.ready')
      .filter({ visible: true })
      .nth(index)
      .contentFrame()
      .frameLocator('iframe#active-frame');
  }
}

/** 1-based line and column of the first occurrence of a token. */
export function positionOf(text: string, token: string): { line: number; column: number } {
  const offset = text.indexOf(token);
  if (offset < 0) {
    throw new Error(`The text does not hold ${token}`);
  }
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

/** The logs of the extension host and of what extensions write, newest files only, for the report of a failure. */
export async function extensionLogs(userData: string): Promise<string> {
  const folder = join(userData, 'logs');
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const logs = names.filter((name) => name.includes('exthost') && name.endsWith('.log'));
  const texts = await Promise.all(
    logs.map(async (name) => `--- ${name}\n${(await readFile(join(folder, name), 'utf8')).slice(-20_000)}`),
  );
  return texts.join('\n');
}
