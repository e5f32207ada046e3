/** As many characters of a cell as fit into the widest column. */
const SHOWN = 400;

/** A cell's text for one line of the grid: line breaks and tabs become visible signs, and very long text is cut. */
export function oneLine(text: string): string {
  const cut = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
  return cut.replaceAll(/\r\n|\n|\r/g, '⏎').replaceAll('\t', '⇥');
}
