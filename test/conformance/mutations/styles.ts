import { stringify } from 'yaml';

/** A way to write a package as a text. */
export interface Style {
  readonly name: string;
  write(value: unknown): string;
}

/** JSON as people and programs write it. */
export const JSON_STYLES: readonly Style[] = [
  { name: 'two blanks', write: (value) => `${JSON.stringify(value, null, 2)}\n` },
  { name: 'tabs and CRLF', write: (value) => JSON.stringify(value, null, '\t').replaceAll('\n', '\r\n') },
  { name: 'one line', write: (value) => JSON.stringify(value) },
];

/** YAML in blocks, in flow, quoted, folded. */
export const YAML_STYLES: readonly Style[] = [
  { name: 'blocks', write: (value) => `# A package.\n${stringify(value, { lineWidth: 0 })}` },
  { name: 'lists at their key', write: (value) => stringify(value, { indentSeq: false, singleQuote: true }) },
  {
    name: 'quoted, CRLF',
    write: (value) =>
      stringify(value, {
        defaultStringType: 'QUOTE_DOUBLE',
        defaultKeyType: 'PLAIN',
        lineWidth: 0,
        blockQuote: false,
      }).replaceAll('\n', '\r\n'),
  },
  { name: 'flow', write: (value) => stringify(value, { collectionStyle: 'flow' }) },
];
