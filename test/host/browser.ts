import { type Browser, chromium } from 'playwright-core';
import { prepareBrowser } from './install.ts';

const ARGUMENTS = [
  // The sandbox needs rights that containers rarely give; every page it loads is our own, on loopback.
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--force-renderer-accessibility',
  // Nothing leaves this machine, whatever the workbench would like to look up.
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1',
];

/** Starts a headless Chromium that reaches loopback only. */
export async function launchBrowser(): Promise<Browser> {
  const { executable, env } = await prepareBrowser();
  return chromium.launch({
    executablePath: executable,
    args: ARGUMENTS,
    env: { ...definedOnly(process.env), ...env },
  });
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
