import type { GridPlace } from '../ui/grid-model.ts';
import type { VsCodeApi } from '../ui/vscode-api.ts';
import { decodePlace, encodePlace } from './saved-place.ts';

const SAVE_DELAY_MS = 200;
/** More rows than a screen shows: a place is only gone back to once the rows after it are there too. */
const SCREEN_ROWS = 200;

/** Keeps where a person was in the table over hiding the preview, closing the window and opening the file again. */
export class PlaceKeeper {
  readonly #editor: VsCodeApi;
  readonly #current: () => GridPlace;
  /** Where to go once the table is known to reach that far. */
  #wanted: GridPlace | undefined;
  #saving: ReturnType<typeof setTimeout> | undefined;

  constructor(editor: VsCodeApi, current: () => GridPlace) {
    this.#editor = editor;
    this.#current = current;
    this.#wanted = decodePlace(editor.getState());
  }

  /** The table is about to be shown anew: its place now is where to go back to. */
  remember(): void {
    this.#wanted ??= this.#current();
  }

  /** The person went elsewhere, or the table is another one. */
  forget(): void {
    this.#wanted = undefined;
  }

  /** Where to go back to, once, as soon as `rows` reach that far or no more will come. */
  take(rows: number, exact: boolean): GridPlace | undefined {
    const wanted = this.#wanted;
    if (!wanted || !(exact || rows > Math.max(wanted.active.row, wanted.top + SCREEN_ROWS))) {
      return undefined;
    }
    this.#wanted = undefined;
    return wanted;
  }

  /** Saves the place soon, and not at each step of a movement. */
  save(): void {
    this.#saving ??= setTimeout(() => {
      this.#saving = undefined;
      this.#editor.setState(encodePlace(this.#wanted ?? this.#current()));
    }, SAVE_DELAY_MS);
  }
}
