import { Failure } from '#core/base/failure.ts';
import type { Surround } from './command.ts';

/**
 * The passphrase of a private key: from `COSIGN_PASSWORD` (empty counts, as with cosign), else asked without echo.
 * It is never printed, logged or put into an error.
 */
export async function askPassphrase(
  { terminal, environment }: Pick<Surround, 'terminal' | 'environment'>,
  question: { readonly prompt: string; readonly repeat: boolean },
): Promise<string> {
  const fromEnvironment = environment['COSIGN_PASSWORD'];
  if (fromEnvironment !== undefined) {
    return fromEnvironment;
  }
  if (!terminal.interactive) {
    throw new Failure(
      'usage/bad-argument',
      'The key needs a passphrase and nobody can be asked here: put it into the environment variable COSIGN_PASSWORD, or run this in a terminal.',
    );
  }
  const passphrase = await terminal.askHidden(question.prompt);
  if (question.repeat && (await terminal.askHidden('The same again')) !== passphrase) {
    throw new Failure('usage/bad-argument', 'The two passphrases differ, nothing was written. Try again.');
  }
  return passphrase;
}
