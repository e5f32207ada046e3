import { temporalFormat } from '#core/tableschema/cast.ts';
import { parseStrptime, type StrptimeProblem } from '#core/tableschema/strptime.ts';
import { guessStrptime } from '#core/tableschema/strptime-guess.ts';
import { TYPE_RULES } from '#core/tableschema/type-rules.ts';
import { replaceText } from '../edits.ts';
import { finding, proposedFix, safeFix } from '../finding.ts';
import type { Fix, Problem } from '../problem.ts';
import { memberValue, type TextNode } from '../tree.ts';
import { shown } from '../wording.ts';
import type { FieldView } from './field-view.ts';
import { placeInText } from './text-places.ts';

/** The format of a date, a time or both is `default`, or a pattern of strptime (table-schema.md, datetime). */
export function* checkTemporalFormat(field: FieldView): Generator<Problem> {
  const format = memberValue(field.node, 'format');
  if (!TYPE_RULES[field.type].patterns || format?.kind !== 'string') {
    return;
  }
  const pattern = temporalFormat(format.value);
  const prefix = format.value.length - pattern.length;
  if (prefix > 0) {
    const message = '"fmt:" is how the first drafts of the standard marked a pattern; readers drop it.';
    const fixes = safeFix('Remove "fmt:"', replaceText(field.document, format, pattern));
    yield finding(
      'warning',
      'datapackage/format-prefix',
      placeInText(field.document, format, 0, prefix),
      message,
      { fixes },
    );
  }
  if (pattern === 'any') {
    const message = `The format "any" is not recommended: each program guesses in its own way. Say how the values are written, such as "%d/%m/%Y".`;
    yield finding('warning', 'datapackage/format-any', format, message);
  } else if (pattern !== 'default') {
    yield* checkPattern(field, format, pattern, prefix);
  }
}

function* checkPattern(
  field: FieldView,
  format: TextNode,
  pattern: string,
  prefix: number,
): Generator<Problem> {
  const { problems, hasDate, hasTime, tokens } = parseStrptime(pattern);
  if (problems.length === 0 && tokens.every(({ kind }) => kind !== 'directive')) {
    yield withoutDirectives(field, format, pattern);
    return;
  }
  for (const problem of problems) {
    yield unknownDirective(field, format, problem, prefix);
  }
  const lacks = field.type === 'time' ? (hasTime ? undefined : 'time') : hasDate ? undefined : 'date';
  if (problems.length === 0 && lacks !== undefined) {
    const other = lacks === 'time' ? 'date' : 'time';
    const message = `The format ${shown(format.value)} reads a ${other}, but the field is a ${field.type}: change the type or the format.`;
    const isOther = field.type !== 'datetime' && field.stated;
    const fixes = isOther
      ? proposedFix(`Change the type to "${other}"`, replaceText(field.document, isOther, other))
      : [];
    yield finding('warning', 'datapackage/format-of-other-type', format, message, { fixes });
  }
}

function withoutDirectives(field: FieldView, format: TextNode, pattern: string): Problem {
  const guess = guessStrptime(pattern, field.type);
  const help =
    guess === undefined
      ? 'Write a pattern of strptime such as "%d/%m/%Y".'
      : guess === 'default'
        ? 'That is the default form.'
        : `In strptime it is ${shown(guess)}.`;
  const message = `The format ${shown(format.value)} has no directives such as %Y, so only this very text would be a value. ${help}`;
  const fixes =
    guess === undefined ? [] : safeFix(`Change to "${guess}"`, replaceText(field.document, format, guess));
  return finding('warning', 'datapackage/format-without-directives', format, message, { fixes });
}

function unknownDirective(
  field: FieldView,
  format: TextNode,
  problem: StrptimeProblem,
  prefix: number,
): Problem {
  const { document } = field;
  const { directive, suggestion, isC, offset, length } = problem;
  const start = prefix + offset;
  const place = placeInText(document, format, start, length);
  const changed = format.value.slice(0, start) + (suggestion ?? '') + format.value.slice(start + length);
  const edits = suggestion === undefined ? undefined : replaceText(document, format, changed);
  const title = `Change ${directive} to ${shown(suggestion ?? '')}`;
  const fixes: readonly Fix[] = isC ? safeFix(title, edits) : proposedFix(title, edits);
  const message = isC
    ? `C reads "${directive}", Python does not: write ${shown(suggestion ?? '')}.`
    : directive === '%'
      ? 'A "%" at the end is the beginning of nothing: write "%%" for the character.'
      : `strptime has no directive "${directive}".${suggestion === undefined ? '' : ` Did you mean "${suggestion}"?`}`;
  return finding(isC ? 'warning' : 'error', 'datapackage/unknown-directive', place, message, { fixes });
}
