const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

/** A size as file managers show it, in powers of ten: `0 B`, `999 B`, `1.2 MB`. */
export function formatBytes(bytes: number): string {
  let amount = bytes;
  let unit = 0;
  // 999,950 and more would be rounded to "1000.0 kB".
  while (amount >= (unit === 0 ? 1000 : 999.95) && unit < UNITS.length - 1) {
    amount /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? amount : amount.toFixed(1)} ${UNITS[unit]}`;
}
