import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { FormConversation } from '#client/previews/form-conversation.ts';
import { checkMetadata } from '#core/metadata/check.ts';
import { applyFormChanges } from '#core/metadata/form/apply-changes.ts';
import { decodeFormChange } from '#core/metadata/form/form-change.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import { nowhere } from '#core/metadata/surroundings.ts';
import { plainValue } from '#core/metadata/tree.ts';
import { applyEdits } from '#test/unit/metadata/marks.ts';
import { launchBrowser } from '../host/browser.ts';
import { THEMES } from './preview-themes.ts';
import { type ProgramServer, prepareProgram, serveProgram } from './webview-host.ts';

const YAML = `# Stations of the Alps
$schema: https://datapackage.org/profiles/2.0/datapackage.json
name: alps # short
licenses:
  - name: CC0-1.0
resources:
  - name: stations
    path: stations.csv
    schema:
      fields:
        - name: id
          type: integer
        # metres above the sea
        - name: height
          type: nmber
  - name: daily
    path: daily.csv
`;

/** A form over a text that lies here, with what the language server would do with it. */
interface ShownForm {
  readonly page: Page;
  readonly complaints: string[];
  readonly shownText: string[];
  text(): string;
  /** What someone types into the text editor beside the form. */
  edit(text: string): void;
}

const browser: Browser | undefined = await launchBrowser().catch((error: unknown) => {
  console.log(`Skipped the form in a browser: ${error instanceof Error ? error.message : String(error)}`);
  return undefined;
});

