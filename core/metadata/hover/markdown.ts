/** Longer values are cut: a hover is for a glance. */
const MAX_VALUE = 60;

/** A value from a file as a code span that shows it as it is, cut, and in which nothing is Markdown. */
export function codeSpan(value: string, maximum = MAX_VALUE): string {
  const characters = [...value.slice(0, maximum * 2 + 2)];
  const cut = characters.length > maximum ? `${characters.slice(0, maximum).join('')}…` : characters.join('');
  // A code span is one line; of what is not printable, show that it is there.
  const shown = cut.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => ESCAPES[character] ?? '\uFFFD');
  const ticks = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(ticks + 1);
  // Blanks at both ends would be taken away, and a tick at an end would join the fence.
  const pad = shown === '' || /^[` ]|[` ]$/.test(shown) ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

const ESCAPES: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** A text of a person as plain words within Markdown: on one line, cut, no markup in it and nothing to click. */
export function plainText(text: string, maximum = 200): string {
  const line = text
    .slice(0, maximum * 4)
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim();
  const characters = [...line];
  const cut = characters.length > maximum ? `${characters.slice(0, maximum).join('')}…` : line;
  return cut.replace(/[\\`*_[\]<>&#|~!]|\/(?=\/)|(?<=\bwww)\.|@/g, '\\$&');
}

/** A whole number as people read it: `12,000`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}
