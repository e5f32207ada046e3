// How long until rows are there, how much is read and how much memory it takes, each in a fresh process, ours and
// others in turn:   node test/bench/first-rows.ts test/bench/data/table.csv test/bench/data/table.parquet
// The others: hyparquet (a dependency), papaparse and DuckDB (npm install in test/bench/rivals). Ours runs from its
// sources, and as the command line of `dist` where that was built (node esbuild.mjs --minify).
import { execFileSync, spawnSync } from 'node:child_process';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ByteSource } from '#core/base/byte-source.ts';
import { spread } from './spread.ts';

const ROWS = 100;
const ROUNDS = 3;
const DIST = join(import.meta.dirname, '../../dist/cli/main.js');
/** How the command line of `dist` is named among the engines. */
const SHIPPED = 'waybill, dist';
type Task = 'first' | 'middle' | 'count';

interface Measured {
  readonly ms: number;
  readonly peakMb: number;
  readonly readMb: number | undefined;
  readonly rows: number;
}

/** An engine does one task on one file and says how many rows came; bytes are counted where that can be done. */
type Engine = (path: string, task: Task, counted: (bytes: number) => void) => Promise<number>;

const ENGINES: Readonly<
  Record<string, { readonly files: RegExp; readonly tasks: readonly Task[]; readonly run: Engine }>
> = {
  waybill: { files: /\.(csv|parquet)$/, tasks: ['first', 'middle', 'count'], run: runWaybill },
  hyparquet: { files: /\.parquet$/, tasks: ['first', 'middle'], run: runHyparquet },
  papaparse: { files: /\.csv$/, tasks: ['first', 'count'], run: runPapaparse },
  duckdb: { files: /\.(csv|parquet)$/, tasks: ['first', 'middle', 'count'], run: runDuckdb },
};

async function runWaybill(path: string, task: Task, counted: (bytes: number) => void): Promise<number> {
  // Loaded here, as the others load theirs: they must not pay for ours.
  const { openFileSource } = await import('#core/node/file-source.ts');
  const { openTable } = await import('#core/tabular/open.ts');
  const file = await openFileSource(path);
  const source: ByteSource = {
    size: file.size,
    read: async (start, end, signal) => {
      const bytes = await file.read(start, end, signal);
      counted(bytes.length);
      return bytes;
    },
  };
  const table = await openTable(source, { name: path });
  if (task === 'count') {
    return table.count();
  }
  const start = task === 'first' ? 0 : middleRow(path);
  const batch = await table.read({ start, end: start + ROWS });
  await file.close();
  return batch.numRows;
}

async function runHyparquet(path: string, task: Task, counted: (bytes: number) => void): Promise<number> {
  const { asyncBufferFromFile, parquetReadObjects } = await import('hyparquet');
  const file = await asyncBufferFromFile(path);
  const rowStart = task === 'first' ? 0 : middleRow(path);
  const rows = await parquetReadObjects({
    file: {
      byteLength: file.byteLength,
      slice: (start, end) => {
        counted((end ?? file.byteLength) - start);
        return file.slice(start, end);
      },
    },
    rowStart,
    rowEnd: rowStart + ROWS,
  });
  return rows.length;
}

async function runPapaparse(path: string, task: Task): Promise<number> {
  const module: { default: { parse: (input: unknown, options: unknown) => void } } = await import(
    rival('papaparse')
  );
  return new Promise((resolve, reject) => {
    let rows = 0;
    const stream = createReadStream(path);
    module.default.parse(stream, {
      header: true,
      // Its `preview` option reads the rest of a stream into memory, so that the first rows are cut off by hand.
      step: (_row: unknown, parser: { abort(): void }) => {
        rows += 1;
        if (task === 'first' && rows === ROWS) {
          parser.abort();
          stream.destroy();
          resolve(rows);
        }
      },
      complete: () => resolve(rows),
      error: reject,
    });
  });
}

interface Duckdb {
  readonly DuckDBInstance: {
    create(): Promise<{
      connect(): Promise<{ runAndReadAll(sql: string): Promise<{ getRows(): unknown[][] }> }>;
    }>;
  };
}

async function runDuckdb(path: string, task: Task): Promise<number> {
  const { DuckDBInstance }: Duckdb = await import(rival('@duckdb/node-api'));
  const connection = await (await DuckDBInstance.create()).connect();
  const from = `from '${path.replaceAll("'", "''")}'`;
  if (task === 'count') {
    const answer = await connection.runAndReadAll(`select count(*) ${from}`);
    return Number(answer.getRows()[0]?.[0]);
  }
  const offset = task === 'first' ? 0 : middleRow(path);
  const answer = await connection.runAndReadAll(`select * ${from} limit ${ROWS} offset ${offset}`);
  return answer.getRows().length;
}

