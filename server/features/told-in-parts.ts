import { URI, Utils } from 'vscode-uri';
import type { Problem } from '#core/metadata/problem.ts';
import type { Checked } from '#server/workspace/checks.ts';

/**
 * What is shown in schemas and dialects that are open: a package that uses them finds the same, and the place of which
 * it tells is in their text. One cause is one finding, so it is shown where it can be mended.
 */
export class ToldInParts {
  private readonly told = new Map<string, ReadonlySet<string>>();

  /** Takes over what is shown in a document; tells whether that is something else than before. */
  take({ document, problems }: Checked): boolean {
    const { uri, metadata } = document;
    const isPart = metadata.kind === 'tableschema' || metadata.kind === 'tabledialect';
    return this.put(uri, new Set(isPart ? problems.map(({ code, offset }) => `${code} ${offset}`) : []));
  }

  /** The document was closed: nothing is shown in it any more. */
  forget(uri: string): boolean {
    return this.put(uri, new Set());
  }

  /** The findings of a document without those that are shown in an open part of it. */
  withoutTold({ document, problems, ...rest }: Checked): Checked {
    const folder = Utils.dirname(URI.parse(document.uri));
    const isTold = ({ code, related = [] }: Problem): boolean =>
      related.some(
        ({ file, offset }) =>
          file !== undefined &&
          this.told.get(normal(Utils.joinPath(folder, file)))?.has(`${code} ${offset}`) === true,
      );
    const own = this.told.size === 0 ? problems : problems.filter((problem) => !isTold(problem));
    return { document, problems: own, ...rest };
  }

  private put(uri: string, now: ReadonlySet<string>): boolean {
    const key = normal(URI.parse(uri));
    const before = this.told.get(key);
    if (now.size === 0) {
      return this.told.delete(key);
    }
    this.told.set(key, now);
    return before?.size !== now.size || [...now].some((each) => !before.has(each));
  }
}

function normal(uri: URI): string {
  return uri.toString();
}
