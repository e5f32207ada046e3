/** Metadata keys by which a page of rows keeps what Arrow has no words for. */
export const PAGE_KEYS = {
  /** Of the schema: the first row, in decimal. */
  start: 'waybill:start',
  /** Of a field: `{type, nullable}` of the column as JSON. */
  type: 'waybill:type',
  /** Of a field: `tagged` when its texts are those of `tagCell`. */
  cells: 'waybill:cells',
} as const;
