import { type ConfigFile, emptyConfig } from '#core/metadata/config/config-file.ts';
import { readPersonSettings } from '#core/metadata/config/person-settings.ts';
import { CONFIGURATION_SECTION } from '#server/protocol/initialization-options.ts';
import { type DisplaySettings, defaultDisplay, readDisplaySettings } from './display-settings.ts';

/** What the server goes by, with every default filled in. */
export interface Settings {
  readonly trusted: boolean;
  readonly jsonSyntaxElsewhere: boolean;
  readonly yamlSyntaxElsewhere: boolean;
  /** Commands that the client can run itself. */
  readonly commands: ReadonlySet<string>;
  readonly display: DisplaySettings;
  /** How the person wants documents to be checked. */
  readonly person: ConfigFile;
}

/** The settings that `workspace/didChangeConfiguration` may be about. */
const SETTINGS = ['rules', 'schemas', 'codeLens', 'inlayHints'];

/** Settings of a client that tells nothing. */
export const defaultSettings: Settings = {
  trusted: true,
  jsonSyntaxElsewhere: true,
  yamlSyntaxElsewhere: false,
  commands: new Set(),
  display: defaultDisplay,
  person: emptyConfig,
};

/** Reads `initializationOptions`; a member that is absent or of another type keeps its default. */
export function decodeInitializationOptions(options: unknown): Settings {
  const given = isRecord(options) ? options : {};
  const flag = (name: 'trusted' | 'jsonSyntaxElsewhere' | 'yamlSyntaxElsewhere'): boolean => {
    const value = given[name];
    return typeof value === 'boolean' ? value : defaultSettings[name];
  };
  return {
    trusted: flag('trusted'),
    jsonSyntaxElsewhere: flag('jsonSyntaxElsewhere'),
    yamlSyntaxElsewhere: flag('yamlSyntaxElsewhere'),
    commands: new Set(textsIn(given['commands'])),
    display: readDisplaySettings(options),
    person: readPersonSettings(options),
  };
}

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
}

/** What may change while the server runs. */
export type ChangeableSettings = Pick<Settings, 'person' | 'display'>;

/**
 * Reads the settings that come with `workspace/didChangeConfiguration`: the section `waybill`, or what stands in it.
 * Undefined when the client sends none, since it wants to be asked.
 */
export function decodeChangedSettings(settings: unknown): ChangeableSettings | undefined {
  if (!isRecord(settings)) {
    return undefined;
  }
  const section = settings[CONFIGURATION_SECTION];
  const isSection = SETTINGS.some((name) => name in settings);
  return section === undefined && !isSection
    ? undefined
    : { person: readPersonSettings(section ?? settings), display: readDisplaySettings(section ?? settings) };
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
