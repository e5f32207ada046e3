import type { FormChange } from '#core/metadata/form/form-change.ts';
import type { DescriptorView, Path } from './descriptor-view.ts';
import type { Texts } from './texts.ts';

/** What every part of the form works with. */
export interface FormContext {
  readonly texts: Texts;
  /** Makes changes to the descriptor as one step that can be undone. */
  change(...changes: readonly FormChange[]): void;
  showText(path: Path): void;
  /** A sentence for screen readers. */
  say(sentence: string): void;
}

/** A part of the form. Its elements stay while the descriptor changes, so that the focus stays, too. */
export interface FormPart {
  readonly element: HTMLElement;
  /** Shows what the descriptor has at a path, which may be another one than before. */
  update(view: DescriptorView, path: Path, readOnly: boolean): void;
}
