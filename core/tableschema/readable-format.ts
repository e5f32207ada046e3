import { temporalFormat } from './cast.ts';
import type { FieldDescription } from './field-description.ts';
import { parseStrptime } from './strptime.ts';
import { TYPE_RULES } from './type-rules.ts';

/** Whether the format of a field says how its cells are read; where not, that is what is wrong, and not each cell. */
export function hasReadableFormat({ type, format }: FieldDescription): boolean {
  const { formats, patterns } = TYPE_RULES[type];
  if (!patterns) {
    return format === undefined || formats.includes(format);
  }
  const written = temporalFormat(format);
  const { problems, hasDate, hasTime } = parseStrptime(written);
  return formats.includes(written) || (problems.every(({ isC }) => isC) && (hasDate || hasTime));
}
