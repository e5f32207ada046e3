/** A text in quotes, cut where it is long: enough to find it. */
export function shownText(text: string): string {
  return text.length > 60 ? `"${text.slice(0, 60)}…"` : `"${text}"`;
}

/** A cell as it is written: a text in quotes, a JSON value as JSON. */
export function asWritten(cell: unknown): string {
  if (typeof cell === 'string') {
    return shownText(cell);
  }
  const json = typeof cell === 'bigint' || cell === undefined ? String(cell) : JSON.stringify(cell);
  return json.length > 60 ? `${json.slice(0, 60)}…` : json;
}

/** "1 row", "12,345 rows". */
export function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

/** What a constraint asks for, to be read after "has to". */
export function constraintInWords(name: string, given: unknown): string {
  const value = asWritten(given);
  switch (name) {
    case 'minLength':
      return `have a length of at least ${value} (minLength)`;
    case 'maxLength':
      return `have a length of at most ${value} (maxLength)`;
    case 'minimum':
      return `be at least ${value} (minimum)`;
    case 'maximum':
      return `be at most ${value} (maximum)`;
    case 'exclusiveMinimum':
      return `be more than ${value} (exclusiveMinimum)`;
    case 'exclusiveMaximum':
      return `be less than ${value} (exclusiveMaximum)`;
    case 'pattern':
      return `match ${value} (pattern)`;
    case 'enum':
      return `be one of ${listed(given)} (enum)`;
    case 'categories':
      return `be one of ${listed(given)} (categories)`;
    default:
      return `keep the constraint "${name}"`;
  }
}

function listed(values: unknown): string {
  const all: readonly unknown[] = Array.isArray(values) ? values : [];
  const first = all.slice(0, 8).map(asWritten).join(', ');
  return all.length > 8 ? `${first}, … (${all.length} values)` : first;
}
