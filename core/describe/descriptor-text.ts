import { fileText } from '#core/metadata/actions/new-file.ts';
import { parseMetadata } from '#core/metadata/parse.ts';

/** Objects and lists of plain values up to this length stand on one line: a field, a key. */
const MAX_LINE = 100;

/** A descriptor as the text of a new file; its language follows the name: YAML for `.yaml` and `.yml`, else JSON. */
export function descriptorText(descriptor: object, name: string): string {
  const document = parseMetadata({ name, text: '' });
  return document.language === 'yaml' ? fileText(document, descriptor, 'yaml') : `${json(descriptor, '')}\n`;
}

function json(value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null) {
    return JSON.stringify(value);
  }
  const inner = `${indent}  `;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  const isPlain = entries.every(([, each]) => typeof each !== 'object' || each === null);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const write = ([key, each]: [string, unknown], at: string) =>
    Array.isArray(value) ? json(each, at) : `${JSON.stringify(key)}: ${json(each, at)}`;
  const oneLine = entries.map((entry) => write(entry, '')).join(', ');
  if (isPlain && indent !== '' && oneLine.length + inner.length <= MAX_LINE) {
    return Array.isArray(value) || entries.length === 0 ? `${open}${oneLine}${close}` : `{ ${oneLine} }`;
  }
  return `${open}\n${entries.map((entry) => inner + write(entry, inner)).join(',\n')}\n${indent}${close}`;
}
