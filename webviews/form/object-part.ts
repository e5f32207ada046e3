import { element } from '../ui/element.ts';
import type { DescriptorView, Path } from './descriptor-view.ts';
import type { FormContext, FormPart } from './form-part.ts';
import { TextControl, type TextControlOptions } from './text-control.ts';

/** The texts of one object side by side: a licence, a contributor, a source. */
export class ObjectPart implements FormPart {
  readonly element: HTMLElement;
  readonly #controls: readonly (readonly [string, TextControl])[];

  constructor(context: FormContext, controls: Readonly<Record<string, TextControlOptions>>) {
    this.#controls = Object.entries(controls).map(([key, options]) => [
      key,
      new TextControl(context, options),
    ]);
    this.element = element('div', { class: 'row' }, ...this.#controls.map(([, control]) => control.element));
  }

  focus(): void {
    this.#controls[0]?.[1].focus();
  }

  update(view: DescriptorView, path: Path, readOnly: boolean): void {
    for (const [key, control] of this.#controls) {
      control.update(view, [...path, key], readOnly);
    }
  }
}
