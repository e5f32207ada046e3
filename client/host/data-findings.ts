import * as vscode from 'vscode';

/** Milliseconds between two updates of what is shown: findings come by the thousand. */
const PACE = 250;

/** Findings by the URI of the file that they are shown in. */
type ByFile = ReadonlyMap<string, readonly vscode.Diagnostic[]>;

/**
 * The findings in data that are shown as problems, by the table that they are about: a table that is checked again
 * shows what was found then, and nothing of before.
 */
export class DataFindings implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('waybill-data');
  private readonly tables = new Map<string, ByFile>();
  private readonly changed = new Set<string>();
  private timer: NodeJS.Timeout | undefined;

  /** Shows what was found in a table so far, in the place of what it had before. */
  show(table: string, found: ByFile): void {
    for (const file of [...(this.tables.get(table)?.keys() ?? []), ...found.keys()]) {
      this.changed.add(file);
    }
    if (found.size > 0) {
      this.tables.set(table, found);
    } else {
      this.tables.delete(table);
    }
    this.timer ??= setTimeout(() => this.flush(), PACE);
  }

  /** Shows at once what waits for its turn. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    for (const file of this.changed) {
      const all = [...this.tables.values()].flatMap((found) => found.get(file) ?? []);
      this.collection.set(vscode.Uri.parse(file, true), all);
    }
    this.changed.clear();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.collection.dispose();
  }
}
