import { formatCell } from '#core/tabular/format-cell.ts';
import type { GridCell } from '../ui/grid-model.ts';
import type { LoadedCell } from './page-loader.ts';
import type { Texts } from './texts.ts';

/** A cell as the grid draws it. */
export function gridCell(loaded: LoadedCell, texts: Texts): GridCell {
  switch (loaded.kind) {
    case 'pending':
      return { text: texts.pendingCell, kind: 'pending' };
    case 'failed':
      return { text: texts.failedCell, kind: 'failed' };
    case 'ready':
      return loaded.cell === null
        ? { text: texts.nullCell, kind: 'null' }
        : { text: loaded.line, kind: 'value' };
  }
}

/** All of a cell's text, or undefined when it is not there. */
export function wholeText(loaded: LoadedCell, texts: Texts): string | undefined {
  if (loaded.kind !== 'ready') {
    return undefined;
  }
  return loaded.cell === null ? texts.nullCell : formatCell(loaded.type, loaded.cell);
}
