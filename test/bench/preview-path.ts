// What the preview of the editor waits for: from forking the data process to the first page of 100 rows as Arrow.
//   node esbuild.mjs --minify && node test/bench/preview-path.ts test/bench/data/table.csv test/bench/data/table.parquet
// Others do the same task in a fresh process of their own, measured from the outside as well.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDataProcess } from '#core/node/data-process.ts';
import { decodeArrow } from '#core/tabular/arrow-page-reader.ts';
import { spread } from './spread.ts';

const ROWS = 100;
const ROUNDS = 5;
const DATA_PROCESS = join(import.meta.dirname, '../../dist/data/main.cjs');
const OTHERS: readonly { readonly name: string; readonly files: RegExp }[] = [
  { name: 'hyparquet', files: /\.parquet$/ },
  { name: 'papaparse', files: /\.csv$/ },
  { name: 'duckdb', files: /\.(csv|parquet)$/ },
];

interface Measured {
  readonly ms: number;
  readonly peakMb: number;
  readonly note: string;
}

/** From nothing, and once more for a process that runs already, as it does for the second table. */
async function measurePreview(path: string): Promise<{ cold: Measured; warm: Measured }> {
  const data = createDataProcess({ entry: DATA_PROCESS });
  const firstPage = async (): Promise<Measured> => {
    const start = performance.now();
    const table = await data.openTable({ kind: 'file', path });
    const page = await table.readArrow({ start: 0, end: ROWS });
    const ms = performance.now() - start;
    const { numRows, columns } = decodeArrow(page);
    const note = `${numRows} rows × ${columns.length}, ${(page.length / 1000).toFixed(0)} kB`;
    const measured = { ms, peakMb: peakOfChild(), note };
    table.close();
    return measured;
  };
  try {
    return { cold: await firstPage(), warm: await firstPage() };
  } finally {
    data.dispose();
  }
}

/** Peak resident memory of the one child process, where the system tells. */
function peakOfChild(): number {
  const children = `/proc/${process.pid}/task/${process.pid}/children`;
  if (!existsSync(children)) {
    return Number.NaN;
  }
  // The last one: that of the round before may still be ending.
  const pid = readFileSync(children, 'utf8').trim().split(' ').at(-1);
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmHWM:\s+([0-9]+) kB$/m.exec(status)?.[1]) / 1024;
}

async function measureOther(name: string, path: string): Promise<Measured | undefined> {
  const start = performance.now();
  const args = [join(import.meta.dirname, 'first-rows.ts'), '--one', name, path, 'first'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  let output = '';
  let ms = Number.NaN;
  child.stdout.on('data', (chunk: Buffer) => {
    ms = performance.now() - start;
    output += chunk.toString();
  });
  await once(child, 'close');
  if (output === '') {
    return undefined;
  }
  const { rows, peakMb }: { rows: number; peakMb: number } = JSON.parse(output);
  return { ms, peakMb, note: `${rows} rows` };
}

async function compare(path: string): Promise<void> {
  const results = new Map<string, Measured[]>();
  const keep = (name: string, measured: Measured | undefined) => {
    results.set(name, [...(results.get(name) ?? []), ...(measured === undefined ? [] : [measured])]);
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    const { cold, warm } = await measurePreview(path);
    keep('preview', cold);
    keep('preview, process running', warm);
    for (const { name } of OTHERS.filter(({ files }) => files.test(path))) {
      keep(name, await measureOther(name, path));
    }
  }
  const ours = spread((results.get('preview') ?? []).map(({ ms }) => ms)).median;
  for (const [name, all] of results) {
    const time = spread(all.map(({ ms }) => ms));
    const peak = spread(all.map(({ peakMb }) => peakMb)).median;
    const cells =
      all.length === 0
        ? ['not available', '', '', '']
        : [
            `${time.median.toFixed(0)} ms (min ${time.min.toFixed(0)})`,
            `${peak.toFixed(0)} MB`,
            all[0]?.note ?? '',
            (time.median / ours).toFixed(2),
          ];
    process.stdout.write(`| ${path.split('/').at(-1)} | ${name} | ${cells.join(' | ')} |\n`);
  }
}

const paths = process.argv.slice(2);
if (paths.length === 0 || !existsSync(DATA_PROCESS)) {
  process.stderr.write('Usage: node esbuild.mjs --minify && node test/bench/preview-path.ts FILE…\n');
  process.exit(2);
}
process.stdout.write('| file | way | time | memory | page | ratio |\n| - | - | - | - | - | - |\n');
for (const path of paths) {
  await compare(path);
}
