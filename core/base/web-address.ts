/** Whether a text begins as an address of the web: `http` or `https`, in whatever case, and a host. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^/\s]/i.test(text);
}
