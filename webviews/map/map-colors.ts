import { element } from '../ui/element.ts';

const ROLES = [
  'water',
  'land',
  'shore',
  'overview',
  'grid',
  'text',
  'footprint',
  'footprint-fill',
  'box',
  'extent',
  'error',
  'warning',
  'fine',
  'unknown',
  'focus',
] as const;

/** The colours that the style sheet gives to what is drawn, as a canvas takes them. */
export type MapColors = Readonly<Record<(typeof ROLES)[number], string>>;

/**
 * Reads colours from the style sheet: a canvas knows nothing of its variables. A theme may change at any time; then
 * the editor changes the attributes of the body and the root element.
 */
export class ColorSource {
  readonly element = element('div', { hidden: '' });
  private readonly probes = ROLES.map((role) => [role, element('span', { class: `map-${role}` })] as const);
  private known: MapColors | undefined;

  constructor(changed: () => void) {
    this.element.append(...this.probes.map(([, probe]) => probe));
    const observer = new MutationObserver(() => {
      this.known = undefined;
      changed();
    });
    for (const target of [document.documentElement, document.body]) {
      observer.observe(target, {
        attributes: true,
        attributeFilter: ['class', 'style', 'data-vscode-theme-kind'],
      });
    }
  }

  get colors(): MapColors {
    this.known ??= Object.fromEntries(
      this.probes.map(([role, probe]) => [role, getComputedStyle(probe).color]),
    ) as Record<(typeof ROLES)[number], string>;
    return this.known;
  }
}
