import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchBrowser } from '../host/browser.ts';
import { installExtension, prepareProfile, type RunningEditor, startEditor } from '../host/editor.ts';
import { TEST_SETTINGS } from '../host/settings.ts';
import { extensionLogs, Workbench } from '../host/workbench.ts';
import { makeWorkspaceSample } from './workspace-sample.ts';

const ROOT = join(import.meta.dirname, '../..');

/** One workbench with the packaged extension on a fresh sample workspace. */
export interface WorkbenchSession {
  readonly workbench: Workbench;
  /** The workspace: a copy of its own in a temporary folder. */
  readonly folder: string;
  /** A folder outside the workspace that goes away with the session: for keys. */
  readonly outside: string;
  /** Ends everything and removes every file; `failed` keeps the extension's logs beside the pictures. */
  close(failed: boolean): Promise<void>;
}

export interface SessionOptions {
  /** The sample without its deliberate mistakes. */
  readonly mended?: boolean;
  /** Leaves workspace trust on: the editor asks first, and the workspace starts in Restricted Mode. */
  readonly askForTrust?: boolean;
  /** Adds files before the editor starts: it may miss changes in folders that come while it looks for them. */
  readonly prepare?: (folder: string) => Promise<void>;
}

/** Starts one; `name` is the folder of its pictures under `test/e2e/screenshots`. Needs `npm run package` before. */
export async function openWorkbenchSession(
  name: string,
  { mended = false, askForTrust = false, prepare }: SessionOptions = {},
): Promise<WorkbenchSession> {
  const vsix = await packagedExtension();
  const root = await mkdtemp(join(tmpdir(), 'waybill-e2e-'));
  const screenshots = join(ROOT, 'test/e2e/screenshots', name);
  await rm(screenshots, { recursive: true, force: true });
  const folder = join(root, 'sample');
  const releases: (() => Promise<void>)[] = [() => rm(root, { recursive: true, force: true })];
  const release = async (): Promise<void> => {
    for (const each of releases.toReversed()) {
      await each();
    }
  };
  try {
    await makeWorkspaceSample(folder, { mended });
    await prepare?.(folder);
    const profile = await prepareProfile(join(root, 'profile'), {
      ...TEST_SETTINGS,
      'security.workspace.trust.enabled': askForTrust,
    });
    await installExtension(profile, vsix);
    const editor = await startEditor(profile, { folder, askForTrust });
    releases.push(() => editor.stop());
    const browser = await launchBrowser();
    releases.push(() => browser.close());
    const workbench = await Workbench.open(browser, { url: editor.url, screenshots });
    return {
      workbench,
      folder,
      outside: root,
      close: async (failed) => {
        if (failed) {
          await writeFile(join(screenshots, 'logs.txt'), await report(editor, profile.userData, workbench));
        }
        await release();
      },
    };
  } catch (error) {
    await release();
    throw error;
  }
}

async function report(editor: RunningEditor, userData: string, workbench: Workbench): Promise<string> {
  return `${await extensionLogs(userData)}\n--- server\n${editor.log()}\n--- browser\n${workbench.consoleText}`;
}

/** The VSIX that `npm run package` made. */
export async function packagedExtension(): Promise<string> {
  const { name, version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
  };
  const vsix = join(ROOT, `${name}-${version}.vsix`);
  if (!existsSync(vsix)) {
    throw new Error(`${vsix} is missing: run "npm run package" first`);
  }
  return vsix;
}
