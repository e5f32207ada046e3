import type { RuleInfo } from './rule-info.ts';

/** Findings about the rows of data, by the names that Frictionless has for them. */
export const DATA_RULES: Readonly<Record<string, RuleInfo>> = {
  'data/blank-header': { severity: 'error', title: 'A header has labels' },
  'data/blank-label': { severity: 'error', title: 'Each column has a label' },
  'data/blank-row': { severity: 'error', title: 'A row has values' },
  'data/constraint-error': { severity: 'error', title: 'A cell keeps the constraints of its field' },
  'data/duplicate-label': { severity: 'error', title: 'Each column has a label of its own' },
  'data/encoding-error': { severity: 'error', title: 'A file is text in its encoding' },
  'data/extra-cell': { severity: 'error', title: 'A row has no more cells than there are columns' },
  'data/extra-label': { severity: 'error', title: 'Each label has a field' },
  'data/format-error': { severity: 'error', title: 'A table has a format that can be read' },
  'data/incorrect-label': { severity: 'error', title: 'A label is the name of its field' },
  'data/missing-cell': { severity: 'error', title: 'A row has a cell for each column' },
  'data/missing-label': { severity: 'error', title: 'Each field has a label' },
  'data/more-findings': { severity: 'info', title: 'All findings are listed' },
  'data/not-checked': { severity: 'info', title: 'All data is checked' },
  'data/primary-key': { severity: 'error', title: 'Each row has a primary key of its own' },
  'data/source-error': { severity: 'error', title: 'A file can be read to its end' },
  'data/type-error': { severity: 'error', title: 'A cell is a value of the type of its field' },
  'data/unique-error': { severity: 'error', title: 'Values of a unique field differ' },
  'data/unique-key': { severity: 'error', title: 'Each row has a unique key of its own' },
  'data/unmatched-header': { severity: 'error', title: 'A column has the name of a field' },
};
