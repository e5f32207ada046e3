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
  /** Whether commands stand above packages and resources. Default true. */
  readonly codeLens?: { readonly enabled: boolean };
  /** Whether facts and findings stand behind the names of resources. Default true. */
  readonly inlayHints?: { readonly enabled: boolean };
  /** Commands that the client can run itself; only these stand above resources. Default none. */
  readonly commands?: readonly string[];
}

/** The section of a client's configuration that holds `rules`, `schemas` and what is shown (`workspace/configuration`). */
export const CONFIGURATION_SECTION = 'waybill';
