/** The generated tables of the sample workspace. The same seed gives the same bytes on every machine. */
import { type ColumnSource, parquetWriteBuffer, schemaFromColumnData } from 'hyparquet-writer';

/** What the generator needs to know about a row of `stations.csv`. */
export interface Station {
  readonly code: string;
  readonly latitude: number;
  /** Metres above sea level. */
  readonly elevation: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const FIRST_HOUR = Date.UTC(2024, 0, 1);
const FIRST_DAY = Date.UTC(2022, 0, 1);
const DAYS = 1096;
const ROW_GROUP = 20_000;

/** Uniform numbers in [0, 1): mulberry32, whole-number arithmetic only, so that no machine differs. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** 1 in the middle of the period, -1 at its ends; a parabola, because Math.cos may differ in its last bit. */
function wave(phase: number): number {
  const distance = Math.abs((((phase % 1) + 1) % 1) - 0.5) * 2;
  return 1 - 2 * distance * distance;
}

const tenths = (value: number): number => Math.round(value * 10) / 10;

/** Degrees Celsius that a station may have: colder to the north and uphill, warmer in July and in the afternoon. */
function temperature(station: Station, time: number, chance: number): number {
  const year = (time - FIRST_DAY) / (365.25 * DAY_MS) - 0.05;
  const day = (time % DAY_MS) / DAY_MS - 0.1;
  const climate = 32 - station.latitude * 0.45 - station.elevation * 0.0062;
  return tenths(climate + 9 * wave(year) + 3.5 * wave(day) + (chance - 0.5) * 6);
}

/** Reads the stations from the text of `stations.csv`; only its last column holds quotes or commas. */
export function readStations(csv: string): Station[] {
  return csv
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [code = '', , , latitude, , elevation] = line.split(',');
      return { code, latitude: Number(latitude), elevation: Number(elevation) };
    });
}

/** `daily.csv`: one row for each station and day of three years, some cells `NA` or empty. */
export function dailyTable(stations: readonly Station[]): string {
  const random = seededRandom(1850);
  const lines = ['station,date,mean,minimum,maximum,rain,snow'];
  for (let day = 0; day < DAYS; day++) {
    const noon = FIRST_DAY + day * DAY_MS + DAY_MS / 2;
    const date = new Date(noon).toISOString().slice(0, 10);
    for (const station of stations) {
      const mean = temperature(station, noon, random());
      const minimum = tenths(mean - 2 - random() * 5);
      const maximum = tenths(mean + 2 + random() * 6);
      const rain = random() < 0.35 ? tenths(random() * random() * 30) : 0;
      const silent = random() < 0.01;
      const cells = silent
        ? ['NA', '', '', 'NA', '']
        : [mean.toFixed(1), minimum.toFixed(1), maximum.toFixed(1), rain.toFixed(1), rain > 0 && mean < 0];
      lines.push([station.code, date, ...cells].join(','));
    }
  }
  return `${lines.join('\n')}\n`;
}

const REMARKS = [
  'Sensor cleaned',
  'Ice on the sensor: value estimated',
  'Überprüft',
  'Замена датчика',
  '風向計を交換した',
  'Storm 🌪️, the mast was bent until the next morning; see the log book of the station for what was done',
];

/** `measurements.parquet`: `rows` rows of ten columns of various types, in row groups of 20,000. */
export function measurementsTable(stations: readonly Station[], rows: number): Uint8Array {
  const random = seededRandom(1723);
  const columns = {
    id: [] as bigint[],
    station: [] as string[],
    time: [] as Date[],
    temperature: [] as (number | null)[],
    humidity: [] as (number | null)[],
    rain: [] as (number | null)[],
    wind: [] as (number | null)[],
    day: [] as Date[],
    checked: [] as boolean[],
    remark: [] as (string | null)[],
  };
  for (let row = 0; row < rows; row++) {
    const station = stations[row % stations.length];
    if (station === undefined) {
      throw new Error('The sample needs at least one station');
    }
    const time = FIRST_HOUR + Math.floor(row / stations.length) * HOUR_MS;
    const silent = random() < 0.02;
    columns.id.push(2024_000_000_000n + BigInt(row + 1));
    columns.station.push(station.code);
    columns.time.push(new Date(time));
    columns.temperature.push(silent ? null : temperature(station, time, random()));
    columns.humidity.push(silent ? null : 40 + Math.floor(random() * 60));
    columns.rain.push(silent ? null : random() < 0.15 ? tenths(random() * random() * 12) : 0);
    columns.wind.push(random() < 0.05 ? null : Math.fround(tenths(random() * random() * 25)));
    columns.day.push(new Date(time - (time % DAY_MS)));
    columns.checked.push(random() < 0.9);
    columns.remark.push(random() < 0.01 ? (REMARKS[Math.floor(random() * REMARKS.length)] ?? null) : null);
  }
  return writeMeasurements(Object.entries(columns).map(([name, data]) => ({ name, data })));
}

function writeMeasurements(columnData: ColumnSource[]): Uint8Array {
  const required = { repetition_type: 'REQUIRED' } as const;
  const optional = { repetition_type: 'OPTIONAL' } as const;
  const schema = schemaFromColumnData({
    columnData,
    schemaOverrides: {
      id: { name: 'id', type: 'INT64', ...required },
      station: { name: 'station', type: 'BYTE_ARRAY', converted_type: 'UTF8', ...required },
      time: { name: 'time', type: 'INT64', converted_type: 'TIMESTAMP_MICROS', ...required },
      temperature: { name: 'temperature', type: 'DOUBLE', ...optional },
      humidity: { name: 'humidity', type: 'INT32', ...optional },
      rain: { name: 'rain', type: 'INT32', converted_type: 'DECIMAL', precision: 6, scale: 2, ...optional },
      wind: { name: 'wind', type: 'FLOAT', ...optional },
      day: { name: 'day', type: 'INT32', converted_type: 'DATE', ...required },
      checked: { name: 'checked', type: 'BOOLEAN', ...required },
      remark: { name: 'remark', type: 'BYTE_ARRAY', converted_type: 'UTF8', ...optional },
    },
  });
  return new Uint8Array(
    parquetWriteBuffer({
      columnData,
      schema,
      rowGroupSize: ROW_GROUP,
      pageSize: 65_536,
      createdBy: 'waybill sample',
    }),
  );
}
