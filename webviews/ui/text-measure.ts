/** Measures text in the font of an element, without layout. */
export interface TextMeasure {
  /** Width of one line in CSS pixels. */
  width(text: string): number;
}

export function textMeasure(element: Element): TextMeasure {
  const context = document.createElement('canvas').getContext('2d');
  const { fontStyle, fontWeight, fontSize, fontFamily } = getComputedStyle(element);
  if (context) {
    context.font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
  }
  // Without a canvas (it can be switched off) a guess is good enough: columns can be made wider.
  return { width: (text) => context?.measureText(text).width ?? text.length * 8 };
}

/** The font size of an element in CSS pixels. */
export function fontSizeOf(element: Element): number {
  const size = Number.parseFloat(getComputedStyle(element).fontSize);
  return Number.isFinite(size) ? size : 13;
}
