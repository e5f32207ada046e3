import { type Completion, completionsAt } from '#core/metadata/completion.ts';
import { nowhere, type Surroundings } from '#core/metadata/surroundings.ts';
import { applyEdits, withCursor } from './marks.ts';

/** The completions at the cursor ‸ of a text. */
export function complete(name: string, text: string, surroundings: Surroundings = nowhere) {
  const { document, offset } = withCursor(name, text);
  return { document, offset, ...completionsAt(document, offset, surroundings) };
}

/** The labels of the completions at the cursor, in their order. */
export function labels(name: string, text: string, surroundings?: Surroundings): string[] {
  return complete(name, text, surroundings).items.map(({ label }) => label);
}

/** One of the completions at the cursor. */
export function item(name: string, text: string, label: string, surroundings?: Surroundings): Completion {
  const { items } = complete(name, text, surroundings);
  const found = items.find((each) => each.label === label);
  if (!found) {
    throw new Error(`"${label}" was not offered but ${items.map((each) => each.label).join(', ')}`);
  }
  return found;
}

/**
 * The text after a completion was chosen, as an editor inserts it: lines indented as the first one, `‸` where it stops,
 * what stands there first behind it: `‸name`.
 */
export function chosen(name: string, text: string, label: string, surroundings?: Surroundings): string {
  const { document } = withCursor(name, text);
  const { insertText, replace, more = [] } = item(name, text, label, surroundings);
  const lineStart = document.text.lastIndexOf('\n', replace.offset - 1) + 1;
  const indent = /^[ \t]*/.exec(document.text.slice(lineStart, replace.offset))?.[0] ?? '';
  const inserted = shown(insertText).replaceAll('\n', `\n${indent}`);
  return applyEdits(document.text, [{ ...replace, text: inserted }, ...more]);
}

/** A text in snippet syntax with `‸` for its stops. */
export function shown(snippet: string): string {
  return snippet.replace(
    /\\([\\$},|])|\$\d+|\$\{\d+(?::((?:[^}\\]|\\.)*)|\|((?:[^|\\]|\\.)*)\|)?\}/g,
    (_, escaped?: string, first?: string, choices?: string) =>
      escaped ?? `‸${(first ?? choices ?? '').replace(/\\(.)/g, '$1')}`,
  );
}
