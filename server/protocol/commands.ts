/** Command of the server: writes size and hash of data files into a descriptor. Its argument: `UpdateFactsParams`. */
export const UPDATE_FACTS = 'waybill.updateFacts';

/** What `waybill.updateFacts` is called with. */
export interface UpdateFactsParams {
  /** The descriptor, which has to be open. */
  readonly uri: string;
  /** The path of one data file as the descriptor has it; all files when absent. */
  readonly path?: string;
  /** Writes SHA-256 in the place of MD5 and SHA-1, and nothing else. */
  readonly replacesWeak?: boolean;
}

/** Command of a client: shows a table. Its argument: the URI of the file as a text. */
export const PREVIEW_TABLE = 'waybill.openTablePreview';

/** Command of a client: checks data against the descriptor. Its argument: `ValidateDataParams`. */
export const VALIDATE_DATA = 'waybill.validateData';

/** What `waybill.validateData` is called with. */
export interface ValidateDataParams {
  /** The descriptor. */
  readonly uri: string;
  /** The number of one resource; all when absent. */
  readonly resource?: number;
}

/** Command of a client: draws a STAC document on a map. Its argument: the URI of the document as a text. */
export const SHOW_ON_MAP = 'waybill.showOnMap';

/** Command of a client: opens a file. Its argument: the URI of the file as a text. */
export const OPEN_FILE = 'waybill.openFile';

/** Command of VS Code, told of as one that the client runs: shows completions at the cursor. */
export const SUGGEST_NEXT = 'editor.action.triggerSuggest';
