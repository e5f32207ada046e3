import * as vscode from 'vscode';
import type { Progress, ReportProgress } from '#core/base/progress.ts';

const MEBIBYTE = 1024 * 1024;

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

/** "Uploading data/a.parquet (12.3 of 40.0 MiB)". */
function describeProgress(step: Progress): string {
  if (step.unit !== 'bytes') {
    return step.message;
  }
  const amount = (bytes: number) => (bytes / MEBIBYTE).toFixed(1);
  const total = step.total === undefined ? '' : vscode.l10n.t(' of {0}', amount(step.total));
  return `${step.message} (${amount(step.done)}${total} MiB)`;
}
