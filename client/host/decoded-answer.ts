/**
 * What the language server answered, once it was looked at; null where the server had nothing to say.
 * @throws Error when it is something else, which is a bug of ours
 */
export function decodedAnswer<Result>(
  method: string,
  answer: unknown,
  decode: (answer: unknown) => Result | undefined,
): Result | null {
  if (answer === null) {
    return null;
  }
  const decoded = decode(answer);
  if (decoded === undefined) {
    throw new Error(`The language server answered ${method} by something else than expected.`);
  }
  return decoded;
}
