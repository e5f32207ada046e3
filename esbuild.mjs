// Bundles every program of the project into dist/. `node esbuild.mjs` builds once, `--watch` goes on.
// `--minify` is what the package carries: no source maps. Without it, source maps lie beside each bundle.
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { build, context, transform } from 'esbuild';

const minify = process.argv.includes('--minify');
const watch = process.argv.includes('--watch');

/** What all bundles share. jsonc-parser's UMD `main` breaks when bundled: prefer `module`. */
const common = {
  bundle: true,
  minify,
  // Failures are recognised by class and shown by name; minified names must not reach a person.
  keepNames: true,
  sourcemap: !minify,
  logLevel: 'warning',
  legalComments: 'none',
  mainFields: ['module', 'main'],
  target: 'es2023',
};

/** Of GeoTIFF files, the tags are read and no pixels: the library's decoders, and its worker with them, stay out. */
const withoutPixels = {
  name: 'without-pixels',
  setup({ onResolve, onLoad }) {
    const isOurs = (importer) => /[\\/]geotiff[\\/]dist-module[\\/]/.test(importer);
    const decoders = /^\.\/(?:raw|lzw|jpeg|deflate|packbits|webimage|lerc|zstd|worker\/create)\.js$/;
    onResolve({ filter: decoders }, ({ importer, path }) =>
      isOurs(importer) ? { path, namespace: 'without-pixels' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'without-pixels' }, () => ({ contents: 'export default undefined;' }));
  },
};

/** Programs that Node runs from one CommonJS file: `dist/<name>`. */
const commonJs = (entry, outfile) => ({
  ...common,
  entryPoints: [entry],
  outfile,
  platform: 'node',
  format: 'cjs',
});

/** The command line: ES modules with code splitting, so that each sub-command loads only what it needs. */
const cli = {
  ...common,
  entryPoints: { main: 'cli/main.ts' },
  outdir: 'dist/cli',
  chunkNames: 'chunks/[name]-[hash]',
  platform: 'node',
  format: 'esm',
  splitting: true,
  plugins: [withoutPixels],
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
};

/** Each folder of webviews/ with a main.ts is a program of its own in the browser's sandbox. */
const webviews = readdirSync('webviews')
  .filter((name) => existsSync(`webviews/${name}/main.ts`))
  .map((name) => ({
    ...common,
    entryPoints: { main: `webviews/${name}/main.ts` },
    outdir: `dist/webviews/${name}`,
    platform: 'browser',
    format: 'iife',
  }));

/**
 * esbuild splits ES modules only, and the editor loads CommonJS: so each chunk is turned into CommonJS on its way to
 * the disk. Compiling one file of everything would cost half of the activation's 100 ms.
 */
const chunksToCommonJs = {
  name: 'chunks-to-commonjs',
  setup({ onEnd }) {
    onEnd(async ({ outputFiles = [] }) => {
      for (const { path, text } of outputFiles) {
        const { code } = path.endsWith('.map')
          ? { code: text }
          : await transform(text, { format: 'cjs', minify, supported: { 'dynamic-import': false } });
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, code);
      }
    });
  },
};

/** The extension: `extension.cjs` is what activation needs, the chunks are loaded by the command that uses them. */
const client = {
  ...common,
  entryPoints: { extension: 'client/extension.ts' },
  outdir: 'dist/client',
  chunkNames: 'chunks/[name]-[hash]',
  outExtension: { '.js': '.cjs' },
  platform: 'node',
  format: 'esm',
  splitting: true,
  external: ['vscode'],
  write: false,
  plugins: [chunksToCommonJs],
};

/** The server finds the pages about rules beside itself; CommonJS has no `import.meta.url`. */
const server = {
  ...commonJs('server/main.ts', 'dist/server/main.cjs'),
  plugins: [withoutPixels],
  define: { 'import.meta.url': '__moduleUrl' },
  banner: { js: "const __moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
};

const programs = [
  client,
  server,
  commonJs('core/node/data-process-main.ts', 'dist/data/main.cjs'),
  cli,
  ...webviews,
];

rmSync('dist', { recursive: true, force: true });
// The page about each rule: the editor opens it from a finding, `waybill explain` prints it.
cpSync('docs/rules', 'dist/rules', { recursive: true });
cpSync('docs/configuration.md', 'dist/configuration.md');
if (watch) {
  const contexts = await Promise.all(programs.map((program) => context(program)));
  await Promise.all(contexts.map((each) => each.watch()));
} else {
  await Promise.all(programs.map((program) => build(program)));
}
