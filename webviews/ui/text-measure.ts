/** Measures text without layout. */
export interface TextMeasure {
  /** Width of one line in CSS pixels. */
  width(text: string): number;
}

/** Measures in the font of an element, or in another weight of it. */
export function textMeasure(element: Element, weight?: string): TextMeasure {
  const context = document.createElement('canvas').getContext('2d');
  const { fontStyle, fontWeight, fontSize, fontFamily } = getComputedStyle(element);
  if (context) {
    context.font = `${fontStyle} ${weight ?? fontWeight} ${fontSize} ${fontFamily}`;
  }
  // Without a canvas (it can be switched off) a guess is good enough: columns can be made wider.
  return { width: (text) => context?.measureText(text).width ?? text.length * 8 };
}

/** The font size of an element in CSS pixels. */
export function fontSizeOf(element: Element): number {
  const size = Number.parseFloat(getComputedStyle(element).fontSize);
  return Number.isFinite(size) ? size : 13;
}
