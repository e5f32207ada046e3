import { isRecord } from './metadata-oracle.ts';
import type { Kind, Version } from './official-profiles.ts';

/** What a profile rejects and we accept, as a change of what it rejects to what it means. */
export interface Correction {
  readonly reason: string;
  readonly versions: readonly Version[];
  /** Changes an object of a descriptor so that the profile accepts it. */
  readonly mend: (owner: Record<string, unknown>) => void;
  /** A rich descriptor with these values (by JSON pointer) is rejected there and has no error here. */
  readonly example: { readonly kind: Kind; readonly version: Version; readonly set: Record<string, unknown> };
}

const BOTH: readonly Version[] = ['1.0', '2.0'];

function fieldsOf(owner: Record<string, unknown>): Record<string, unknown>[] {
  return Array.isArray(owner['fields']) ? owner['fields'].filter(isRecord) : [];
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

export const LAXER: readonly Correction[] = [
  {
    reason: 'Q1: fieldsMatch is a text, not a list of one',
    versions: ['2.0'],
    mend: (owner) => {
      if (isText(owner['fieldsMatch'])) {
        owner['fieldsMatch'] = [owner['fieldsMatch']];
      }
    },
    example: { kind: 'tableschema', version: '2.0', set: { '/fieldsMatch': 'subset' } },
  },
  {
    reason: 'Q2: "list" is a type',
    versions: ['2.0'],
    mend: (owner) => {
      for (const field of fieldsOf(owner).filter(({ type }) => type === 'list')) {
        field['type'] = 'array';
      }
    },
    example: {
      kind: 'tableschema',
      version: '2.0',
      set: { '/fields/15': { name: 'tags', type: 'list', delimiter: ';', itemType: 'integer' } },
    },
  },
  {
    reason: 'Q3: an example is a value of the field; if it is none, we warn',
    versions: ['2.0'],
    mend: (owner) => {
      for (const field of fieldsOf(owner).filter((each) => 'example' in each)) {
        field['example'] = String(field['example']);
      }
    },
    example: { kind: 'tableschema', version: '2.0', set: { '/fields/0/example': 7 } },
  },
  {
    reason: 'Q4: a dialect may be a path',
    versions: BOTH,
    mend: (owner) => {
      if (isText(owner['dialect']) && owner['dialect'] !== '') {
        owner['dialect'] = { delimiter: ',', doubleQuote: true };
      }
    },
    example: { kind: 'dataresource', version: '2.0', set: { '/dialect': 'dialect.json' } },
  },
  {
    reason: 'Q6: a table may have no fields yet',
    versions: BOTH,
    mend: (owner) => {
      if (Array.isArray(owner['fields']) && owner['fields'].length === 0) {
        owner['fields'] = [{ name: 'a', type: 'any' }];
      }
    },
    example: {
      kind: 'tableschema',
      version: '2.0',
      set: { '/fields': [], '/primaryKey': undefined, '/uniqueKeys': undefined, '/foreignKeys': undefined },
    },
  },
  {
    reason: 'Q7: schemes are of any case',
    versions: BOTH,
    mend: (owner) => {
      if (isText(owner['path'])) {
        owner['path'] = owner['path'].replace(/^[A-Z]+:/, (scheme) => scheme.toLowerCase());
      }
    },
    example: { kind: 'dataresource', version: '2.0', set: { '/path': 'HTTPS://example.org/a.csv' } },
  },
  {
    reason: 'table-schema.md: a field without type is "any", which the profile takes for a string',
    versions: ['2.0'],
    mend: (owner) => {
      for (const field of fieldsOf(owner).filter((each) => !('type' in each))) {
        field['type'] = 'any';
      }
    },
    example: { kind: 'tableschema', version: '2.0', set: { '/fields/15/format': 'array' } },
  },
  {
    reason: 'table-schema.md: values of "enum" are castable by the field, each in its own way',
    versions: BOTH,
    mend: (owner) => {
      if (isRecord(owner['constraints']) && Array.isArray(owner['constraints']['enum'])) {
        owner['constraints'] = { ...owner['constraints'], enum: undefined };
      }
    },
    example: { kind: 'tableschema', version: '2.0', set: { '/fields/0/constraints/enum': [1, '2'] } },
  },
  {
    reason: 'a list of one name means the same as the name: in version 2 we warn of the latter',
    versions: BOTH,
    mend: (owner) => {
      const reference = owner['reference'];
      if (isRecord(reference)) {
        const [own, theirs] = [listOf(owner['fields']), listOf(reference['fields'])];
        owner['fields'] = own;
        owner['reference'] = { ...reference, fields: theirs };
      }
    },
    example: { kind: 'tableschema', version: '1.0', set: { '/foreignKeys/0/fields': ['id'] } },
  },
  {
    reason: '"url" was the name of "path" in the drafts: we warn, and rename it',
    versions: BOTH,
    mend: (owner) => {
      if ('url' in owner && !('path' in owner) && !('data' in owner)) {
        owner['path'] = 'a.csv';
      }
    },
    example: { kind: 'dataresource', version: '2.0', set: { '/path': undefined, '/url': 'a.csv' } },
  },
  {
    reason: 'the address of a contributor keeps nobody from the data: we warn',
    versions: BOTH,
    mend: (owner) => {
      for (const each of Array.isArray(owner['contributors']) ? owner['contributors'].filter(isRecord) : []) {
        if (isText(each['path'])) {
          each['path'] = 'https://example.org/';
        }
      }
    },
    example: { kind: 'datapackage', version: '2.0', set: { '/contributors/0/path': '' } },
  },
  {
    reason:
      'recipe "Language Support": a text for people is there in several languages; we tell that it is a recipe',
    versions: BOTH,
    mend: (owner) => {
      for (const key of ['title', 'description', 'organization', 'role', 'homepage', 'path', 'keywords']) {
        const translated = owner[key];
        if (isRecord(translated) && '' in translated) {
          owner[key] = key === 'keywords' ? [translated['']] : translated[''];
        }
      }
    },
    example: { kind: 'datapackage', version: '2.0', set: { '/title': { '': 'Birds', de: 'Vögel' } } },
  },
  {
    reason: 'csv-dialect.md: a number, in n.n format, which its own profile has as a text "1.2"',
    versions: ['1.0'],
    mend: (owner) => {
      if (isText(owner['csvddfVersion'])) {
        owner['csvddfVersion'] = 1.2;
      }
    },
    example: { kind: 'tabledialect', version: '1.0', set: { '/csvddfVersion': '1.2' } },
  },
  {
    reason: 'csv-dialect.md: delimiter and doubleQuote have defaults',
    versions: ['1.0'],
    mend: (owner) => {
      if (isRecord(owner['dialect'])) {
        owner['dialect'] = { delimiter: ',', doubleQuote: true, ...owner['dialect'] };
      }
    },
    example: { kind: 'datapackage', version: '1.0', set: { '/resources/0/dialect': { delimiter: ';' } } },
  },
];

function listOf(value: unknown): unknown {
  return isText(value) ? [value] : value;
}

/** A descriptor as the profile should have taken it. */
export function corrected(
  value: unknown,
  version: Version,
  corrections: readonly Correction[] = LAXER,
): unknown {
  const copy: unknown = structuredClone(value);
  correctBelow(
    copy,
    corrections.filter(({ versions }) => versions.includes(version)),
  );
  // What was set to undefined is gone.
  return JSON.parse(JSON.stringify(copy));
}

function correctBelow(value: unknown, corrections: readonly Correction[]): void {
  if (Array.isArray(value)) {
    for (const item of value) {
      correctBelow(item, corrections);
    }
  } else if (isRecord(value)) {
    for (const { mend } of corrections) {
      mend(value);
    }
    for (const each of Object.values(value)) {
      correctBelow(each, corrections);
    }
  }
}
