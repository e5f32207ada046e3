import type { Draft, Part } from './draft.ts';

/** A field of a type with more members. */
export function field(draft: Draft, type: string, values: Record<string, unknown>): Part | undefined {
  const found = draft.fieldOf(type);
  if (found) {
    Object.assign(found.value, values);
  }
  return found;
}

/** The same with constraints. */
export function constrained(
  draft: Draft,
  type: string,
  constraints: Record<string, unknown>,
): Part | undefined {
  const found = field(draft, type, { constraints });
  return found && { value: constraints, path: [...found.path, 'constraints'] };
}
