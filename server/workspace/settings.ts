import { type ConfigFile, emptyConfig } from '#core/metadata/config/config-file.ts';
import { readPersonSettings } from '#core/metadata/config/person-settings.ts';
import {
  CONFIGURATION_SECTION,
  type InitializationOptions,
} from '#server/protocol/initialization-options.ts';

/** What the server goes by, with every default filled in. */
export interface Settings extends Required<Omit<InitializationOptions, 'rules' | 'schemas'>> {
  /** How the person wants documents to be checked. */
  readonly person: ConfigFile;
}

/** Settings of a client that tells nothing. */
export const defaultSettings: Settings = {
  trusted: true,
  jsonSyntaxElsewhere: true,
  yamlSyntaxElsewhere: false,
  person: emptyConfig,
};

/** Reads `initializationOptions`; a member that is absent or of another type keeps its default. */
export function decodeInitializationOptions(options: unknown): Settings {
  const given = isRecord(options) ? options : {};
  const flag = (name: Exclude<keyof Settings, 'person'>): boolean => {
    const value = given[name];
    return typeof value === 'boolean' ? value : defaultSettings[name];
  };
  return {
    trusted: flag('trusted'),
    jsonSyntaxElsewhere: flag('jsonSyntaxElsewhere'),
    yamlSyntaxElsewhere: flag('yamlSyntaxElsewhere'),
    person: readPersonSettings(options),
  };
}

/**
 * Reads the settings that come with `workspace/didChangeConfiguration`: the section `waybill`, or what stands in it.
 * Undefined when the client sends none, since it wants to be asked.
 */
export function decodeChangedSettings(settings: unknown): ConfigFile | undefined {
  if (!isRecord(settings)) {
    return undefined;
  }
  const section = settings[CONFIGURATION_SECTION];
  return section === undefined && !('rules' in settings || 'schemas' in settings)
    ? undefined
    : readPersonSettings(section ?? settings);
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
