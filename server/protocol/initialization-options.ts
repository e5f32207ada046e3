/** What a client may tell in `initializationOptions`. Every member may be absent. */
export interface InitializationOptions {
  /** False while the person has not trusted the workspace: then no file beside a document is looked at. Default true. */
  readonly trusted?: boolean;
  /**
   * True where something else serves documents of the language ids `json` and `jsonc`: then the server reports no JSON
   * syntax errors in them and gives them no outline, folding or formatting. Default true.
   */
  readonly jsonSyntaxElsewhere?: boolean;
  /** The same for documents of the language id `yaml`. Default false. */
  readonly yamlSyntaxElsewhere?: boolean;
  /** Levels (`off`, `error`, `warning`, `info`, `hint`) by the code of a rule, over those of `waybill.config.yaml`. */
  readonly rules?: Readonly<Record<string, string>>;
  /** Paths of JSON Schemas, relative to the workspace folder, by the address of a profile or a glob of descriptors. */
  readonly schemas?: Readonly<Record<string, string>>;
}

/** The section of a client's configuration that holds `rules` and `schemas` (`workspace/configuration`). */
export const CONFIGURATION_SECTION = 'waybill';
