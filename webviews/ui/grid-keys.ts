import type { Motion } from './grid-selection.ts';

/** What a key asks the grid to do. */
export type GridCommand =
  | { readonly kind: 'move'; readonly motion: Motion; readonly extend: boolean }
  | { readonly kind: 'open' }
  | { readonly kind: 'copy' }
  | { readonly kind: 'select-all' }
  | { readonly kind: 'go-to-row' };

/** The part of a KeyboardEvent that decides. */
export interface KeyStroke {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

const PLAIN: Readonly<Record<string, Motion>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  PageUp: 'page-up',
  PageDown: 'page-down',
  Home: 'row-start',
  End: 'row-end',
};

const WITH_CONTROL: Readonly<Record<string, Motion>> = {
  ArrowUp: 'column-start',
  ArrowDown: 'column-end',
  ArrowLeft: 'row-start',
  ArrowRight: 'row-end',
  Home: 'table-start',
  End: 'table-end',
};

const LETTERS: Readonly<Record<string, GridCommand>> = {
  c: { kind: 'copy' },
  a: { kind: 'select-all' },
  g: { kind: 'go-to-row' },
};

/** The grid's meaning of a key (WAI-ARIA grid pattern, Ctrl or Cmd); undefined for keys that are not the grid's. */
export function commandForKey(stroke: KeyStroke): GridCommand | undefined {
  if (stroke.altKey) {
    return undefined;
  }
  const control = stroke.ctrlKey || stroke.metaKey;
  const motion = lookUp(control ? WITH_CONTROL : PLAIN, stroke.key);
  if (motion !== undefined) {
    return { kind: 'move', motion, extend: stroke.shiftKey };
  }
  if (control) {
    return stroke.shiftKey ? undefined : lookUp(LETTERS, stroke.key.toLowerCase());
  }
  return stroke.key === 'Enter' && !stroke.shiftKey ? { kind: 'open' } : undefined;
}

function lookUp<Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
