/** The names in a directory, found as they are spelt there. */
export interface SpeltNames {
  /** The name that the directory has for one that was written: the same, or one that differs in case only. */
  actual(written: string): string | undefined;
}

/**
 * Looks names up in what a directory was found to hold. The names are walked once: a descriptor may name thousands of
 * files that are missing in a directory of a hundred thousand.
 */
export function speltNames(names: Iterable<string>): SpeltNames {
  const all = new Set(names);
  let folded:
    | { readonly composed: ReadonlySet<string>; readonly byLowerCase: Map<string, string> }
    | undefined;
  return {
    actual(written) {
      if (all.has(written)) {
        return written;
      }
      folded ??= fold(all);
      // macOS may store a name decomposed that was typed composed: that is no difference.
      const composed = written.normalize('NFC');
      return folded.composed.has(composed) ? written : folded.byLowerCase.get(composed.toLowerCase());
    },
  };
}

function fold(names: ReadonlySet<string>) {
  const composed = new Set<string>();
  const byLowerCase = new Map<string, string>();
  for (const name of names) {
    const normal = name.normalize('NFC');
    composed.add(normal);
    const lower = normal.toLowerCase();
    if (!byLowerCase.has(lower)) {
      byLowerCase.set(lower, name);
    }
  }
  return { composed, byLowerCase };
}
