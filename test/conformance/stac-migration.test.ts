import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
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
      const faults = objectsOf(JSON.parse(after)).flatMap(faultsOf);
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
