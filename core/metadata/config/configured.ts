import { didYouMean } from '#core/base/nearest.ts';
import type { MetadataDocument } from '../document.ts';
import { finding, proposedFix } from '../finding.ts';
import { type LineIndex, lineIndex } from '../line-index.ts';
import type { Problem } from '../problem.ts';
import { RULES } from '../rule-catalogue.ts';
import type { Configuration } from './configuration.ts';
import { isConfigurable, nearestRule } from './level.ts';
import { type Suppression, suppressionsOf } from './suppressions.ts';

/** What `configured` goes by besides the document. */
export interface Circumstances {
  readonly configuration: Configuration;
  /** False where nobody may look at files: a suppression may then seem to be of no use and is of use elsewhere. */
  readonly filesAreKnown: () => boolean;
}

/**
 * Findings as people want them: without those that are turned off, ignored or suppressed by a comment, and as severe
 * as people say. When all are through, comments that suppress nothing are findings themselves. Undefined, which stands
 * for a pause between two findings, goes through as it is.
 */
export function* configured(
  problems: Iterable<Problem | undefined>,
  document: MetadataDocument,
  { configuration, filesAreKnown }: Circumstances,
): Generator<Problem | undefined> {
  const suppressions = suppressionsOf(document);
  const comments = new Comments(suppressions, suppressions.length > 0 ? lineIndex(document.text) : undefined);
  for (const problem of problems) {
    if (problem === undefined || !isConfigurable(problem.code)) {
      yield problem;
      continue;
    }
    const isSuppressed = comments.suppress(problem);
    const level = configuration.levels.get(problem.code);
    if (!isSuppressed && level !== 'off' && !isIgnored(problem, configuration)) {
      yield level === undefined || level === problem.severity ? problem : { ...problem, severity: level };
    }
  }
  const code = 'metadata/unused-suppression';
  const level = configuration.levels.get(code) ?? RULES[code]?.severity ?? 'hint';
  if (level === 'off') {
    return;
  }
  for (const suppression of comments.unused()) {
    const message = complaintAbout(suppression.code, configuration, filesAreKnown);
    if (message !== undefined) {
      const fixes = proposedFix('Remove it', [suppression.removal]);
      yield finding(level, code, { ...suppression, path: [] }, message, { fixes });
    }
  }
}

/** Suppressions by what they are about, and whether something was. */
class Comments {
  private readonly lines: LineIndex | undefined;
  private readonly byTarget = new Map<string, Suppression>();
  private readonly repeated: Suppression[] = [];
  private readonly used = new Set<Suppression>();

  constructor(suppressions: readonly Suppression[], lines: LineIndex | undefined) {
    this.lines = lines;
    for (const suppression of suppressions) {
      const key = `${suppression.code} ${suppression.line ?? ''}`;
      if (this.byTarget.has(key)) {
        this.repeated.push(suppression);
      } else {
        this.byTarget.set(key, suppression);
      }
    }
  }

  suppress({ code, offset }: Problem): boolean {
    if (this.lines === undefined) {
      return false;
    }
    const { line } = this.lines.positionAt(offset);
    const suppression = this.byTarget.get(`${code} ${line}`) ?? this.byTarget.get(`${code} `);
    if (suppression) {
      this.used.add(suppression);
    }
    return suppression !== undefined;
  }

  unused(): Suppression[] {
    return [...this.byTarget.values(), ...this.repeated].filter((each) => !this.used.has(each));
  }
}

function isIgnored({ code, pointer }: Problem, { ignored }: Configuration): boolean {
  return ignored.some(
    (each) =>
      each.rule === code &&
      (each.pointer === undefined || pointer === each.pointer || pointer.startsWith(`${each.pointer}/`)),
  );
}

/** What is wrong with a suppression that suppresses nothing; undefined when that may have a good reason. */
function complaintAbout(
  code: string,
  { levels }: Configuration,
  filesAreKnown: () => boolean,
): string | undefined {
  if (code === '') {
    return 'This comment names no rule, so it suppresses nothing: # waybill-ignore datapackage/…';
  }
  if (code in RULES && !isConfigurable(code)) {
    return `"${code}" cannot be suppressed: it says that something could not be read.`;
  }
  if (!(code in RULES)) {
    const suggestion = nearestRule(code);
    return `There is no rule "${code}", so this comment suppresses nothing.${suggestion === undefined ? '' : didYouMean(suggestion)}`;
  }
  const isMoot = !filesAreKnown() || levels.get(code) === 'off';
  return isMoot ? undefined : `Nothing here breaks "${code}": the comment can go.`;
}
