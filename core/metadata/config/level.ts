import { nearest } from '#core/base/nearest.ts';
import type { Severity } from '../problem.ts';
import { RULES } from '../rule-catalogue.ts';

/** What people can ask of a rule: that it is off, or how much a breach of it matters. */
export type Level = Severity | 'off';

const LEVELS: readonly Level[] = ['off', 'error', 'warning', 'info', 'hint'];

export function isLevel(value: unknown): value is Level {
  return LEVELS.some((level) => level === value);
}

/**
 * Findings that say that a file was not read, or not to its end. Turned off, a file that nobody checked would seem to
 * be valid.
 */
const FIXED: ReadonlySet<string> = new Set([
  'metadata/excluded',
  'metadata/syntax',
  'metadata/not-an-object',
  'metadata/not-utf-8',
  'metadata/too-large',
  'metadata/too-deep',
  'metadata/too-many-aliases',
  'metadata/too-many-findings',
  'metadata/endless-alias',
  'metadata/unknown-anchor',
]);

/** Whether there is a rule of this code. */
export function isRule(code: string): boolean {
  return Object.hasOwn(RULES, code);
}

/** Whether people may turn a rule off or say how much it matters. */
export function isConfigurable(code: string): boolean {
  return isRule(code) && !FIXED.has(code) && !code.startsWith('config/');
}

/** Every code that people may configure, in the order of the catalogue. */
export const CONFIGURABLE: readonly string[] = Object.keys(RULES).filter(isConfigurable);

/** The rule that someone most likely meant: written without its area, or misspelt. */
export function nearestRule(code: string): string | undefined {
  const named = CONFIGURABLE.filter((each) => each.endsWith(`/${code}`));
  return named.length === 1 ? named[0] : nearest(code, CONFIGURABLE);
}
