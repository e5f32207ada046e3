import { element, setAttribute } from '../ui/element.ts';
import type { DescriptorView, Path } from './descriptor-view.ts';

let made = 0;

/** An id that no other element of the page has. */
export function newId(): string {
  made += 1;
  return `control-${made}`;
}

/** The findings about one value, below the control that shows it. */
export class Findings {
  readonly element = element('ul', { class: 'findings', id: newId() });
  #shown = '';

  /** Shows what is found at a path and ties it to the control. */
  update(view: DescriptorView, path: Path, control: Element): void {
    const problems = view.problemsAt(path);
    const key = JSON.stringify(problems);
    if (key === this.#shown) {
      return;
    }
    this.#shown = key;
    this.element.replaceChildren(
      ...problems.map(({ severity, message }) => element('li', { class: severity }, message)),
    );
    const isWrong = problems.some(({ severity }) => severity === 'error');
    setAttribute(control, 'aria-invalid', isWrong ? 'true' : undefined);
    setAttribute(control, 'aria-describedby', problems.length > 0 ? this.element.id : undefined);
  }
}
