// Writes large tables from a seed, the same bytes each time:
//   node test/bench/make-table.ts csv 2000 test/bench/data/table.csv
//   node test/bench/make-table.ts parquet 1000 test/bench/data/table.parquet
// The number is the least size in megabytes (10^6 bytes). Twelve columns; the CSV has quotes and line ends in cells.
import { closeSync, mkdirSync, openSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileWriter, ParquetWriter } from 'hyparquet-writer';

const CSV_BATCH = 20_000;
// One page per column chunk of a million rows is what makes reading the first rows hard; DuckDB writes such files.
const GROUP_ROWS = 1_048_576;
const WORDS = [
  'amber',
  'birch',
  'copper',
  'delta',
  'ember',
  'flint',
  'garnet',
  'harbor',
  'indigo',
  'juniper',
];
const COLUMNS = [
  'id',
  'created',
  'category',
  'name',
  'amount',
  'score',
  'quantity',
  'active',
  'code',
  'latitude',
  'longitude',
  'note',
] as const;

/** Mulberry32: small, fast, and the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Row {
  readonly id: number;
  readonly created: number;
  readonly category: string;
  readonly name: string;
  readonly amount: number;
  readonly score: number;
  readonly quantity: number;
  readonly active: boolean;
  readonly code: string;
  readonly latitude: number;
  readonly longitude: number;
  /** Null in every fifth row; sometimes with quotes, delimiters and line ends. */
  readonly note: string | null;
}

function makeRow(id: number, random: () => number): Row {
  const word = () => WORDS[Math.floor(random() * WORDS.length)] ?? '';
  const plain = `${word()} ${word()} ${word()}`;
  const note = id % 5 === 0 ? null : id % 7 === 0 ? `${plain}, "${word()}"\n${word()}` : plain;
  return {
    id,
    created: 1_600_000_000 + id,
    category: word(),
    name: `${word()}-${Math.floor(random() * 1e6)}`,
    amount: Math.floor(random() * 1e7),
    score: random(),
    quantity: Math.floor(random() * 1000),
    active: random() < 0.5,
    code: String(Math.floor(random() * 1e5)).padStart(5, '0'),
    latitude: random() * 180 - 90,
    longitude: random() * 360 - 180,
    note,
  };
}

function csvRow(row: Row): string {
  const created = new Date(row.created * 1000).toISOString();
  const note =
    row.note === null ? '' : /[",\n]/.test(row.note) ? `"${row.note.replaceAll('"', '""')}"` : row.note;
  return `${row.id},${created},${row.category},${row.name},${(row.amount / 100).toFixed(2)},${row.score},${row.quantity},${row.active},${row.code},${row.latitude.toFixed(6)},${row.longitude.toFixed(6)},${note}\n`;
}

function writeCsv(path: string, leastBytes: number): number {
  const file = openSync(path, 'w');
  const random = randomFrom(1);
  let bytes = writeSync(file, `${COLUMNS.join(',')}\n`);
  let rows = 0;
  while (bytes < leastBytes) {
    let text = '';
    for (let end = rows + CSV_BATCH; rows < end; rows += 1) {
      text += csvRow(makeRow(rows, random));
    }
    bytes += writeSync(file, text);
  }
  closeSync(file);
  return rows;
}

const SCHEMA = [
  { name: 'root', num_children: COLUMNS.length },
  { name: 'id', type: 'INT64', repetition_type: 'REQUIRED' },
  { name: 'created', type: 'INT64', converted_type: 'TIMESTAMP_MICROS', repetition_type: 'REQUIRED' },
  { name: 'category', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
  { name: 'name', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
  {
    name: 'amount',
    type: 'INT64',
    converted_type: 'DECIMAL',
    precision: 12,
    scale: 2,
    repetition_type: 'REQUIRED',
  },
  { name: 'score', type: 'DOUBLE', repetition_type: 'REQUIRED' },
  { name: 'quantity', type: 'INT32', repetition_type: 'REQUIRED' },
  { name: 'active', type: 'BOOLEAN', repetition_type: 'REQUIRED' },
  { name: 'code', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
  { name: 'latitude', type: 'DOUBLE', repetition_type: 'REQUIRED' },
  { name: 'longitude', type: 'DOUBLE', repetition_type: 'REQUIRED' },
  { name: 'note', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
] as const;

function writeParquet(path: string, leastBytes: number): number {
  const random = randomFrom(2);
  const writer = new ParquetWriter({ writer: fileWriter(path), schema: [...SCHEMA], statistics: false });
  let rows = 0;
  while (statSync(path).size < leastBytes) {
    const group = Array.from({ length: GROUP_ROWS }, (_, index) => makeRow(rows + index, random));
    rows += GROUP_ROWS;
    const column = <T>(name: string, read: (row: Row) => T, encoding?: 'PLAIN') => ({
      name,
      data: group.map(read),
      offsetIndex: false,
      ...(encoding === undefined ? {} : { encoding }),
    });
    void writer.write({
      rowGroupSize: GROUP_ROWS,
      pageSize: 1 << 30,
      columnData: [
        column('id', (row) => BigInt(row.id), 'PLAIN'),
        column('created', (row) => new Date(row.created * 1000), 'PLAIN'),
        column('category', (row) => row.category),
        column('name', (row) => row.name, 'PLAIN'),
        column('amount', (row) => row.amount / 100, 'PLAIN'),
        column('score', (row) => row.score, 'PLAIN'),
        column('quantity', (row) => row.quantity),
        column('active', (row) => row.active),
        column('code', (row) => row.code),
        column('latitude', (row) => row.latitude, 'PLAIN'),
        column('longitude', (row) => row.longitude, 'PLAIN'),
        column('note', (row) => row.note, 'PLAIN'),
      ],
    });
  }
  void writer.finish();
  return rows;
}

const [kind, megabytes = '', path = ''] = process.argv.slice(2);
const leastBytes = Number(megabytes) * 1e6;
if ((kind !== 'csv' && kind !== 'parquet') || !(leastBytes > 0) || path === '') {
  process.stderr.write('Usage: node test/bench/make-table.ts csv|parquet MEGABYTES PATH\n');
  process.exit(2);
}
mkdirSync(dirname(path), { recursive: true });
const rows = kind === 'csv' ? writeCsv(path, leastBytes) : writeParquet(path, leastBytes);
process.stdout.write(`${path}: ${rows} rows, ${statSync(path).size} bytes\n`);
