import { afterAll, describe, expect, test } from 'vitest';
import { formatPointer } from '#core/base/json-pointer.ts';
import { checkMetadata } from '#core/metadata/check.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import type { Problem } from '#core/metadata/problem.ts';
import { nowhere, type Surroundings } from '#core/metadata/surroundings.ts';
import { hasShared } from './metadata-oracle.ts';
import { CONSTRAINT_OPERATORS } from './mutations/constraint-operators.ts';
import { DIALECT_OPERATORS } from './mutations/dialect-operators.ts';
import { Draft } from './mutations/draft.ts';
import { FIELD_OPERATORS } from './mutations/field-operators.ts';
import { FILE_OPERATORS } from './mutations/file-operators.ts';
import { FOREIGN_KEY_OPERATORS } from './mutations/foreign-key-operators.ts';
import { KEY_OPERATORS } from './mutations/key-operators.ts';
import type { Break, Operator } from './mutations/operator.ts';
import { CREDIT_OPERATORS, PACKAGE_OPERATORS } from './mutations/package-operators.ts';
import { PATH_OPERATORS } from './mutations/path-operators.ts';
import { placeInJson, placeInYaml, type Range } from './mutations/place.ts';
import { RESOURCE_OPERATORS } from './mutations/resource-operators.ts';
import { JSON_STYLES, type Style, YAML_STYLES } from './mutations/styles.ts';
import { TEXT_OPERATORS } from './mutations/text-operators.ts';
import { type ValidPackage, validPackages } from './mutations/valid-packages.ts';

const OPERATORS: readonly Operator[] = [
  ...PACKAGE_OPERATORS,
  ...CREDIT_OPERATORS,
  ...RESOURCE_OPERATORS,
  ...PATH_OPERATORS,
  ...DIALECT_OPERATORS,
  ...FIELD_OPERATORS,
  ...CONSTRAINT_OPERATORS,
  ...KEY_OPERATORS,
  ...FOREIGN_KEY_OPERATORS,
  ...FILE_OPERATORS,
];

const PACKAGES = hasShared ? validPackages() : [];

/** Each package is broken in every second way, a large one in every sixth: still in 140 ways and in nearly 50. */
const SHARES = { small: 2, large: 6 } as const;

/** Whether it is the turn of a package with an operator. Both versions of a package stand side by side. */
function isTurn({ isLarge }: ValidPackage, index: number, operator: number): boolean {
  return (Math.floor(index / 2) + operator) % (isLarge ? SHARES.large : SHARES.small) === 0;
}

/** How often each operator was applied. */
const applied = new Map<string, number>();

function count(code: string): void {
  applied.set(code, (applied.get(code) ?? 0) + 1);
}

function problemsIn(name: string, text: string, around: Partial<Surroundings> = {}): Problem[] {
  return checkMetadata(parseMetadata({ name, text }), { ...nowhere, ...around });
}

const identity = ({ code, pointer }: Problem) => `${code} ${pointer}`;

/** What is found without the break. */
const found = new Map<string, ReadonlySet<string>>();

function foundBefore({ name, value }: ValidPackage): ReadonlySet<string> {
  const before =
    found.get(name) ?? new Set(problemsIn('datapackage.json', JSON.stringify(value)).map(identity));
  found.set(name, before);
  return before;
}

interface Language {
  readonly file: string;
  readonly styles: readonly Style[];
  readonly placeIn: (text: string, where: Break['where']) => Range | undefined;
}

const LANGUAGES: readonly Language[] = [
  { file: 'datapackage.json', styles: JSON_STYLES, placeIn: placeInJson },
  { file: 'datapackage.yaml', styles: YAML_STYLES, placeIn: placeInYaml },
];

/** A finding as `code «text» at offset`, to be compared and read. */
function shown(text: string, code: string, range: Range | undefined): string {
  return range === undefined
    ? `${code} nowhere`
    : `${code} «${text.slice(range.offset, range.offset + range.length).slice(0, 60)}» at ${range.offset}+${range.length}`;
}

