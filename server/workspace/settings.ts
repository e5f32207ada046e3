import type { InitializationOptions } from '#server/protocol/initialization-options.ts';

/** What the server goes by, with every default filled in. */
export type Settings = Required<InitializationOptions>;

/** Settings of a client that tells nothing. */
export const defaultSettings: Settings = {
  trusted: true,
  jsonSyntaxElsewhere: true,
  yamlSyntaxElsewhere: false,
};

/** Reads `initializationOptions`; a member that is absent or of another type keeps its default. */
export function decodeInitializationOptions(options: unknown): Settings {
  const given = isRecord(options) ? options : {};
  const flag = (name: keyof Settings): boolean => {
    const value = given[name];
    return typeof value === 'boolean' ? value : defaultSettings[name];
  };
  return {
    trusted: flag('trusted'),
    jsonSyntaxElsewhere: flag('jsonSyntaxElsewhere'),
    yamlSyntaxElsewhere: flag('yamlSyntaxElsewhere'),
  };
}

/** Reads the parameters of `waybill/workspaceTrust`: anything but an explicit `true` means untrusted. */
export function decodeWorkspaceTrust(params: unknown): boolean {
  return isRecord(params) && params['trusted'] === true;
}

/** Whether something else in the editor looks after the syntax (and outline, folding, format) of a language id. */
export function syntaxIsElsewhere(languageId: string, settings: Settings): boolean {
  switch (languageId) {
    case 'json':
    case 'jsonc':
      return settings.jsonSyntaxElsewhere;
    case 'yaml':
      return settings.yamlSyntaxElsewhere;
    default:
      return false;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
