import { formatCell } from '#core/tabular/format-cell.ts';
import type { CellRange } from '../ui/grid-selection.ts';
import { cellCount } from '../ui/grid-selection.ts';
import { toTsv } from '../ui/tsv.ts';
import type { PageLoader } from './page-loader.ts';

/** More cells than this are not for a clipboard. */
export const MOST_COPIED = 50_000;
/** One chunk per page and column; a selection may not fill the whole cache. */
const MOST_COLUMNS = 1000;

export type CopyResult =
  | { readonly kind: 'copied'; readonly text: string; readonly cells: number }
  /** Some cells have to be read first: the result comes later. */
  | { readonly kind: 'reading'; readonly cells: number }
  | { readonly kind: 'too-many'; readonly cells: number }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'unreadable' };

/** Copies a range of cells as TSV, reading those first that are not there. One range at a time: the last one. */
export class CopyJob {
  readonly #loader: PageLoader;
  readonly #tell: (result: CopyResult) => void;
  #range: CellRange | undefined;

  constructor(loader: PageLoader, tell: (result: CopyResult) => void) {
    this.#loader = loader;
    this.#tell = tell;
  }

  start(range: CellRange): void {
    const cells = cellCount(range);
    if (cells > MOST_COPIED || range.endColumn - range.startColumn > MOST_COLUMNS) {
      this.#tell({ kind: 'too-many', cells });
      return;
    }
    this.#range = range;
    this.#loader.demand(range);
    if (!this.#loader.holds(range)) {
      this.#tell({ kind: 'reading', cells });
    }
    this.proceed();
  }

  /** Call it when more cells were read, or could not be. */
  proceed(): void {
    const range = this.#range;
    if (!range) {
      return;
    }
    // The loader drops a demand that it cannot hold.
    const isHeld = this.#loader.demanded !== undefined;
    if (isHeld && !this.#loader.holds(range)) {
      return;
    }
    const text = isHeld ? textOf(this.#loader, range) : undefined;
    this.cancel();
    if (text !== undefined) {
      this.#tell({ kind: 'copied', text, cells: cellCount(range) });
    } else {
      this.#tell({ kind: isHeld ? 'unreadable' : 'too-large' });
    }
  }

  cancel(): void {
    this.#range = undefined;
    this.#loader.demand(undefined);
  }
}

/** The cells of a range as TSV, null as nothing; undefined when some could not be read. */
function textOf(loader: PageLoader, range: CellRange): string | undefined {
  const rows: string[][] = [];
  for (let row = range.startRow; row < range.endRow; row += 1) {
    const texts: string[] = [];
    for (let column = range.startColumn; column < range.endColumn; column += 1) {
      const cell = loader.cellAt(row, column);
      if (cell.kind !== 'ready') {
        return undefined;
      }
      texts.push(formatCell(cell.type, cell.cell));
    }
    rows.push(texts);
  }
  return toTsv(rows);
}
