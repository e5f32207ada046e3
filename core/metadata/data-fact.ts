/** What was found in data files; the readers of tables, which know nothing of descriptors, make it. */
export type { ColumnFact, DataFact, DialectFact, FoundField } from '#core/tableschema/data-fact.ts';
