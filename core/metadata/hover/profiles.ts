import { codeSpan } from './markdown.ts';

const KINDS: Readonly<Record<string, readonly [name: string, section: string]>> = {
  datapackage: ['Data Package', 'data-package'],
  dataresource: ['Data Resource', 'data-resource'],
  tableschema: ['Table Schema', 'table-schema'],
  tabledialect: ['Table Dialect', 'table-dialect'],
};

/** Which profile the value of `$schema` is, and what it makes of the document. */
export function describeProfile(address: string): string {
  const [, version = '', name = ''] =
    /^https?:\/\/datapackage\.org\/profiles\/(\d{1,3}\.\d{1,3})\/([a-z]{1,20})\.json$/.exec(address) ?? [];
  const kind = KINDS[name];
  if (!kind) {
    return `A profile of its own: ${codeSpan(address, 120)}. The rules of version 2.0 of the standard hold, and what the profile adds to them where it is known here.`;
  }
  const [title, section] = kind;
  const follows = version === '1.0' ? 'The rules of version 1.0 hold.' : 'The rules of version 2.0 hold.';
  return `**${title} ${version}**, the profile of the standard\n\n${follows}\n\n[Specification](https://datapackage.org/standard/${section}/#dollar-schema)`;
}
