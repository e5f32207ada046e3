/** What a key does on the map. */
export type MapCommand =
  | { readonly kind: 'pan'; readonly right: number; readonly down: number }
  | { readonly kind: 'zoom'; readonly factor: number }
  | { readonly kind: 'fit' | 'fit-all' | 'world' | 'open' | 'clear' }
  /** To the next or the one before of what lies around. */
  | { readonly kind: 'select'; readonly step: 1 | -1 };

/** Pixels for one press; with Shift more. */
const STEP = 60;

/** The command of a key on the map; undefined for keys that are the editor's. */
export function mapCommandForKey(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
): MapCommand | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) {
    return undefined;
  }
  const step = event.shiftKey ? STEP * 4 : STEP;
  switch (event.key) {
    case 'ArrowLeft':
      return { kind: 'pan', right: step, down: 0 };
    case 'ArrowRight':
      return { kind: 'pan', right: -step, down: 0 };
    case 'ArrowUp':
      return { kind: 'pan', right: 0, down: step };
    case 'ArrowDown':
      return { kind: 'pan', right: 0, down: -step };
    case '+':
    case '=':
      return { kind: 'zoom', factor: 1.5 };
    case '-':
    case '_':
      return { kind: 'zoom', factor: 1 / 1.5 };
    case '0':
    case 'Home':
      return { kind: 'fit' };
    case 'a':
    case 'A':
      return { kind: 'fit-all' };
    case 'w':
    case 'W':
    case 'End':
      return { kind: 'world' };
    case 'n':
    case 'N':
    case 'PageDown':
      return { kind: 'select', step: 1 };
    case 'p':
    case 'P':
    case 'PageUp':
      return { kind: 'select', step: -1 };
    case 'Enter':
      return { kind: 'open' };
    case 'Escape':
      return { kind: 'clear' };
    default:
      return undefined;
  }
}
