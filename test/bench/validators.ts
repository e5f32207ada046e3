// Descriptors checked by ours and by frictionless-py, in one run: as processes, warm, and feature by feature of
// version 2.   node esbuild.mjs --minify && node test/bench/validators.ts FOLDER…
// FOLDER holds datapackage.json or datapackage.yaml files, at any depth. Needs frictionless: pip install frictionless
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { checkMetadata } from '#core/metadata/check.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import { nowhere } from '#core/metadata/surroundings.ts';
import { spread } from './spread.ts';
import { V2_FEATURES } from './v2-features.ts';

const ROUNDS = 5;
const WARM_ROUNDS = 50;
const OURS = join(import.meta.dirname, '../../dist/cli/main.js');
const THEIR_SCRIPT = join(import.meta.dirname, 'frictionless-validate.py');
const PYTHON = process.env['FRICTIONLESS_PYTHON'] ?? 'python3';
const DESCRIPTOR = /^datapackage\.(?:json|ya?ml)$/;

interface Theirs {
  readonly ms: number | null;
  readonly valid: boolean;
  readonly errors: readonly string[];
}

function descriptorsBelow(folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => DESCRIPTOR.test(basename(path)))
      .map((path) => resolve(folder, path)),
  );
}

function milliseconds(task: () => void): number {
  const start = performance.now();
  task();
  return performance.now() - start;
}

/** One process of theirs takes one package; one of ours takes them all. Both check descriptors only. */
function asProcesses(files: readonly string[]): void {
  const quiet = { stdio: 'ignore' } as const;
  const ours = () =>
    void spawnSync(process.execPath, [OURS, 'validate', '--no-data', '--quiet', ...files], quiet);
  const theirs = () => {
    for (const file of files) {
      spawnSync(
        PYTHON,
        ['-m', 'frictionless', 'validate', '--standards', 'v2', '--limit-rows', '1', file],
        quiet,
      );
    }
  };
  const oursMs = spread(Array.from({ length: ROUNDS }, () => milliseconds(ours))).median;
  const theirsMs = milliseconds(theirs);
  console.log(`\n${files.length} descriptors as processes`);
  console.log(`  waybill, all in one process    ${oursMs.toFixed(0)} ms`);
  console.log(`  frictionless, a process each   ${theirsMs.toFixed(0)} ms`);
  console.log(`  ratio                          ${(theirsMs / oursMs).toFixed(0)}`);
  const one = files.slice(0, 1);
  const oneOurs = spread(
    Array.from({ length: ROUNDS }, () =>
      milliseconds(
        () => void spawnSync(process.execPath, [OURS, 'validate', '--no-data', '--quiet', ...one], quiet),
      ),
    ),
  ).median;
  console.log(
    `  one descriptor alone           ${oneOurs.toFixed(0)} ms, theirs ${(theirsMs / files.length).toFixed(0)} ms (${(theirsMs / files.length / oneOurs).toFixed(1)} times)`,
  );
}

function warmOurs(file: string): number {
  const text = readFileSync(file, 'utf8');
  const name = basename(file);
  const times = Array.from({ length: WARM_ROUNDS }, () =>
    milliseconds(() => void checkMetadata(parseMetadata({ name, text }), nowhere)),
  );
  return spread(times).median;
}

function runTheirs(rounds: number, files: readonly string[]): Readonly<Record<string, Theirs>> {
  const json = execFileSync(PYTHON, [THEIR_SCRIPT, String(rounds), ...files], {
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(json.toString()) as Readonly<Record<string, Theirs>>;
}

/** Ours reads the text each time; theirs gets the parsed descriptor. */
function warm(files: readonly string[]): void {
  const theirs = runTheirs(5, files);
  for (const file of files) {
    warmOurs(file);
  }
  const ratios = files.flatMap((file) => {
    const { ms } = theirs[file] ?? { ms: null };
    return ms === null ? [] : [{ file, ours: warmOurs(file), theirs: ms }];
  });
  console.log('\nWarm, per descriptor: ours with reading the text, theirs without');
  for (const { file, ours, theirs: ms } of ratios) {
    const kilobytes = (readFileSync(file).length / 1024).toFixed(1);
    console.log(
      `  ${ours.toFixed(3).padStart(8)} ms  ${ms.toFixed(2).padStart(8)} ms  ${(ms / ours).toFixed(0).padStart(5)} times  ${kilobytes.padStart(6)} KB  ${file.split('/').slice(-3).join('/')}`,
    );
  }
  const all = ratios.map(({ ours, theirs: ms }) => ms / ours);
  console.log(`  median ratio ${spread(all).median.toFixed(0)}, least ${spread(all).min.toFixed(0)}`);
}

function features(): void {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-features-'));
  try {
    const cases = V2_FEATURES.flatMap(({ feature, right, wrong }) =>
      (['right', 'wrong'] as const).map((side) => {
        const place = join(folder, `${feature.replaceAll(' ', '-')}-${side}`);
        mkdirSync(place);
        writeFileSync(join(place, 'table.csv'), 'a,b\nx,y\n');
        const file = join(place, 'datapackage.json');
        writeFileSync(file, JSON.stringify(side === 'right' ? right : wrong));
        return { feature, side, file };
      }),
    );
    const theirs = runTheirs(
      1,
      cases.map(({ file }) => file),
    );
    const score = { ours: 0, theirs: 0 };
    console.log('\nFeatures of version 2: is the right descriptor accepted, the wrong one refused?');
    for (const { feature, side, file } of cases) {
      const problems = checkMetadata(
        parseMetadata({ name: 'datapackage.json', text: readFileSync(file, 'utf8') }),
        nowhere,
      );
      const ours = !problems.some(({ severity }) => severity === 'error') === (side === 'right');
      const their = theirs[file]?.valid === (side === 'right');
      score.ours += Number(ours);
      score.theirs += Number(their);
      console.log(
        `  ${feature.padEnd(28)} ${side.padEnd(6)} ours ${ours ? 'yes' : 'NO '}  theirs ${their ? 'yes' : 'no'}`,
      );
    }
    console.log(`  ours ${score.ours} of ${cases.length}, theirs ${score.theirs} of ${cases.length}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const found = spawnSync(PYTHON, ['-c', 'import frictionless; print(frictionless.__version__)']);
if (found.status !== 0) {
  console.log(`Skipped: no frictionless for ${PYTHON} (set FRICTIONLESS_PYTHON to a Python that has it).`);
} else {
  const files = descriptorsBelow(process.argv.slice(2));
  console.log(
    `frictionless ${found.stdout.toString().trim()}, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}`,
  );
  features();
  if (files.length > 0) {
    warm(files);
    asProcesses(files);
  }
}