/** What is told of a broken text beyond what was told before, without recommendations other than the one expected. */
function toldOf(
  name: string,
  text: string,
  code: string,
  around: Partial<Surroundings> | undefined,
  before: ReadonlySet<string>,
) {
  return problemsIn(name, text, around)
    .filter((each) => each.code === code || (each.severity !== 'info' && each.severity !== 'hint'))
    .filter((each) => !before.has(identity(each)))
    .map((each) => shown(text, each.code, each));
}

describe.runIf(hasShared)(`each of ${PACKAGES.length} valid packages with one fault`, () => {
  test.each(OPERATORS.map((each) => ({ ...each, in: each.versions.join(', ') })))(
    '$code: $title ($in)',
    (operator) => {
      const number = OPERATORS.findIndex(({ apply }) => apply === operator.apply);
      const differences: string[] = [];
      let times = 0;
      const code = `datapackage/${operator.code}`;
      for (const [index, each] of PACKAGES.entries()) {
        if (!isTurn(each, index, number)) {
          continue;
        }
        const draft = new Draft(each.value, each.version);
        const broken = operator.versions.includes(each.version) ? operator.apply(draft) : undefined;
        const before = foundBefore(each);
        // What has the fault already cannot be broken in this way.
        if (!broken || before.has(`${code} ${formatPointer(broken.where.path)}`)) {
          continue;
        }
        for (const { file, styles, placeIn } of LANGUAGES) {
          const style = styles[(index + times) % styles.length];
          const text = style?.write(draft.root.value) ?? '';
          const told = toldOf(file, text, code, broken.around, before);
          const expected = shown(text, code, placeIn(text, broken.where));
          if (told.length !== 1 || told[0] !== expected) {
            differences.push(
              `${each.name}, ${file} (${style?.name}): expected ${expected}; told ${told.join(' | ')}`,
            );
          }
          count(code || 'no finding (a byte order mark in YAML)');
        }
        times++;
      }
      expect(times).toBeGreaterThan(0);
      expect(differences.slice(0, 5)).toEqual([]);
    },
  );

  test.each(TEXT_OPERATORS)('$code: $title in $language', ({ code, language, apply }) => {
    const differences: string[] = [];
    const file = `datapackage.${language}`;
    const styles = language === 'json' ? JSON_STYLES : YAML_STYLES;
    for (const each of PACKAGES) {
      for (const style of styles) {
        const broken = apply(style.write(each.value));
        if (broken) {
          const told = toldOf(file, broken.text, code, undefined, foundBefore(each));
          const expected = broken.at ? [shown(broken.text, code, broken.at)] : [];
          if (JSON.stringify(told) !== JSON.stringify(expected)) {
            differences.push(`${each.name} (${style.name}): expected ${expected}; told ${told.join(' | ')}`);
          }
          count(code || 'no finding (a byte order mark in YAML)');
        }
      }
    }
    expect(differences.slice(0, 5)).toEqual([]);
  });

  test('says the same in JSON and in YAML when nothing is broken', () => {
    const differences = PACKAGES.flatMap((each) =>
      YAML_STYLES.flatMap((style) => {
        const [json, yaml] = [
          problemsIn('datapackage.json', JSON.stringify(each.value)),
          problemsIn('datapackage.yaml', style.write(each.value)),
        ].map((problems) =>
          problems
            .map(identity)
            .filter((text) => !text.startsWith('datapackage/file-name'))
            .sort(),
        );
        return JSON.stringify(json) === JSON.stringify(yaml)
          ? []
          : [`${each.name} (${style.name}): ${json} / ${yaml}`];
      }),
    );
    expect(differences).toEqual([]);
  });
});

afterAll(() => {
  const all = [...applied.values()].reduce((sum, each) => sum + each, 0);
  const rows = [...applied].sort().map(([code, times]) => `${String(times).padStart(6)}  ${code}`);
  console.log(
    `${OPERATORS.length + TEXT_OPERATORS.length} ways to break ${PACKAGES.length} packages, applied ${all} times:\n${rows.join('\n')}`,
  );
});
