import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { at, CORPUS, casesOf, isRecord, judge, setsOf, valueOfText } from '../metadata-oracle.ts';
import type { Version } from './draft.ts';

/** A package that someone wrote and that has no error. */
export interface ValidPackage {
  readonly name: string;
  readonly version: Version;
  readonly value: Readonly<Record<string, unknown>>;
  readonly isLarge: boolean;
}

/** From how many characters on a package is large. */
const LARGE = 1_000;

const PROFILE_OF_2 = 'https://datapackage.org/profiles/2.0/datapackage.json';

/** All packages of the corpus without error, as they are and, where they have none then either, as version 2.0. */
export function validPackages(): ValidPackage[] {
  const seen = new Set<string>();
  return [...packagesOfCorpus()].flatMap(({ name, value }) => {
    const text = JSON.stringify(value);
    if (seen.has(text)) {
      return [];
    }
    seen.add(text);
    const isLarge = text.length > LARGE;
    const own = {
      name,
      version: at(value, '$schema') === undefined ? '1.0' : '2.0',
      value,
      isLarge,
    } as const;
    const restated = { $schema: PROFILE_OF_2, ...value };
    const asSecond = { name: `${name} as 2.0`, version: '2.0', value: restated, isLarge } as const;
    return (own.version === '1.0' ? [own, asSecond] : [own]).filter(hasNoError);
  });
}

function hasNoError({ value, version }: ValidPackage): boolean {
  const { errors, version: found } = judge('datapackage.json', JSON.stringify(value));
  return errors.length === 0 && found === version;
}

function* packagesOfCorpus(): Generator<{ readonly name: string; readonly value: Record<string, unknown> }> {
  for (const set of setsOf('datapackages')) {
    const folder = path.join(CORPUS, set, 'files');
    for (const file of filesIn(folder).filter((name) => /\.(?:json|ya?ml)$/.test(name))) {
      const value = valueOfText(file, readFileSync(path.join(folder, file), 'utf8'));
      if (isRecord(value) && Array.isArray(value['resources'])) {
        yield { name: `${path.basename(set)}/${file}`, value };
      }
    }
    for (const each of casesOf(set)) {
      const value = at(each, 'input', 'descriptor');
      if (isRecord(value) && Array.isArray(value['resources'])) {
        yield { name: String(each['id']), value };
      }
    }
  }
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  } catch {
    return []; // a set without files
  }
}
