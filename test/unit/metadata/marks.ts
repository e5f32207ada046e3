import { checkMetadata } from '#core/metadata/check.ts';
import type { MetadataDocument } from '#core/metadata/document.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import type { Problem, TextEdit } from '#core/metadata/problem.ts';
import { type FileFact, nowhere } from '#core/metadata/surroundings.ts';

interface Range {
  readonly offset: number;
  readonly length: number;
}

/** Takes the marks «…» out of a text and tells what they held. */
export function marked(text: string): { text: string; ranges: Range[] } {
  const ranges: Range[] = [];
  let plain = '';
  let start = 0;
  for (const piece of text.split(/([«»])/)) {
    if (piece === '«') {
      start = plain.length;
    } else if (piece === '»') {
      ranges.push({ offset: start, length: plain.length - start });
    } else {
      plain += piece;
    }
  }
  return { text: plain, ranges };
}

/** Takes the cursor ‸ out of a text and tells where it was. */
export function withCursor(name: string, text: string): { document: MetadataDocument; offset: number } {
  const offset = text.indexOf('‸');
  return { document: parseMetadata({ name, text: text.replace('‸', '') }), offset };
}

/** Recommendations to publishers of a package. Short samples follow none of them, and tests of other rules need not. */
export const RECOMMENDATIONS: readonly string[] = [
  'datapackage/missing-recommended-property',
  'datapackage/version-not-stated',
  'datapackage/file-name',
  'datapackage/type-not-stated',
  'datapackage/field-without-type',
  'datapackage/foreign-key-to-no-key',
  'stac/catalog-file-name',
  'stac/item-file-name',
  'stac/missing-media-type',
  'stac/missing-roles',
  'stac/missing-summaries',
  'stac/newer-version',
  'stac/unlocated',
];

/** All findings about a text with marks but for recommendations. What `files` does not name is unknown. */
export function check(name: string, markedText: string, files: Readonly<Record<string, FileFact>> = {}) {
  const { text, ranges } = marked(markedText);
  const document = parseMetadata({ name, text });
  const problems = checkMetadata(document, {
    ...nowhere,
    file: (path) => files[path] ?? { kind: 'unknown' },
  }).filter(({ code }) => !RECOMMENDATIONS.includes(code));
  return { document, ranges, problems };
}

/** The findings about a text as `code «what is marked»`, to be read at a glance. */
export function findings(
  name: string,
  text: string,
  files: Readonly<Record<string, FileFact>> = {},
): string[] {
  const { document, problems } = check(name, text, files);
  return problems.map(
    ({ code, offset, length }) => `${code} «${document.text.slice(offset, offset + length)}»`,
  );
}

export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return (
    [...edits]
      // What is inserted where something else is removed stands before it.
      .sort((a, b) => b.offset - a.offset || b.length - a.length)
      .reduce(
        (rest, { offset, length, text: by }) => rest.slice(0, offset) + by + rest.slice(offset + length),
        text,
      )
  );
}

/** A text after the first fix of its one fixable finding, which has to be gone afterwards. */
export function afterFix(name: string, text: string, files: Readonly<Record<string, FileFact>> = {}): string {
  const { document, problems } = check(name, text, files);
  const fixable = problems.filter(({ fixes }) => fixes !== undefined);
  const fix = fixable[0]?.fixes?.[0];
  if (!fix || fixable.length !== 1) {
    throw new Error(`expected one finding with a fix: ${problems.map(({ code }) => code).join(', ')}`);
  }
  const result = applyEdits(document.text, fix.edits);
  const left = check(name, result, files).problems;
  if (left.some((problem: Problem) => problem.code === fixable[0]?.code)) {
    throw new Error(`the fix left ${fixable[0]?.code}: ${result}`);
  }
  return result;
}
