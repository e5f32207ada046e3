import { compilePattern, withoutForeignSyntax } from '#core/tableschema/pattern/compile-pattern.ts';
import type { ForeignSyntax } from '#core/tableschema/pattern/syntax.ts';
import { replaceText } from '../edits.ts';
import { finding, safeFix } from '../finding.ts';
import type { Node } from '../node.ts';
import type { Problem } from '../problem.ts';
import { shown } from '../wording.ts';
import type { FieldView } from './field-view.ts';
import { placeInText } from './text-places.ts';

/** A `pattern` is a regular expression of XML Schema (table-schema.md, pattern). */
export function* checkPatternText({ document }: FieldView, pattern: Node | undefined): Generator<Problem> {
  if (pattern?.kind !== 'string') {
    return;
  }
  const compiled = compilePattern(pattern.value);
  if (!compiled.ok) {
    if (!compiled.isTooLarge) {
      const place = placeInText(document, pattern, compiled.offset, compiled.length);
      yield compiled.isForeign
        ? finding(
            'warning',
            'datapackage/foreign-pattern',
            place,
            `Not every program can check this pattern: ${compiled.problem}.`,
          )
        : finding(
            'error',
            'datapackage/invalid-pattern',
            place,
            `This is not a regular expression: ${compiled.problem}.`,
          );
    }
    return;
  }
  const [first] = compiled.foreign;
  if (first) {
    const plain = withoutForeignSyntax(pattern.value, compiled.foreign);
    const place =
      compiled.foreign.length === 1 ? placeInText(document, pattern, first.offset, first.length) : pattern;
    const onlyAnchors = compiled.foreign.every((each) => isAnchor(pattern.value, each));
    const written = pattern.value.slice(first.offset, first.offset + first.length);
    const message = onlyAnchors
      ? 'A pattern always covers the whole value, and XML Schema reads "^" and "$" as characters: leave them out.'
      : `${shown(written)} is of another dialect of regular expressions: XML Schema writes this pattern ${shown(plain)}.`;
    const title = onlyAnchors ? 'Remove the anchors' : `Change to ${shown(plain)}`;
    const fixes = safeFix(title, replaceText(document, pattern, plain));
    yield finding('warning', 'datapackage/foreign-pattern', place, message, { fixes });
  }
}

function isAnchor(text: string, { offset, length, replacement }: ForeignSyntax): boolean {
  return replacement === '' && /^(?:[$^]|\\[AZz])$/.test(text.slice(offset, offset + length));
}
