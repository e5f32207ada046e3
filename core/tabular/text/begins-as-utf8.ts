/** Whether the beginning of a file is UTF-8; a character that is cut off at its end is no error. */
export function beginsAsUtf8(head: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}
