// Bundles every program of the project into dist/. `node esbuild.mjs` builds once, `--watch` goes on.
// `--minify` is what the package carries: no source maps. Without it, source maps lie beside each bundle.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { build, context } from 'esbuild';

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

/** Programs that Node runs from one CommonJS file: `dist/<name>`. */
const commonJs = (entry, outfile, external = []) => ({
  ...common,
  entryPoints: [entry],
  outfile,
  platform: 'node',
  format: 'cjs',
  external,
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

const programs = [
  commonJs('client/extension.ts', 'dist/client/extension.cjs', ['vscode']),
  commonJs('server/main.ts', 'dist/server/main.cjs'),
  commonJs('core/node/data-process-main.ts', 'dist/data/main.cjs'),
  cli,
  ...webviews,
];

rmSync('dist', { recursive: true, force: true });
if (watch) {
  const contexts = await Promise.all(programs.map((program) => context(program)));
  await Promise.all(contexts.map((each) => each.watch()));
} else {
  await Promise.all(programs.map((program) => build(program)));
}
