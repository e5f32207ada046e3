/** Requests of the form view of a descriptor: the server holds the text and its findings, and makes the edits. */

/** What the form shows. Answers `null` when the document is none that the server knows. */
export const FORM_CONTENT = 'waybill/formContent';

export interface FormContentParams {
  readonly uri: string;
}

export interface FormContent {
  readonly version: number;
  /** The plain JSON value of the descriptor; absent while the text holds no object. */
  readonly value?: unknown;
  readonly problems: readonly {
    readonly pointer: string;
    readonly severity: 'error' | 'warning' | 'info' | 'hint';
    readonly message: string;
  }[];
  /** Paths of data files beside the descriptor. */
  readonly files: readonly string[];
}

/** The text edits that make changes of the form. */
export const FORM_EDITS = 'waybill/formEdits';

export interface FormEditsParams {
  readonly uri: string;
  readonly version: number;
  /** Each a `FormChange`; the server looks before it believes. */
  readonly changes: readonly unknown[];
}

export type FormEditsResult =
  | { readonly edits: readonly FormEdit[] }
  /** Why the changes were not made, for people. */
  | { readonly refused: string };

export interface FormEdit {
  readonly range: FormRange;
  readonly newText: string;
}

export interface FormRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** Where the value with a JSON pointer stands in the text; the nearest value above it when there is none. */
export const FORM_RANGE = 'waybill/formRange';

export interface FormRangeParams {
  readonly uri: string;
  readonly pointer: string;
}
