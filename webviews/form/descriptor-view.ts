import { formatPointer, type PathSegment } from '#core/base/json-pointer.ts';
import type { FormProblem } from '../protocol/form.ts';

export type Path = readonly PathSegment[];

/** A descriptor as the form reads it: any JSON, looked into with care, and the findings about it by place. */
export class DescriptorView {
  readonly #value: unknown;
  readonly #problems = new Map<string, FormProblem[]>();
  readonly problems: readonly FormProblem[];

  constructor(value: unknown, problems: readonly FormProblem[]) {
    this.#value = value;
    this.problems = problems;
    for (const problem of problems) {
      const same = this.#problems.get(problem.pointer);
      if (same) {
        same.push(problem);
      } else {
        this.#problems.set(problem.pointer, [problem]);
      }
    }
  }

  at(path: Path): unknown {
    let value = this.#value;
    for (const segment of path) {
      if (typeof value !== 'object' || value === null) {
        return undefined;
      }
      const owner: object = value;
      value = Object.hasOwn(owner, segment) ? Reflect.get(owner, segment) : undefined;
    }
    return value;
  }

  /** The text at a path; numbers and truth values as they are written. Undefined where there is no such value. */
  text(path: Path): string | undefined {
    const value = this.at(path);
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : undefined;
  }

  /** How many items the list at a path has. */
  count(path: Path): number {
    const value = this.at(path);
    return Array.isArray(value) ? value.length : 0;
  }

  /** A name, `stem` and a number, that no item of the list at a path has: names are unique. */
  freeName(path: Path, stem: string): string {
    const count = this.count(path);
    const taken = new Set(Array.from({ length: count }, (_, index) => this.text([...path, index, 'name'])));
    let number = count + 1;
    while (taken.has(`${stem}${number}`)) {
      number += 1;
    }
    return `${stem}${number}`;
  }

  /** The findings about exactly the value at a path. */
  problemsAt(path: Path): readonly FormProblem[] {
    return this.#problems.get(formatPointer(path)) ?? [];
  }

  /** How many errors and warnings are at a path and below it. */
  troubleBelow(path: Path): { readonly errors: number; readonly warnings: number } {
    const prefix = formatPointer(path);
    const below = this.problems.filter(
      ({ pointer }) => pointer === prefix || pointer.startsWith(`${prefix}/`),
    );
    return {
      errors: below.filter(({ severity }) => severity === 'error').length,
      warnings: below.filter(({ severity }) => severity === 'warning').length,
    };
  }
}
