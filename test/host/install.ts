import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { untar } from './untar.ts';

/** Programs that the tests and `npm start` run. */
export interface TestHost {
  /** code-server's entry point: run it with Node 24. */
  readonly codeServer: string;
  readonly browser: BrowserProgram;
}

export interface BrowserProgram {
  readonly executable: string;
  /** What the browser needs in its environment beside the caller's. */
  readonly env: Readonly<Record<string, string>>;
}

/** For systems without fontconfig: the archive's own configuration names folders of another machine. */
const FONTS_CONF = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir prefix="relative">fonts</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>
`;

const folder = import.meta.dirname;
const modules = join(folder, 'node_modules');
const decompress = promisify(brotliDecompress);

/**
 * The workbench, ready to run: what code-server's install scripts would do, done here without a compiler. Fails
 * with a plain Error that says what to run when its packages are not installed.
 */
export async function prepareCodeServer(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `The workbench for tests runs on Linux x64 only; this is ${process.platform} ${process.arch}. "npm start -- --desktop" uses the VS Code that is installed here.`,
    );
  }
  const entry = join(modules, 'code-server/out/node/entry.js');
  if (!existsSync(entry)) {
    throw new Error(
      'The workbench is not installed. Run "npm ci" in test/host, or use "npm start" or "npm test".',
    );
  }
  await linkModules(join(modules, 'code-server/lib/vscode/node_modules'));
  return entry;
}

/** Lets the workbench inside code-server find its packages: they lie beside code-server. */
async function linkModules(link: string): Promise<void> {
  try {
    await symlink('../../..', link);
  } catch (error) {
    if (!existsSync(link)) {
      throw error;
    }
  }
}

/**
 * A headless Chromium: the one that `CHROME` names, else the one from npm, unpacked (about 190 MB, 3 s) the first
 * time. It brings the libraries that a bare Debian lacks.
 */
export async function prepareBrowser(): Promise<BrowserProgram> {
  const chosen = process.env['CHROME'];
  if (chosen !== undefined && chosen !== '') {
    return { executable: chosen, env: {} };
  }
  const source = join(modules, '@sparticuz/chromium');
  const { version } = JSON.parse(await readFile(join(source, 'package.json'), 'utf8')) as { version: string };
  const target = join(folder, '.chromium', version);
  if (!existsSync(target)) {
    await unpackBrowser(join(source, 'bin'), target);
  }
  return {
    executable: join(target, 'chromium'),
    env: {
      LD_LIBRARY_PATH: join(target, 'al2023/lib'),
      // Its own fonts are one sans-serif face: worse than whatever the system has.
      ...(existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_FILE: join(target, 'fonts.conf') }),
    },
  };
}

/** Unpacks beside the target and renames, so that a half-unpacked browser is never used. */
async function unpackBrowser(source: string, target: string): Promise<void> {
  const parent = join(folder, '.chromium');
  await mkdir(parent, { recursive: true });
  const temporary = await mkdtemp(join(parent, 'unpacking-'));
  try {
    const expand = async (name: string): Promise<Buffer> => decompress(await readFile(join(source, name)));
    await Promise.all([
      expand('al2023.tar.br').then((tar) => untar(tar, join(temporary, 'al2023'))),
      expand('fonts.tar.br').then((tar) => untar(tar, join(temporary, 'fonts'))),
      writeFile(join(temporary, 'fonts.conf'), FONTS_CONF),
      expand('chromium.br').then((program) => writeFile(join(temporary, 'chromium'), program)),
    ]);
    await chmod(join(temporary, 'chromium'), 0o755);
    await rename(temporary, target);
  } catch (error) {
    // Another run may have been quicker: its result is as good.
    if (!existsSync(target)) {
      throw error;
    }
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** Everything that the end-to-end tests run, ready. Quick when it is so already. */
export async function prepareTestHost(): Promise<TestHost> {
  const [codeServer, browser] = await Promise.all([prepareCodeServer(), prepareBrowser()]);
  return { codeServer, browser };
}
