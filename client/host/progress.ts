import * as vscode from 'vscode';
import { formatBytes } from '#core/base/format-bytes.ts';
import type { Progress, ReportProgress } from '#core/base/progress.ts';

/** Runs a task the user waits for: it shows what is being done, and Cancel aborts the signal. */
export function withProgress<T>(
  title: string,
  task: (signal: AbortSignal, report: ReportProgress) => Promise<T>,
): Thenable<T> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      const controller = new AbortController();
      const subscription = token.onCancellationRequested(() => controller.abort());
      let percent = 0;
      try {
        // Cancel that comes after the last step changes nothing: what is done is told as done.
        return await task(controller.signal, (step) => {
          const next = step.total ? Math.floor((100 * step.done) / step.total) : percent;
          progress.report({ message: describeProgress(step), increment: Math.max(0, next - percent) });
          percent = Math.max(percent, next);
        });
      } finally {
        subscription.dispose();
      }
    },
  );
}

/** "Uploading data/a.parquet (12.3 MB of 40.0 MB)", in the units of every other message. */
function describeProgress({ message, done, total, unit }: Progress): string {
  if (unit !== 'bytes') {
    return message;
  }
  const amount =
    total === undefined
      ? formatBytes(done)
      : vscode.l10n.t('{0} of {1}', formatBytes(done), formatBytes(total));
  return `${message} (${amount})`;
}
