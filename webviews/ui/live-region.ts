import { element } from './element.ts';

/** Says short sentences to screen readers, politely: after what they are saying now. Nothing is seen of it. */
export class LiveRegion {
  readonly element = element('div', { role: 'status', 'aria-live': 'polite', class: 'visually-hidden' });

  say(sentence: string): void {
    // The same sentence twice would be no change and stay unsaid: a new element always is one.
    this.element.replaceChildren(element('span', {}, sentence));
  }
}
