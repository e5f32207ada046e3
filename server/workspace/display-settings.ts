import { isFields } from '#core/base/decode.ts';

/** What the editor shows between the lines of a descriptor. */
export interface DisplaySettings {
  readonly codeLens: boolean;
  readonly inlayHints: boolean;
}

/** What a client that tells nothing gets. */
export const defaultDisplay: DisplaySettings = { codeLens: true, inlayHints: true };

/**
 * Reads `codeLens.enabled` and `inlayHints.enabled` of the settings; what is absent or no flag keeps its default.
 */
export function readDisplaySettings(settings: unknown): DisplaySettings {
  const isEnabled = (name: keyof DisplaySettings): boolean => {
    const group = isFields(settings) ? settings[name] : undefined;
    const enabled = isFields(group) ? group['enabled'] : undefined;
    return typeof enabled === 'boolean' ? enabled : defaultDisplay[name];
  };
  return { codeLens: isEnabled('codeLens'), inlayHints: isEnabled('inlayHints') };
}
