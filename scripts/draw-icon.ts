/** `node scripts/draw-icon.ts`: draws `media/icon.png` (256 × 256) from `media/art/icon.svg`. Run it when that changes. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launchBrowser } from '../test/host/browser.ts';
import { ROOT } from './run-command.ts';

const svg = await readFile(join(ROOT, 'media/art/icon.svg'), 'utf8');
const browser = await launchBrowser();
try {
  const page = await browser.newPage({ viewport: { width: 256, height: 256 } });
  await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
  await writeFile(join(ROOT, 'media/icon.png'), await page.screenshot({ omitBackground: true }));
} finally {
  await browser.close();
}
