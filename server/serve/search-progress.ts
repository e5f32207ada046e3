import type { WorkDoneProgressServerReporter } from 'vscode-languageserver/node';
import type { Server } from './server.ts';

/** Milliseconds after which a search is worth telling people about. */
const SHOWN_AFTER = 700;

/** Runs a search of the workspace; one that takes its time shows in the editor with what it has found so far. */
export async function showSearch(
  { connection, traits }: Pick<Server, 'connection' | 'traits'>,
  title: string,
  search: (found: (count: number) => void) => Promise<void>,
): Promise<void> {
  let shown: Promise<WorkDoneProgressServerReporter> | undefined;
  let count = 0;
  const show = async () => {
    const progress = await connection.window.createWorkDoneProgress();
    progress.begin(title, undefined, `${count} found`);
    return progress;
  };
  const timer = setTimeout(() => {
    shown = traits.showsProgress ? show() : undefined;
    // An editor that goes away meanwhile has nobody left to tell.
    shown?.catch(() => undefined);
  }, SHOWN_AFTER);
  try {
    await search((found) => {
      count = found;
    });
  } finally {
    clearTimeout(timer);
    void shown?.then((progress) => progress.done()).catch(() => undefined);
  }
}
