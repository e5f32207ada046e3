import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Extension, ExtensionScope } from '#core/metadata/stac/extensions/extension.ts';
import { EXTENSIONS, extensionAt } from '#core/metadata/stac/extensions/extension-list.ts';
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
import { DIFFERENCES } from './stac-extension-differences.ts';
import { type Samples, samplesOf } from './stac-extension-samples.ts';
import { officialCore, officialExtension } from './stac-official.ts';

/** Changes of one sample beyond these are taken evenly from all. */
const MAX_CHANGES = 400;

/** What our checks find in an object. */
function found(value: unknown): readonly string[] {
  return judge('item.json', JSON.stringify(value)).errors.map(
    ({ code, pointer, message }) => `${code} ${pointer} ${message}`,
  );
}

/** Many schemas reject an object that declares an extension and does not use it; for us, that is worth a warning. */
function isUnused(value: unknown): boolean {
  return judge('item.json', JSON.stringify(value)).problems.some(
    ({ code }) => code === 'stac/unused-extension',
  );
}

/** What they find that they do not find when it declares nothing: what its extensions say. */
function ofExtension(value: Record<string, unknown>): readonly string[] {
  const without = new Set(found({ ...value, stac_extensions: [] }));
  return found(value).filter((each) => !without.has(each));
}

function isDifference(
  { name, version }: Extension,
  scope: ExtensionScope | undefined,
  change: string,
  who: 'stricter' | 'laxer',
): boolean {
  return DIFFERENCES.some(
    (each) =>
      each.who === who &&
      (each.extension === undefined || each.extension === name) &&
      (each.scope === undefined || each.scope === scope) &&
      (each.versions === undefined || each.versions.includes(version)) &&
      each.change.test(change),
  );
}

/** Evenly, so that every part of the sample is changed. */
function some<Item>(all: readonly Item[]): readonly Item[] {
  const step = Math.max(1, all.length / MAX_CHANGES);
  return Array.from(
    { length: Math.min(all.length, MAX_CHANGES) },
    (_, index) => all[Math.floor(index * step)],
  ).flatMap((each) => each ?? []);
}

describe.runIf(hasShared)('objects that use an extension, with one change', () => {
  const cases = EXTENSIONS.flatMap((extension) =>
    extension.scope.map((scope) => [`${extension.name} ${extension.version}`, scope, extension] as const),
  );
  test.each(cases)('%s in an %s is judged as its official schema judges it', (_, scope, extension) => {
    const official = officialExtension(extension.address);
    if (!official) {
      // There is no official schema to compare with. The sample does not have what belongs to other extensions.
      const wrong = ofExtension(samplesOf(extension, scope).whole);
      expect(wrong.filter((each) => !/^stac\/missing-(?:entry|property) /.test(each))).toEqual([]);
      return;
    }
    const agreement = new Agreement();
    for (const sample of samplesFor(official, samplesOf(extension, scope))) {
      expect({ official: official(sample), ours: ofExtension(sample) }).toEqual({ official: true, ours: [] });
      for (const { change, value } of some([...mutations(sample)])) {
        if (!isRecord(value) || isOfCore(change) || officialCore(value)?.(value) === false) {
          continue;
        }
        const isValid = official(value);
        const ours = isValid ? ofExtension(value) : found(value);
        const known = isDifference(extension, scope, change, isValid ? 'stricter' : 'laxer');
        agreement.add(
          isValid === (ours.length === 0) || known || (!isValid && isUnused(value)),
          `${isValid ? 'valid' : 'invalid'} ${change} ${ours.join(' | ')}`,
        );
      }
    }
    expect(agreement.differences).toEqual([]);
  });
});

/**
 * A schema that is content with one use of the extension that is right says nothing of a fault in another: where it
 * takes samples with one place, each fault is looked at in these.
 */
function samplesFor(
  official: (value: unknown) => boolean,
  { whole, parts }: Samples,
): readonly Record<string, unknown>[] {
  const accepted = parts.filter((part) => official(part));
  return accepted.length === parts.length && accepted.length > 0 ? accepted : [whole, ...accepted];
}

/** What the extension does not speak of: the object is of another kind then, or declares it no more. */
function isOfCore(change: string): boolean {
  return /^\/(?:type|stac_version|stac_extensions)\b|^\/item_assets(?:\/data)? = /.test(change);
}

describe.runIf(hasShared)('files of others that declare extensions', () => {
  test.each(hasShared ? setsOf('stac') : [])('in %s break them where the official schemas say so', (set) => {
    const agreement = new Agreement();
    for (const each of casesOf(set)) {
      const file = String(each['file']);
      const value = file.endsWith('json')
        ? valueOfText(file, readFileSync(path.join(CORPUS, set, file), 'utf8'))
        : undefined;
      for (const object of isRecord(value) ? objectsIn(value) : []) {
        const declared = declaredIn(object);
        const ours = ofExtension(object);
        const official = declared.every(
          (extension) => officialExtension(extension.address)?.(object) !== false,
        );
        const known = declared.some((extension) =>
          isDifference(extension, undefined, file, official ? 'stricter' : 'laxer'),
        );
        agreement.add(
          official === (ours.length === 0) || known || (!official && isUnused(object)),
          `${official ? 'valid' : 'invalid'} ${file} ${ours.join(' | ')}`,
        );
      }
    }
    console.log(`${set}: extensions agree ${agreement}`);
    expect(agreement.differences).toEqual([]);
  });
});

function objectsIn(value: Record<string, unknown>): readonly Record<string, unknown>[] {
  const features = value['features'];
  return (Array.isArray(features) ? features : [value])
    .filter(isRecord)
    .filter((each) => declaredIn(each).length > 0);
}

function declaredIn(value: Record<string, unknown>): readonly Extension[] {
  const version = String(at(value, 'stac_version'));
  const list = value['stac_extensions'];
  const scope = ({ Feature: 'item', Collection: 'collection', Catalog: 'catalog' } as const)[
    String(value['type'])
  ];
  return ['1.0.0', '1.1.0'].includes(version) && Array.isArray(list)
    ? list.flatMap((address) => extensionAt(String(address)) ?? []).filter((each) => isFor(each, scope))
    : [];
}

function isFor(extension: Extension, scope: ExtensionScope | undefined): boolean {
  return scope !== undefined && extension.scope.includes(scope);
}
