import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { checkMetadata } from '#core/metadata/check.ts';
import type { DocumentKind } from '#core/metadata/document.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import type { Problem } from '#core/metadata/problem.ts';
import { nowhere } from '#core/metadata/surroundings.ts';
import { plainValue } from '#core/metadata/tree.ts';

/** Real files and official schemas that the project does not carry. Without them, these tests are skipped. */
const SHARED = path.resolve(import.meta.dirname, '../../../shared');
export const CORPUS = path.join(SHARED, 'corpus');
export const SPECS = path.join(SHARED, 'specs');
export const hasShared = existsSync(CORPUS) && existsSync(SPECS);
if (!hasShared) {
  console.log(`Skipped what compares with ${path.relative(process.cwd(), SHARED)}, which is not here.`);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function readJson(...segments: string[]): unknown {
  return JSON.parse(readFileSync(path.join(...segments), 'utf8'));
}

/** The cases of a set of the corpus. */
export function casesOf(set: string): Record<string, unknown>[] {
  const expectations = readJson(CORPUS, set, 'expectations.json');
  const cases = isRecord(expectations) ? expectations['cases'] : undefined;
  return Array.isArray(cases) ? cases.filter(isRecord) : [];
}

export function setsOf(topic: string): string[] {
  return readdirSync(path.join(CORPUS, topic)).map((name) => `${topic}/${name}`);
}

/** A value by the names that lead to it. */
export function at(value: unknown, ...names: string[]): unknown {
  return names.reduce((each, name) => (isRecord(each) ? each[name] : undefined), value);
}

/** What we find in a text, where nothing is known about files. */
export function judge(name: string, text: string): Verdict {
  const document = parseMetadata({ name, text });
  const problems = checkMetadata(document, nowhere);
  const errors = problems.filter(({ severity }) => severity === 'error');
  return { kind: document.kind, version: document.version, errors, problems };
}

export interface Verdict {
  readonly kind: DocumentKind;
  readonly version: string | undefined;
  readonly errors: readonly Problem[];
  readonly problems: readonly Problem[];
}

/** The plain value of a JSON or YAML text. */
export function valueOfText(name: string, text: string): unknown {
  const { root } = parseMetadata({ name, text });
  return root && JSON.parse(JSON.stringify(plainValue(root)));
}

const OTHERS: readonly unknown[] = [null, true, 0, -1.5, '', 'x', 'A b', [], ['x'], [1], {}, { x: 1 }];

/** Copies of a value, each with one member removed or replaced by a value of another kind. */
export function* mutations(value: unknown): Generator<{ readonly change: string; readonly value: unknown }> {
  for (const pointer of pointersOf(value, [])) {
    for (const other of [undefined, ...OTHERS]) {
      const changed: unknown = structuredClone(value);
      const last = pointer.at(-1);
      const owner = pointer.slice(0, -1).reduce((each: unknown, name) => childOf(each, name), changed);
      if (last === undefined || !replace(owner, last, other)) {
        continue;
      }
      yield {
        change: `/${pointer.join('/')} = ${other === undefined ? 'removed' : JSON.stringify(other)}`,
        value: changed,
      };
    }
  }
}

function* pointersOf(value: unknown, pointer: readonly string[]): Generator<readonly string[]> {
  if (pointer.length > 0) {
    yield pointer;
  }
  const names = Array.isArray(value)
    ? [...value.keys()].map(String)
    : isRecord(value)
      ? Object.keys(value)
      : [];
  for (const name of names) {
    yield* pointersOf(childOf(value, name), [...pointer, name]);
  }
}

function childOf(value: unknown, name: string): unknown {
  return Array.isArray(value) ? value[Number(name)] : at(value, name);
}

function replace(owner: unknown, name: string, other: unknown): boolean {
  if (Array.isArray(owner)) {
    owner.splice(Number(name), 1, ...(other === undefined ? [] : [other]));
    return true;
  }
  if (!isRecord(owner)) {
    return false;
  }
  if (other === undefined) {
    delete owner[name];
  } else {
    owner[name] = other;
  }
  return true;
}

/** How often two verdicts agreed, to be printed per set. */
export class Agreement {
  #same = 0;
  readonly #differences: string[] = [];

  add(agrees: boolean, difference: string): void {
    if (agrees) {
      this.#same++;
    } else {
      this.#differences.push(difference);
    }
  }

  get differences(): readonly string[] {
    return this.#differences;
  }

  toString(): string {
    const all = this.#same + this.#differences.length;
    return `${this.#same} of ${all}`;
  }
}
