/** How many findings of the two severities that people have to do something about. */
export interface SeverityCounts {
  readonly errors: number;
  readonly warnings: number;
}

export const NO_FINDINGS: SeverityCounts = { errors: 0, warnings: 0 };

export function sumOf(one: SeverityCounts, other: SeverityCounts): SeverityCounts {
  return { errors: one.errors + other.errors, warnings: one.warnings + other.warnings };
}
