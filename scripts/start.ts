/** `npm start`: builds and packages the extension, and opens it on the sample workspace. */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { installExtension, prepareProfile, startEditor } from '../test/host/editor.ts';
import { prepareCodeServer } from '../test/host/install.ts';
import { CALM_SETTINGS } from '../test/host/settings.ts';
import { makeSample } from './make-sample.ts';
import { packageExtension } from './package.ts';
import { phase, ROOT, runCommand } from './run-command.ts';

const HELP = `npm start -- [options]     Builds Waybill and opens it on a sample workspace.

  --desktop        install it into the VS Code on the PATH ("code") and open the sample there
  --fresh          throw away the sample and the editor's profile of the last run
  --port NUMBER    port on this machine (8737, or a free one when that is taken)
  --ask-for-trust  leave workspace trust on: the editor asks first and starts in Restricted Mode
`;

const STATE = join(ROOT, '.waybill/start');
const SAMPLE = join(STATE, 'sample');
const USUAL_PORT = 8737;

const SETTINGS = {
  ...CALM_SETTINGS,
  // The sample's guide, rendered, is what a person sees first.
  'workbench.startupEditor': 'readme',
  'git.openRepositoryInParentFolders': 'never',
};

interface Options {
  readonly desktop: boolean;
  readonly askForTrust: boolean;
  readonly port: number | undefined;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      desktop: { type: 'boolean', default: false },
      fresh: { type: 'boolean', default: false },
      port: { type: 'string' },
      'ask-for-trust': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  const options = {
    desktop: values.desktop,
    askForTrust: values['ask-for-trust'],
    port: values.port === undefined ? undefined : parsePort(values.port),
  };
  if (values.fresh) {
    await rm(STATE, { recursive: true, force: true });
  }
  await (options.desktop ? startDesktop() : startWorkbench(options));
}

async function startWorkbench(options: Options): Promise<void> {
  const start = performance.now();
  const port = options.port ?? ((await isFree(USUAL_PORT)) ? USUAL_PORT : 0);
  await prepareCodeServer();
  const vsix = await buildPackage();
  await prepareSample();
  const profile = await prepareProfile(join(STATE, 'profile'), SETTINGS);
  await phase('Installing the extension', () => installExtension(profile, vsix));
  const editor = await phase('Starting the editor', () =>
    startEditor(profile, { folder: SAMPLE, port, askForTrust: options.askForTrust }),
  );
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => void editor.stop());
  }
  console.log(`
Ready after ${Math.round((performance.now() - start) / 1000)} s. Open this address in a browser on this machine:

    ${editor.url}

The workspace is ${relative(ROOT, SAMPLE)}; its README leads through it. Ctrl+C stops the editor.`);
  await editor.ended;
  console.log('The editor has stopped.');
}

async function startDesktop(): Promise<void> {
  const { ok } = await runCommand('code', ['--version']);
  if (!ok) {
    throw new Error(
      'There is no "code" on the PATH. In VS Code, run "Shell Command: Install \'code\' command in PATH" from the Command Palette, or leave --desktop out to use the editor that comes with this project.',
    );
  }
  const vsix = await buildPackage();
  await prepareSample();
  await phase('Installing the extension into VS Code', () => code('--install-extension', vsix, '--force'));
  await phase('Opening the sample', () => code('--new-window', SAMPLE));
  console.log(`\nVS Code shows ${relative(ROOT, SAMPLE)}; its README leads through it.`);
}

async function code(...args: string[]): Promise<void> {
  const { ok, output } = await runCommand('code', args);
  if (!ok) {
    throw new Error(`"code ${args.join(' ')}" failed:\n${output.trim()}`);
  }
}

async function buildPackage(): Promise<string> {
  const { vsix } = await phase('Building and packaging the extension', packageExtension);
  return vsix;
}

/** Kept between runs, so that what a person has fixed and published is still there. */
async function prepareSample(): Promise<void> {
  if (!existsSync(SAMPLE)) {
    await phase('Making the sample workspace', () => makeSample(SAMPLE));
  }
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`--port takes a number from 1 to 65535, not "${text}"`);
  }
  return port;
}

/** True when nothing listens on this port of loopback. */
function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
