import { describe, expect, test } from 'vitest';
import { checkMetadata, referencedPaths } from '#core/metadata/check.ts';
import { completionsAt } from '#core/metadata/completion.ts';
import { describeAt } from '#core/metadata/hover.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import type { Problem } from '#core/metadata/problem.ts';
import { nowhere } from '#core/metadata/surroundings.ts';
import { itemJson, RICH_PACKAGE, RICH_YAML, tableJson } from './samples.ts';

/** Everything that the editor does with a text, at its end and in its middle. */
function use(name: string, text: string) {
  const document = parseMetadata({ name, text });
  const problems = checkMetadata(document, nowhere);
  for (const { offset, length } of problems) {
    expect(offset).toBeGreaterThanOrEqual(0);
    expect(offset + length).toBeLessThanOrEqual(text.length);
  }
  referencedPaths(document);
  for (const offset of [text.length, text.length >> 1]) {
    completionsAt(document, offset, nowhere);
    describeAt(document, offset, nowhere);
  }
  return problems;
}

function errors(problems: readonly Problem[]): Problem[] {
  return problems.filter(({ severity }) => severity === 'error');
}

/** A generator of the same numbers each time (mulberry32), so that a failure can be run again. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

const SAMPLES = [
  ['datapackage.json', RICH_PACKAGE],
  ['datapackage.yaml', RICH_YAML],
  ['item.json', itemJson()],
] as const;

test.each(SAMPLES)('every beginning of a %s can be looked at', (name, text) => {
  for (let length = 0; length < text.length; length += 7) {
    use(name, text.slice(0, length));
  }
});

test.each(SAMPLES)('a %s with a piece cut out can be looked at', (name, text) => {
  const next = numbers(1);
  for (let round = 0; round < 60; round++) {
    const start = next() % text.length;
    use(name, text.slice(0, start) + text.slice(start + 1 + (next() % 20)));
  }
});

test.each(['x.json', 'datapackage.json', 'datapackage.yaml'])('noise as %s can be looked at', (name) => {
  const next = numbers(2);
  const alphabet = '{}[]",:-\n\t \\\'&*!|>%@`#?aé😀0.1e~<\u0000\ud800';
  for (let round = 0; round < 300; round++) {
    const length = next() % 60;
    use(name, Array.from({ length }, () => alphabet.charAt(next() % alphabet.length)).join(''));
  }
});

describe('nesting', () => {
  const DEEP = 10_000;

  test.each([
    ['datapackage.json', '['.repeat(DEEP)],
    ['datapackage.json', '{"a":'.repeat(DEEP)],
    ['datapackage.json', `{"resources":${'['.repeat(DEEP)}${']'.repeat(DEEP)}}`],
    ['datapackage.yaml', '['.repeat(DEEP)],
    ['datapackage.yaml', '{a: '.repeat(DEEP)],
    ['datapackage.yaml', '- '.repeat(DEEP)],
    ['datapackage.yaml', Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  ])('%s that nests too deep is one finding (%.12s…)', (name, text) => {
    expect(use(name, text).map(({ code }) => code)).toEqual(['metadata/too-deep']);
  });

  test('brackets in texts do not count', () => {
    const text = JSON.stringify({ resources: [{ name: '['.repeat(DEEP), data: [] }] });
    expect(errors(use('datapackage.json', text))).toMatchObject([{ code: 'datapackage/name-form' }]);
  });
});

describe('size', () => {
  test('a text of 33 million characters is one finding, and no time is spent on it', () => {
    expect(use('datapackage.json', ' '.repeat(33 * 1024 * 1024)).map(({ code }) => code)).toEqual([
      'metadata/too-large',
    ]);
  });

  test('a text of more than two million values is one finding', () => {
    expect(
      use('datapackage.json', `{"resources":[${'{},'.repeat(2_000_000)}{}]}`).map(({ code }) => code),
    ).toEqual(['metadata/too-large']);
  });

  test('YAML of more than a hundred thousand values is one finding', () => {
    expect(use('datapackage.yaml', '- a\n'.repeat(110_000)).map(({ code }) => code)).toEqual([
      'metadata/too-large',
    ]);
  });

  test('aliases that stand for billions of values are a finding', () => {
    const lines = Array.from(
      { length: 12 },
      (_, level) => `a${level + 1}: &a${level + 1} [${Array(10).fill(`*a${level}`).join(', ')}]`,
    );
    const text = `a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n${lines.join('\n')}\n`;
    expect(use('datapackage.yaml', text).map(({ code }) => code)).toContain('metadata/too-many-aliases');
  });

  test.each([10_000, 200_000])('%d wrong resources are a thousand findings and one that says so', (count) => {
    const problems = use('datapackage.json', `{"resources":[${Array(count).fill('1').join(',')}]}`);
    expect(problems).toHaveLength(1_001);
    expect(problems[0]?.code).toBe('metadata/too-many-findings');
    expect(errors(problems)[0]).toMatchObject({ code: 'datapackage/wrong-type', pointer: '/resources/0' });
  });

  test('of very many wrong fields, the first thousand are found', () => {
    const problems = use('datapackage.json', tableJson(`{"fields":[${Array(200_000).fill('1').join(',')}]}`));
    expect(problems).toHaveLength(1_001);
    expect(errors(problems)[0]).toMatchObject({
      code: 'datapackage/wrong-type',
      pointer: '/resources/0/schema/fields/0',
    });
  });

  test('a key of ten thousand unknown fields over as many fields takes no minutes', () => {
    const count = 10_000;
    const fields = Array.from({ length: count }, (_, index) => `{"name":"column${index}"}`).join(',');
    const key = Array.from({ length: count }, (_, index) => `"colum${index}"`).join(',');
    expect(use('datapackage.json', tableJson(`{"fields":[${fields}],"primaryKey":[${key}]}`)).length).toBe(
      1_001,
    );
  });
});

test('keys that JavaScript objects have by themselves are keys like any other', () => {
  const text = '{"__proto__": {"resources": []}, "constructor": 1, "toString": 2}';
  expect(errors(use('datapackage.json', text))).toMatchObject([{ code: 'datapackage/missing-property' }]);
});
