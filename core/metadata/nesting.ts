/**
 * How deep objects and arrays may nest. Everything that walks a tree may recurse because of this bound; no
 * descriptor comes near it (a STAC item with projection and point-cloud metadata has a depth of about 12).
 */
export const MAX_NESTING = 200;

/**
 * How many values a text may hold: `[{},{},…]` makes a tree a hundred times as large as itself, and YAML takes ten
 * times as long as JSON. Reading takes a second or two at worst.
 */
export const MAX_VALUES = { json: 2_000_000, yaml: 100_000 } as const;

/** What keeps a JSON text from being read: a bracket that opens one level too many, or too many values. */
export function whyTooComplex(text: string): { tooDeepAt: number } | { tooManyValues: true } | undefined {
  let depth = 0;
  let values = 1;
  for (let index = 0; index < text.length; index++) {
    switch (text.charCodeAt(index)) {
      case 0x22: // a string: brackets in it do not count
        index = endOfString(text, index);
        break;
      case 0x5b: // [
      case 0x7b: // {
        depth++;
        values++;
        if (depth > MAX_NESTING) {
          return { tooDeepAt: index };
        }
        break;
      case 0x2c: // a comma
        values++;
        break;
      case 0x5d: // ]
      case 0x7d: // }
        depth = Math.max(0, depth - 1);
        break;
    }
  }
  return values > MAX_VALUES.json ? { tooManyValues: true } : undefined;
}

/** The offset of the quote that ends a JSON string, or of the line break that cuts it off. */
function endOfString(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length) {
    const code = text.charCodeAt(index);
    if (code === 0x22 || code === 0x0a || code === 0x0d) {
      return index;
    }
    index += code === 0x5c ? 2 : 1;
  }
  return index;
}
