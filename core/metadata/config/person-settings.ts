import { isFields } from '#core/base/decode.ts';
import { type ConfigFile, emptyConfig } from './config-file.ts';
import { isConfigurable, isLevel, type Level } from './level.ts';

/** More entries than this are not read. */
const MAX_ENTRIES = 1_000;

/**
 * The part of an editor's settings that says how documents are checked: `rules` (level by code) and `schemas` (path by
 * address or glob, relative to the workspace folder). What makes no sense has no effect.
 */
export function readPersonSettings(settings: unknown): ConfigFile {
  const rules = new Map<string, Level>();
  for (const [code, level] of entriesOf(settings, 'rules')) {
    if (isConfigurable(code) && isLevel(level)) {
      rules.set(code, level);
    }
  }
  const schemas = new Map<string, string>();
  for (const [key, path] of entriesOf(settings, 'schemas')) {
    if (typeof path === 'string' && path !== '') {
      schemas.set(key, path);
    }
  }
  return rules.size === 0 && schemas.size === 0 ? emptyConfig : { ...emptyConfig, rules, schemas };
}

function entriesOf(settings: unknown, name: string): [string, unknown][] {
  const value = isFields(settings) ? settings[name] : undefined;
  return isFields(value) ? Object.entries(value).slice(0, MAX_ENTRIES) : [];
}
