/** `npm run package`: bundles, makes `waybill-<version>.vsix`, and refuses one that carries what it should not. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import { makeSample } from './make-sample.ts';
import { ROOT, runCommand } from './run-command.ts';

export interface Package {
  /** Absolute path of the VSIX. */
  readonly vsix: string;
  /** Bytes. */
  readonly size: number;
  readonly files: readonly PackagedFile[];
}

export interface PackagedFile {
  readonly path: string;
  /** Bytes before compression. */
  readonly size: number;
}

const LIMIT = 8 * 1024 * 1024;

/** What a user may get. `.vscodeignore` chooses the files; this list catches a mistake in it. */
const ALLOWED = [
  /^(package\.json|package\.nls(\.[a-z-]+)?\.json|README\.md|CHANGELOG\.md|LICENSE)$/,
  /^dist\/(client\/extension|client\/chunks\/[\w-]+|server\/main|data\/main)\.cjs$/,
  /^dist\/cli\/[\w/-]+\.js$/,
  /^dist\/sample\/[\w/.-]+$/,
  /^dist\/(configuration|rules\/([\w-]+\/)?[\w-]+)\.md$/,
  /^dist\/webviews\/\w+\/main\.(js|css)$/,
  /^media\/[\w/.-]+\.(svg|png|md|json)$/,
  /^l10n\/[\w.-]+\.json$/,
  /^docs\/images\/[\w-]+\.png$/,
];

const NEEDED = [
  'package.json',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  'dist/data/main.cjs',
  'dist/sample/README.md',
  'dist/rules/README.md',
];

/** Bundles and packages the extension; fails with a sentence that names the file that is too much or missing. */
export async function packageExtension(): Promise<Package> {
  const build = await runCommand(process.execPath, ['esbuild.mjs', '--minify']);
  if (!build.ok) {
    throw new Error(`The bundles could not be built:\n${build.output}`);
  }
  // "Open Sample Data Package…" copies it out of the extension.
  await makeSample(join(ROOT, 'dist/sample'));
  const manifest = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    main: string;
    icon: string;
  };
  const paths = await listFiles({ cwd: ROOT, packageManager: PackageManager.None });
  const files = await Promise.all(
    paths.map(async (path) => ({ path, size: (await stat(join(ROOT, path))).size })),
  );
  const needed = [...NEEDED, manifest.main.replace(/^\.\//, ''), manifest.icon];
  await refuseStrangeFiles(files, needed);

  const vsix = join(ROOT, `${manifest.name}-${manifest.version}.vsix`);
  await quietly(() =>
    createVSIX({
      cwd: ROOT,
      packagePath: vsix,
      dependencies: false,
      rewriteRelativeLinks: false,
      allowMissingRepository: true,
    }),
  );
  const { size } = await stat(vsix);
  if (size > LIMIT) {
    throw new Error(
      `${vsix} has ${megabytes(size)}; at most ${megabytes(LIMIT)} are allowed. See which file grew: "npm run package" lists them.`,
    );
  }
  return { vsix, size, files };
}

async function refuseStrangeFiles(files: readonly PackagedFile[], needed: readonly string[]): Promise<void> {
  const strange = files
    .map(({ path }) => path)
    .filter((path) => !ALLOWED.some((pattern) => pattern.test(path)));
  const missing = needed.filter((path) => !files.some((file) => file.path === path));
  const native: string[] = [];
  for (const { path } of files) {
    if (await isNative(join(ROOT, path))) {
      native.push(path);
    }
  }
  const complaints = [
    ...strange.map((path) => `${path} would be packaged, but is not on the list in scripts/package.ts`),
    ...native.map((path) => `${path} is a native program`),
    ...missing.map((path) => `${path} is missing`),
  ];
  if (complaints.length > 0) {
    throw new Error(`The extension cannot be packaged:\n${complaints.map((line) => `  ${line}`).join('\n')}`);
  }
}

/** True for the first bytes of an ELF, PE or Mach-O file. */
async function isNative(path: string): Promise<boolean> {
  const magic = (await readFile(path)).subarray(0, 4).toString('hex');
  return (
    magic === '7f454c46' ||
    magic.startsWith('4d5a') ||
    /^(feedface|feedfacf|cefaedfe|cffaedfe|cafebabe)$/.test(magic)
  );
}

/** vsce prints its own tree of files; ours is sorted by size and says what decides. */
async function quietly(work: () => Promise<void>): Promise<void> {
  const { log } = console;
  console.log = () => undefined;
  try {
    await work();
  } finally {
    console.log = log;
  }
}

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(2)} MiB`;

if (import.meta.main) {
  try {
    const made = await packageExtension();
    for (const { path, size } of made.files.toSorted((a, b) => b.size - a.size)) {
      console.log(`${(size / 1024).toFixed(1).padStart(9)} KiB  ${path}`);
    }
    console.log(
      `${made.vsix}: ${megabytes(made.size)} (at most ${megabytes(LIMIT)}), ${made.files.length} files`,
    );
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
