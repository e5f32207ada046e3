import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver/node';
import { resourcesOf } from '#core/metadata/datapackage/resources.ts';
import type { OpenDocument } from '#server/workspace/open-documents.ts';

/** How many findings of a kind a resource has. */
export interface FindingCount {
  readonly errors: number;
  readonly warnings: number;
}

const NONE: FindingCount = { errors: 0, warnings: 0 };

/** The findings that the client shows in each resource of the open documents, by the number of the resource. */
export class FindingCounts {
  private readonly counts = new Map<string, readonly FindingCount[]>();

  /** Counts what is shown for a version of a document now; tells whether a resource has more or fewer than before. */
  published(document: OpenDocument, diagnostics: readonly Diagnostic[]): boolean {
    const before = this.counts.get(document.uri) ?? [];
    const now = countsIn(document, diagnostics);
    this.counts.set(document.uri, now);
    return (
      now.length !== before.length ||
      now.some(({ errors, warnings }, index) => {
        const same = before[index];
        return same?.errors !== errors || same.warnings !== warnings;
      })
    );
  }

  forget(uri: string): void {
    this.counts.delete(uri);
  }

  of(uri: string, resource: number): FindingCount {
    return this.counts.get(uri)?.[resource] ?? NONE;
  }
}

/** How many findings of a document people have to do something about. */
export function severityCounts(diagnostics: readonly Diagnostic[]): FindingCount {
  const count = (wanted: DiagnosticSeverity) =>
    diagnostics.reduce((sum, { severity }) => sum + (severity === wanted ? 1 : 0), 0);
  return { errors: count(DiagnosticSeverity.Error), warnings: count(DiagnosticSeverity.Warning) };
}

/** `2 errors, 1 warning`; empty when there are none. */
export function findingsText({ errors, warnings }: FindingCount): string {
  return [counted(errors, 'error'), counted(warnings, 'warning')].filter((part) => part !== '').join(', ');
}

function counted(count: number, word: string): string {
  return count === 0 ? '' : `${count.toLocaleString('en')} ${word}${count === 1 ? '' : 's'}`;
}

function countsIn(
  { metadata, text }: OpenDocument,
  diagnostics: readonly Diagnostic[],
): readonly FindingCount[] {
  const resources = resourcesOf(metadata);
  const counts = resources.map(() => ({ errors: 0, warnings: 0 }));
  // Both are in the order of the text, and resources do not overlap.
  let resource = 0;
  for (const { range, severity } of diagnostics) {
    const offset = text.offsetAt(range.start);
    const isBefore = () => {
      const node = resources[resource];
      return node !== undefined && node.offset + node.length < offset;
    };
    while (isBefore()) {
      resource++;
    }
    const [node, count] = [resources[resource], counts[resource]];
    if (node && count && node.offset <= offset) {
      count.errors += severity === DiagnosticSeverity.Error ? 1 : 0;
      count.warnings += severity === DiagnosticSeverity.Warning ? 1 : 0;
    }
  }
  return counts;
}