describe.skipIf(browser === undefined)('the form of a descriptor in a browser', () => {
  let server: ProgramServer;
  let axe: string;

  beforeAll(async () => {
    server = await serveProgram('form');
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  });

  afterAll(async () => {
    server.close();
    await browser?.close();
  });

  async function show(
    text: string,
    {
      readOnly = false,
      variables = {},
    }: { readOnly?: boolean; variables?: Readonly<Record<string, string>> } = {},
  ): Promise<ShownForm> {
    if (!browser) {
      throw new Error('no browser');
    }
    let current = text;
    let version = 1;
    const shownText: string[] = [];
    const parse = () => parseMetadata({ name: 'datapackage.yaml', text: current });
    const program = await prepareProgram(browser, {
      variables,
      receive: (message) => conversation.receive(message),
    });
    const conversation = new FormConversation({
      title: 'datapackage.yaml',
      sentences: {
        noPackage: 'The text is no data package now.',
        unknownDocument: 'The document is not known.',
        changedMeanwhile: 'The text has changed meanwhile.',
        failed: 'The form failed.',
      },
      readOnly,
      content: async () => {
        const document = parse();
        const problems = checkMetadata(document, nowhere);
        const { root } = document;
        const value = root?.kind === 'object' ? { value: plainValue(root) } : {};
        return { version, ...value, problems, files: ['daily.csv', 'other.csv'] };
      },
      edits: async (_, changes) => {
        const applied = applyFormChanges(
          parse(),
          changes.flatMap((change) => decodeFormChange(change) ?? []),
        );
        if ('refused' in applied) {
          return applied;
        }
        // As one replacement of everything: where lines begin is no business of this test.
        const all = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
        return { edits: [{ range: all, newText: applyEdits(current, applied.edits) }] };
      },
      apply: async (seen, edits) => {
        if (seen !== version) {
          return false;
        }
        edit(edits[0]?.newText ?? current);
        return true;
      },
      showText: async (pointer) => {
        shownText.push(pointer);
      },
      post: (message) => program.post(message),
      warn: (message) => program.complaints.push(message),
    });
    const edit = (next: string) => {
      current = next;
      version += 1;
      conversation.refresh();
    };
    await program.page.goto(server.address);
    onTestFinished(() => program.page.context().close());
    return { page: program.page, complaints: program.complaints, shownText, text: () => current, edit };
  }

  test('shows the texts, the resources and their findings', async () => {
    const { page, complaints } = await show(YAML);
    await expect.poll(() => page.getByLabel('Name').first().inputValue()).toBe('alps');
    await page.getByText('1 error', { exact: true }).waitFor();
    await page.getByText('stations', { exact: true }).click();
    const table = page.getByRole('table', { name: 'Fields' });
    await table.getByRole('row').nth(2).getByText('"nmber"').waitFor();
    expect(await table.getByRole('row').count()).toBe(3);
    expect(complaints).toEqual([]);
  });

  test('a typed text becomes one edit when the control is left; comments and order stay', async () => {
    const form = await show(YAML);
    await form.page.getByLabel('Title').first().fill('Stations');
    await form.page.keyboard.press('Tab');
    await expect.poll(form.text).toContain('title: Stations');
    expect(
      form
        .text()
        .split('\n')
        .filter((line) => !YAML.split('\n').includes(line)),
    ).toEqual(['title: Stations']);
  });

  test('a type is chosen, a flag is set, and the finding goes away', async () => {
    const form = await show(YAML);
    await form.page.getByText('stations', { exact: true }).click();
    const row = form.page.getByRole('table', { name: 'Fields' }).getByRole('row').nth(2);
    await row.getByLabel('Type').selectOption('number');
    await expect.poll(form.text).toBe(YAML.replace('nmber', 'number'));
    await row.getByLabel('Required').check();
    await expect.poll(form.text).toContain('constraints:');
    await row.getByLabel('Required').uncheck();
    await expect.poll(form.text).toBe(YAML.replace('nmber', 'number'));
  });

  test('a new field gets the focus, and the keyboard moves it up', async () => {
    const form = await show(YAML);
    await form.page.getByText('stations', { exact: true }).click();
    await form.page.getByRole('button', { name: 'Add field' }).click();
    await expect
      .poll(() => form.page.evaluate(() => document.activeElement?.closest('tr')?.rowIndex))
      .toBe(3);
    await form.page.keyboard.type('slope');
    await form.page.keyboard.press('Enter');
    await expect.poll(form.text).toContain('- name: slope');
    await form.page.getByRole('button', { name: 'Move slope up' }).press('Enter');
    await expect.poll(() => form.text().indexOf('slope') < form.text().indexOf('height')).toBe(true);
    expect(form.text()).toContain('# metres above the sea');
  });

  test('a licence that is known brings its title and address', async () => {
    const form = await show(YAML);
    const name = form.page.getByRole('region', { name: 'Licences' }).getByLabel('Name');
    await name.fill('cc-by-4.0');
    await form.page.keyboard.press('Tab');
    await expect.poll(form.text).toContain('name: CC-BY-4.0');
    await expect.poll(form.text).toContain('path: https://creativecommons.org/licenses/by/4.0');
  });

  test('what is being typed survives an edit of the text beside it', async () => {
    const form = await show(YAML);
    const title = form.page.getByLabel('Title').first();
    await title.fill('half a ti');
    form.edit(YAML.replace('alps', 'andes'));
    await expect.poll(() => form.page.getByLabel('Name').first().inputValue()).toBe('andes');
    expect(await title.inputValue()).toBe('half a ti');
  });

  test('a text that is broken hides the form, and the mended one brings it back', async () => {
    const form = await show(YAML);
    await form.page.getByLabel('Name').first().waitFor();
    form.edit('- a list');
    await form.page.getByText('The text is no data package now').waitFor();
    expect(await form.page.getByRole('form').count()).toBe(0);
    form.edit(YAML);
    await expect.poll(() => form.page.getByLabel('Name').first().inputValue()).toBe('alps');
  });

  test('findings without a control lead to the text', async () => {
    const form = await show(YAML.replace('name: alps', 'name: alps\ncreated: yesterday'));
    const elsewhere = form.page.getByRole('region', {
      name: 'Findings about parts that this form does not show',
    });
    await elsewhere
      .getByRole('button', { name: /created/ })
      .first()
      .click();
    await expect.poll(() => form.shownText).toContain('/created');
  });

  test('a document that can only be read cannot be changed', async () => {
    const form = await show(YAML, { readOnly: true });
    await form.page.getByText('This descriptor can only be read.').waitFor();
    expect(await form.page.getByLabel('Name').first().isEditable()).toBe(false);
    expect(await form.page.getByRole('button', { name: 'Add resource' }).isDisabled()).toBe(true);
  });

  test('hostile texts are shown as text', async () => {
    const form = await show(YAML.replace('name: alps', 'name: "<img src=x onerror=alert(1)>"'));
    await expect
      .poll(() => form.page.getByLabel('Name').first().inputValue())
      .toBe('<img src=x onerror=alert(1)>');
    expect(await form.page.locator('img').count()).toBe(0);
    expect(form.complaints).toEqual([]);
  });

  test.each(Object.entries(THEMES))('accessible in the %s theme', async (_, variables) => {
    const { page } = await show(YAML, { variables });
    await page.getByText('stations', { exact: true }).click();
    await page.getByRole('table', { name: 'Fields' }).waitFor();
    await page.evaluate(axe);
    const violations = await page.evaluate(
      'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))',
    );
    expect(violations).toEqual([]);
  });
});
