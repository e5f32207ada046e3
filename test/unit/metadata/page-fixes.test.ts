import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { withFixes } from '#core/metadata/actions/more-fixes.ts';
import { fileText } from '#core/metadata/actions/new-file.ts';
import { writableValue } from '#core/metadata/actions/node-value.ts';
import { checkMetadata } from '#core/metadata/check.ts';
import { applyEdits, inOrder } from '#core/metadata/edits/compose.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import type { Fix, Problem } from '#core/metadata/problem.ts';
import { around } from './actions/offered.ts';

const PAGES = join(import.meta.dirname, '../../../docs/rules');

/** Errors that a fix brings to light, which were hidden by the one that it mends. */
const FOLLOWS: Readonly<Record<string, string>> = {
  // A package that says that it is tabular has to have tables, which is one more fix.
  'datapackage/unknown-profile': 'datapackage/not-tabular',
  // CARD4L is not yet for STAC 1.1: it asks for fields that are written otherwise there.
  'stac/newer-version': 'stac/missing-property',
};

interface Example {
  readonly page: string;
  readonly name: string;
  readonly text: string;
  readonly files: Readonly<Record<string, string>>;
}

/** The wrong examples of all pages about rules, each with the files beside it, and those in JSON in YAML as well. */
function examples(): Example[] {
  return readdirSync(PAGES, { recursive: true, encoding: 'utf8' })
    .filter((path) => /^(?:datapackage|metadata|stac)[/\\].*\.md$/.test(path))
    .flatMap((path) => {
      const [, wrong = ''] = /^## Wrong\n([\s\S]*?)^## /m.exec(readFileSync(join(PAGES, path), 'utf8')) ?? [];
      const blocks = [...wrong.matchAll(/^```\S+ (\S+)\n([\s\S]*?)^```$/gm)];
      const [first, ...others] = blocks.map(([, name = '', text = '']) => ({ name, text }));
      const files = Object.fromEntries(others.map(({ name, text }) => [name, text]));
      const example = first && { page: path, ...first, files };
      return example ? [example, ...inYaml(example)] : [];
    });
}

function inYaml(example: Example): Example[] {
  const document = parseMetadata(example);
  const name = example.name.replace(/\.json$/, '.yaml');
  return document.language === 'json' && document.root && document.syntax.length === 0
    ? [{ ...example, name, text: fileText(document, writableValue(document, document.root), 'yaml') }]
    : [];
}

function look({ name, files }: Example, text: string): readonly Problem[] {
  const surroundings = around(files);
  const document = parseMetadata({ name, text });
  return withFixes(document, checkMetadata(document, surroundings), surroundings);
}

function alike(problems: readonly Problem[], { code, message }: Problem): number {
  return problems.filter((problem) => problem.code === code && problem.message === message).length;
}

function errors(problems: readonly Problem[]): string[] {
  return problems.filter(({ severity }) => severity === 'error').map(({ code }) => code);
}

const FIXES = examples().flatMap((example) => {
  const problems = look(example, example.text);
  return problems.flatMap((problem) =>
    (problem.fixes ?? []).map((fix: Fix) => ({
      example,
      problems,
      problem,
      fix,
      page: example.page,
      name: example.name,
      title: fix.title,
    })),
  );
});

describe('every fix of the examples in the pages about rules', () => {
  test('there are many', () => {
    expect(FIXES.length).toBeGreaterThan(50);
  });

  test.each(FIXES)('$page in $name: $title', ({ example, problems, problem, fix }) => {
    let end = 0;
    for (const { offset, length } of inOrder(fix.edits)) {
      expect(offset, 'edits overlap').toBeGreaterThanOrEqual(end);
      end = offset + length;
    }
    const result = applyEdits(example.text, fix.edits);
    const after = look(example, result);
    expect(alike(after, problem), `still there:\n${result}`).toBeLessThan(alike(problems, problem));
    const fresh = errors(after).filter(
      (code) => !errors(problems).includes(code) && FOLLOWS[problem.code] !== code,
    );
    expect(fresh, `new errors:\n${result}`).toEqual([]);
  });
});