/** A row about in the middle: make-table writes some 136 bytes per CSV row and 59 per Parquet row. */
function middleRow(path: string): number {
  return Math.floor(statSync(path).size / 2 / (path.endsWith('.csv') ? 136 : 59));
}

/** The others have a package.json of their own: the project itself does not need them. */
function rival(name: string): string {
  return pathToFileURL(createRequire(new URL('./rivals/package.json', import.meta.url)).resolve(name)).href;
}

async function measureHere(engine: string, path: string, task: Task): Promise<Measured> {
  const run = ENGINES[engine]?.run;
  if (run === undefined) {
    throw new Error(`There is no engine ${engine}.`);
  }
  let read = 0;
  const counted = (bytes: number) => {
    read += bytes;
  };
  const rows = await run(path, task, counted);
  // From the start of the process, modules included: what a person waits for.
  const ms = performance.now();
  return {
    ms,
    rows,
    peakMb: process.resourceUsage().maxRSS / 1024,
    readMb: read === 0 ? undefined : read / 1e6,
  };
}

function measureFresh(engine: string, path: string, task: Task): Measured | undefined {
  try {
    const output = execFileSync(process.execPath, [import.meta.filename, '--one', engine, path, task], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 300_000,
    });
    const measured: Measured = JSON.parse(output);
    return measured;
  } catch {
    return undefined;
  }
}

/** The command line as it is shipped: it also writes the rows as JSON. It counts no text. */
function measureDist(path: string, task: Task): Measured | undefined {
  const offset = task === 'middle' ? middleRow(path) : 0;
  const wanted = task === 'count' ? 0 : ROWS;
  const { output } = spawnSync(
    process.execPath,
    [
      ...['--require', join(import.meta.dirname, 'report-at-exit.cjs'), DIST],
      ...['head', path, '--rows', String(wanted), '--offset', String(offset), '--format', 'json'],
    ],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore', 'pipe'], timeout: 300_000 },
  );
  const [, text, , report] = output;
  if (!text || !report) {
    return undefined;
  }
  const printed: { rows: unknown[]; numRows: number } = JSON.parse(text);
  const { ms, peakMb }: { ms: number; peakMb: number } = JSON.parse(report);
  const rows = task === 'count' ? printed.numRows : printed.rows.length;
  return { ms, peakMb, rows, readMb: undefined };
}

function compare(path: string, task: Task): void {
  const names = Object.keys(ENGINES).filter(
    (name) => ENGINES[name]?.files.test(path) === true && ENGINES[name].tasks.includes(task),
  );
  const isPrinted = task !== 'count' || path.endsWith('.parquet');
  const shipped = isPrinted && existsSync(DIST) ? [SHIPPED] : [];
  const results = new Map([...shipped, ...names].map((name): [string, Measured[]] => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, all] of results) {
      const measured = name === SHIPPED ? measureDist(path, task) : measureFresh(name, path, task);
      if (measured !== undefined) {
        all.push(measured);
      }
    }
  }
  const ours = spread((results.get(shipped[0] ?? 'waybill') ?? []).map(({ ms }) => ms)).median;
  for (const [name, all] of results) {
    const time = spread(all.map(({ ms }) => ms));
    const peak = spread(all.map(({ peakMb }) => peakMb)).median;
    const read = all[0]?.readMb;
    const cells =
      all.length === 0
        ? ['not available', '', '', '', '']
        : [
            `${time.median.toFixed(0)} ms (min ${time.min.toFixed(0)})`,
            `${peak.toFixed(0)} MB`,
            read === undefined ? '–' : `${read.toFixed(2)} MB`,
            String(all[0]?.rows),
            (time.median / ours).toFixed(2),
          ];
    process.stdout.write(`| ${path.split('/').at(-1)}, ${task} | ${name} | ${cells.join(' | ')} |\n`);
  }
}

const [first, ...rest] = process.argv.slice(2);
if (first === '--one') {
  const [engine = '', path = '', task = ''] = rest;
  const known = (['first', 'middle', 'count'] as const).find((name) => name === task);
  if (known === undefined) {
    throw new Error(`There is no task ${task}.`);
  }
  process.stdout.write(JSON.stringify(await measureHere(engine, path, known)));
  process.exit(0);
}
const paths = first === undefined ? [] : [first, ...rest];
if (paths.length === 0) {
  process.stderr.write('Usage: node test/bench/first-rows.ts FILE.csv|FILE.parquet…\n');
  process.exit(2);
}
process.stdout.write(
  '| task | engine | time | memory | read | rows | ratio |\n| - | - | - | - | - | - | - |\n',
);
for (const path of paths) {
  for (const task of ['first', 'middle', 'count'] as const) {
    compare(path, task);
  }
}
