import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchBrowser } from './browser.ts';
import { installExtension, prepareProfile, type RunningEditor, startEditor } from './editor.ts';
import { TEST_SETTINGS } from './settings.ts';
import { extensionLogs } from './workbench.ts';

export interface ExtensionHostTests {
  /** The packaged extension. */
  readonly vsix: string;
  /** The workspace to open. */
  readonly folder: string;
  /** Absolute path of a module whose default export has the tests by name; each is called with the `vscode` API. */
  readonly tests: string;
  readonly timeoutMs: number;
}

export interface ExtensionHostResult {
  readonly name: string;
  /** The stack, when it failed. */
  readonly error?: string;
}

/**
 * Runs tests inside a real extension host, beside the packaged extension as a user has it. The workbench takes the
 * tests from a payload in its address, as VS Code's own tests do; a built workbench heeds it only with the smoke-test
 * driver on. Fails when the host does not report in time.
 */
export async function runInExtensionHost(options: ExtensionHostTests): Promise<ExtensionHostResult[]> {
  const root = await mkdtemp(join(tmpdir(), 'waybill-host-'));
  const results = join(root, 'results.json');
  try {
    const profile = await prepareProfile(join(root, 'profile'), TEST_SETTINGS);
    await installExtension(profile, options.vsix);
    const editor = await startEditor(profile, {
      folder: options.folder,
      serverOptions: ['enable-smoke-test-driver'],
      env: { WAYBILL_HOST_TESTS: options.tests, WAYBILL_HOST_RESULTS: results },
    });
    try {
      await openWithTests(editor, options.timeoutMs).catch(async (error: unknown) => {
        throw new Error(`${String(error)}\n${await extensionLogs(profile.userData)}`);
      });
    } finally {
      await editor.stop();
    }
    return JSON.parse(await readFile(results, 'utf8')) as ExtensionHostResult[];
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** Opens the workbench and resolves when its extension host says that the tests are over. */
async function openWithTests(editor: RunningEditor, timeoutMs: number): Promise<void> {
  const here = join(import.meta.dirname, 'extension-host');
  const remote = (path: string): string => `vscode-remote://127.0.0.1:${editor.port}${path}`;
  const payload = [
    ['extensionDevelopmentPath', remote(here)],
    ['extensionTestsPath', remote(join(here, 'run-tests.cjs'))],
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ];
  const browser = await launchBrowser();
  try {
    const page = await (await browser.newContext()).newPage();
    const over = Promise.withResolvers<void>();
    const timer = setTimeout(
      () => over.reject(new Error(`The extension host did not report in ${timeoutMs / 1000} s`)),
      timeoutMs,
    );
    await page.exposeFunction('codeAutomationLog', () => undefined);
    await page.exposeFunction('codeAutomationExit', () => over.resolve());
    await page.goto(`${editor.url}&payload=${encodeURIComponent(JSON.stringify(payload))}`);
    await over.promise.finally(() => clearTimeout(timer));
  } finally {
    await browser.close();
  }
}
