import * as vscode from 'vscode';
import type { Progress } from '#core/base/progress.ts';

/** Milliseconds for which a result stays. */
const SHOWN = 15_000;

/** The line at the bottom that says how far a check of data is, stops it, and tells what came out. */
export class ValidationStatus implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem(
    'waybill.validation',
    vscode.StatusBarAlignment.Left,
  );
  private hiding: NodeJS.Timeout | undefined;

  constructor() {
    this.item.name = vscode.l10n.t('Waybill: Data Validation');
  }

  /** `progress` is absent before anything is known. */
  running(progress?: Progress): void {
    clearTimeout(this.hiding);
    const { message, done = 0, total } = progress ?? {};
    const share = total ? ` ${Math.floor((100 * done) / total)} %` : '';
    this.item.text = `$(sync~spin) ${message ?? vscode.l10n.t('Checking data')}${share}`;
    this.item.tooltip = vscode.l10n.t('Stop checking data');
    this.item.command = 'waybill.stopValidateData';
    this.item.show();
  }

  ended(text: string): void {
    clearTimeout(this.hiding);
    this.item.text = text;
    this.item.tooltip = vscode.l10n.t('Show problems');
    this.item.command = 'workbench.actions.view.problems';
    this.item.show();
    this.hiding = setTimeout(() => this.item.hide(), SHOWN);
  }

  dispose(): void {
    clearTimeout(this.hiding);
    this.item.dispose();
  }
}
