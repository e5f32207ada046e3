import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { fileText } from '#core/metadata/actions/new-file.ts';
import { writableValue } from '#core/metadata/actions/node-value.ts';
import { migrationEdits } from '#core/metadata/actions/stac/migration.ts';
import { applyEdits } from '#core/metadata/edits/compose.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import {
  Agreement,
  at,
  CORPUS,
  casesOf,
  hasShared,
  isRecord,
  judge,
  setsOf,
  valueOfText,
} from './metadata-oracle.ts';
import { officialCore, officialExtension } from './stac-official.ts';

/** Where a valid object of 1.0 is not valid as 1.1, and nobody but its author can say what is meant. */
const EXCEPTIONS: readonly { readonly file: RegExp; readonly reason: string }[] = [];

/** Whether the official schemas of an object and of its extensions, as far as they are here, accept it. */
function faultsOf(value: unknown): readonly string[] {
  const declared = at(value, 'stac_extensions');
  return [
    ...(officialCore(value)?.(value) === false ? ['core'] : []),
    ...(Array.isArray(declared) ? declared.map(String) : []).filter(
      (address) => officialExtension(address.replace(/#$/, ''))?.(value) === false,
    ),
  ];
}

function objectsOf(value: unknown): readonly Record<string, unknown>[] {
  const features = at(value, 'features');
  return (Array.isArray(features) ? features : [value]).filter(isRecord);
}

const RENAMED = new Map([
  ...['common_name', 'center_wavelength', 'full_width_half_max', 'solar_illumination'].map(
    (key) => [key, `eo:${key}`] as const,
  ),
  ...['sampling', 'bits_per_sample', 'spatial_resolution', 'scale', 'offset', 'histogram'].map(
    (key) => [key, `raster:${key}`] as const,
  ),
]);

/** What is said of each band of each asset, by the text of the best practices: own values before those of the asset. */
function bandsOf(object: unknown): Record<string, unknown> {
  const said: Record<string, unknown> = {};
  for (const place of ['assets', 'item_assets']) {
    for (const [key, asset] of Object.entries(at(object, place) ?? {})) {
      const lists = ['bands', 'raster:bands', 'eo:bands'].map((name) => at(asset, name));
      const count = Math.max(...lists.map((list) => (Array.isArray(list) ? list.length : 0)));
      for (let index = 0; index < count; index++) {
        for (const list of lists) {
          const band: unknown = Array.isArray(list) ? list[index] : undefined;
          for (const [field, value] of Object.entries(isRecord(band) ? band : {})) {
            said[`${place} ${key} ${index} ${RENAMED.get(field) ?? field}`] = value;
          }
        }
      }
    }
  }
  return said;
}

/** What was said of bands and is so no more. */
function changesIn(before: Record<string, unknown>, after: Record<string, unknown>): readonly string[] {
  const now = bandsOf(after);
  const changed = Object.entries(bandsOf(before)).flatMap(([key, value]) => {
    const [place = '', asset = '', , field = ''] = key.split(' ');
    const found = now[key] ?? at(after, place, asset, field);
    return JSON.stringify(found) === JSON.stringify(value) ? [] : [key];
  });
  return after['stac_version'] === '1.1.0' ? changed : ['stac_version', ...changed];
}

/** The value of the same object, written in YAML and migrated there. */
function migratedInYaml(file: string, text: string): unknown {
  const document = parseMetadata({ name: file, text });
  const yaml = document.root && fileText(document, writableValue(document, document.root), 'yaml');
  const name = `${file}.yaml`;
  if (yaml === undefined) {
    return undefined;
  }
  const edits = migrationEdits(parseMetadata({ name, text: yaml }));
  return edits && valueOfText(name, applyEdits(yaml, edits));
}

describe.runIf(hasShared)('STAC files of version 1.0 of others', () => {
  test.each(hasShared ? setsOf('stac') : [])('of %s are right in 1.1 when they are migrated', (set) => {
    const agreement = new Agreement();
    for (const each of casesOf(set)) {
      const file = String(each['file']);
      if (!file.endsWith('json')) {
        continue;
      }
      const text = readFileSync(path.join(CORPUS, set, file), 'utf8');
      const before = objectsOf(valueOfText(file, text));
      const areOld = before.length > 0 && before.every((one) => one['stac_version'] === '1.0.0');
      if (!areOld || before.some((one) => faultsOf(one).length > 0)) {
        continue;
      }
      const edits = migrationEdits(parseMetadata({ name: file, text }));
      const after = applyEdits(text, edits ?? []);
      const migrated = objectsOf(JSON.parse(after));
      const faults = [
        ...migrated.flatMap(faultsOf),
        ...migrated.flatMap((one, index) => changesIn(before[index] ?? {}, one)),
        ...(JSON.stringify(migratedInYaml(file, text)) === JSON.stringify(valueOfText(file, after))
          ? []
          : ['in YAML']),
      ];
      const ours = new Set(judge(file, text).errors.map(({ code }) => code));
      const left = judge(file, after).errors.filter(({ code }) => !ours.has(code));
      const isKnown = EXCEPTIONS.some((exception) => exception.file.test(`${set}/${file}`));
      const isRight = edits !== undefined && faults.length === 0 && left.length === 0;
      agreement.add(
        isRight || isKnown,
        `${file}: ${[...new Set(faults)].join(' ')} ${left
          .slice(0, 3)
          .map(({ code, pointer, message }) => `${code} ${pointer} ${message}`)
          .join(' | ')}`,
      );
    }
    console.log(`${set}: migrated ${agreement}`);
    expect(agreement.differences).toEqual([]);
  });
});
