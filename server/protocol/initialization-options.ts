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
}
