import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { numbers } from '#test/unit/metadata/random.ts';
import { packageJson } from '#test/unit/metadata/samples.ts';
import { STRICTER, unexplained, withExample } from './deliberate-differences.ts';
import {
  Agreement,
  at,
  CORPUS,
  casesOf,
  hasShared,
  isRecord,
  judge,
  mutations,
  setsOf,
  valueOfText,
} from './metadata-oracle.ts';
import { addressOf, KINDS, type Kind, officialProfile, VERSIONS, type Version } from './official-profiles.ts';
import { corrected, LAXER } from './profile-corrections.ts';
import { randomlyChanged } from './random-changes.ts';
import { richDescriptor } from './rich-descriptors.ts';

/** Random descriptors of each kind and version. */
const RANDOM = 600;

/** How our verdicts agree with those of a profile, but for deliberate differences. */
class Comparison {
  readonly valid = new Agreement();
  readonly invalid = new Agreement();
  private readonly kind: Kind;
  private readonly version: Version;

  constructor(kind: Kind, version: Version) {
    this.kind = kind;
    this.version = version;
  }

  add(name: string, value: unknown): void {
    const ours = judge(`${this.kind}.json`, JSON.stringify(value));
    expect([ours.kind, ours.version]).toEqual([this.kind, this.version]);
    const official = officialProfile(this.kind, this.version);
    if (official(value)) {
      const left = unexplained(ours);
      this.valid.add(left.length === 0, `${name}: ${left.join(' | ')}`);
    } else {
      const isSame = ours.errors.length > 0 || official(corrected(value, this.version));
      this.invalid.add(isSame, name);
    }
  }

  expectNoDifference(what: string): void {
    const { kind, version, valid, invalid } = this;
    console.log(`${what}, ${kind} ${version}: valid ones agree ${valid}, invalid ones agree ${invalid}`);
    const differences = { valid: valid.differences.slice(0, 20), invalid: invalid.differences.slice(0, 20) };
    expect(differences).toEqual({ valid: [], invalid: [] });
  }
}

/** The descriptors of the corpus: files by name and content, and those written in cases. */
function* descriptors(set: string): Generator<{ readonly name: string; readonly value: unknown }> {
  const folder = path.join(CORPUS, set, 'files');
  for (const file of readFiles(folder).filter((name) => /\.(?:json|ya?ml)$/.test(name))) {
    yield { name: file, value: valueOfText(file, readFileSync(path.join(folder, file), 'utf8')) };
  }
  for (const each of casesOf(set)) {
    const value = at(each, 'input', 'descriptor');
    if (isRecord(value)) {
      yield { name: String(each['id']), value };
    }
  }
}

function readFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch {
    return []; // a set without files
  }
}

/** What a value of the corpus is, judged by its members as its author would. */
function kindOf(value: unknown): Kind | undefined {
  if (!isRecord(value)) {
    return undefined;
  }
  if ('resources' in value) {
    return 'datapackage';
  }
  return 'fields' in value
    ? 'tableschema'
    : 'name' in value && ('path' in value || 'data' in value)
      ? 'dataresource'
      : undefined;
}

const ALL = KINDS.flatMap((kind) => VERSIONS.map((version) => ({ kind, version })));

describe.runIf(hasShared)('verdicts are those of the official profiles but for listed differences', () => {
  test.each(hasShared ? setsOf('datapackages') : [])('on the descriptors of %s as both versions', (set) => {
    for (const { kind, version } of ALL) {
      const comparison = new Comparison(kind, version);
      for (const { name, value } of descriptors(set)) {
        if (isRecord(value) && kindOf(value) === kind) {
          comparison.add(name, { ...value, $schema: addressOf(kind, version) });
        }
      }
      comparison.expectNoDifference(set);
    }
  });

  test.each(ALL)('on each $kind $version with one change', ({ kind, version }) => {
    const start = richDescriptor(kind, version);
    expect(officialProfile(kind, version)(start)).toBe(true);
    expect(judge(`${kind}.json`, JSON.stringify(start)).errors).toEqual([]);
    const comparison = new Comparison(kind, version);
    for (const { change, value } of mutations(start)) {
      if (!change.startsWith('/$schema')) {
        comparison.add(change, value);
      }
    }
    comparison.expectNoDifference('one change');
  });

  test.each(ALL)('on each $kind $version with random changes', ({ kind, version }) => {
    const next = numbers(7);
    const start = richDescriptor(kind, version);
    const comparison = new Comparison(kind, version);
    for (let count = 0; count < RANDOM; count++) {
      const { value, changes } = randomlyChanged(start, next);
      comparison.add(changes, value);
    }
    comparison.expectNoDifference('random changes');
  });

  test.each(STRICTER)('we are stricter: $code, $reason', ({ code, pointer, example }) => {
    const { kind, version } = example;
    const value = withExample(richDescriptor(kind, version), example);
    expect(officialProfile(kind, version)(value)).toBe(true);
    const { errors } = judge(`${kind}.json`, JSON.stringify(value));
    expect(new Set(errors.map((each) => each.code))).toEqual(new Set([`datapackage/${code}`]));
    expect(errors.filter((each) => pointer?.test(each.pointer) === false)).toEqual([]);
  });

  test.each(LAXER)('we are laxer: $reason', (correction) => {
    const { kind, version } = correction.example;
    const value = withExample(richDescriptor(kind, version), correction.example);
    const official = officialProfile(kind, version);
    expect(official(value)).toBe(false);
    expect(judge(`${kind}.json`, JSON.stringify(value)).errors).toEqual([]);
    expect(official(corrected(value, version, [correction]))).toBe(true);
  });

  test('one misspelt type yields sixteen errors there, and one here', () => {
    const text = packageJson(
      '{ "name": "a", "path": "a.csv", "schema": { "fields": [{ "name": "i", "type": "strin" }] } }',
    );
    expect(officialProfile('datapackage', '2.0')(JSON.parse(text))).toBe(false);
    expect(judge('datapackage.json', text).errors).toHaveLength(1);
  });
});
