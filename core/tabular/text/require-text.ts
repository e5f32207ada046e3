import { Failure } from '#core/base/failure.ts';

/**
 * Refuses the first bytes of a file that are no text in an encoding that continues ASCII: `table/unsupported` for
 * UTF-16, `table/unknown-format` for binary data. A stray NUL among many letters passes.
 */
export function requireText(head: Uint8Array, { name, format }: { name: string; format: string }): void {
  const [first, second] = head;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw new Failure(
      'table/unsupported',
      `${name} is text in UTF-16, which cannot be read as a table yet. Save it as UTF-8 and open it again.`,
    );
  }
  let controls = 0;
  for (const byte of head) {
    if (byte < 0x20 && (byte < 0x08 || byte > 0x0d) && byte !== 0x1b) {
      controls += 1;
    }
  }
  if (controls > 0 && controls * 200 > head.length) {
    throw new Failure(
      'table/unknown-format',
      `${name} looks like binary data, not ${format}: ${controls} of its first ${head.length} bytes are control characters such as NUL. Check that it is the right file, or give it the extension of its true format.`,
    );
  }
}
