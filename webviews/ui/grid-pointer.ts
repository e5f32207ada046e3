import type { Position } from './grid-selection.ts';

/** What the pointer does to cells. */
export interface PointerEvents {
  press(position: Position, extend: boolean): void;
  drag(position: Position): void;
  open(position: Position): void;
}

/** Reports presses, drags and double clicks on the cells in `body`, and titles cells whose text is cut. */
export function watchPointer(body: HTMLElement, events: PointerEvents): void {
  let pressed = false;
  body.addEventListener('pointerdown', (event) => {
    const position = event.button === 0 ? cellUnder(event.target) : undefined;
    if (position) {
      pressed = true;
      events.press(position, event.shiftKey);
    }
  });
  body.addEventListener('pointermove', (event) => {
    // The button may have been let go outside the window, where no event tells of it.
    pressed &&= (event.buttons & 1) === 1;
    const position = pressed ? cellUnder(event.target) : undefined;
    if (position) {
      events.drag(position);
    }
  });
  body.addEventListener('dblclick', (event) => {
    const position = cellUnder(event.target);
    if (position) {
      events.open(position);
    }
  });
  body.addEventListener('pointerover', (event) => {
    const cell = event.target;
    if (cell instanceof HTMLElement && cell.scrollWidth > cell.clientWidth) {
      cell.title = cell.textContent;
    }
  });
}

/** The cell that an event hit, read back from the numbers that assistive technology reads too. */
function cellUnder(target: EventTarget | null): Position | undefined {
  const cell = target instanceof Element ? target.closest('[role=gridcell]') : null;
  const row = Number(cell?.closest('[role=row]')?.getAttribute('aria-rowindex')) - 2;
  const column = Number(cell?.getAttribute('aria-colindex')) - 2;
  return cell && row >= 0 && column >= 0 ? { row, column } : undefined;
}
