import type { MetadataDocument } from '../../document.ts';
import { replaceText } from '../../edits.ts';
import type { TextEdit } from '../../problem.ts';
import { type Href, hrefTo, pathTo, readHref, resolvePath } from './href.ts';
import type { StacLinks } from './stac-surroundings.ts';
import type { StacSummary } from './summary.ts';
import { hrefPlaces } from './wanted-hrefs.ts';

/** Files and folders that get another path: absolute ones with `/`, none at the end. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/** Where a file is after a move; undefined for one that stays where it is. */
export function movedTo(file: string, moves: readonly Move[]): string | undefined {
  for (const { from, to } of moves) {
    if (file === from) {
      return to;
    }
    if (file.startsWith(`${from}/`)) {
      return `${to}${file.slice(from.length)}`;
    }
  }
  return undefined;
}

/** The files some of whose relative links lead elsewhere after a move, and have to be changed before it. */
export function filesToChange(graph: StacLinks, moves: readonly Move[]): string[] {
  const found: string[] = [];
  for (const file of graph.files()) {
    const summary = graph.get(file);
    if (summary && relativePaths(summary).some((path) => rewritten(file, path, moves) !== undefined)) {
      found.push(file);
    }
  }
  return found;
}

function relativePaths({ links, assetFiles }: StacSummary): readonly (Href & { readonly kind: 'file' })[] {
  const paths = assetFiles.map((path) => ({ kind: 'file', path }) as const);
  return [...links.flatMap(({ leads }) => (leads.kind === 'file' ? [leads] : [])), ...paths];
}

/** The changes to a document whose links have to lead to the same files after a move. */
export function editsForMove(document: MetadataDocument, file: string, moves: readonly Move[]): TextEdit[] {
  const edits: TextEdit[] = [];
  for (const { node } of hrefPlaces(document)) {
    const leads = readHref(node.value);
    const target = leads.kind === 'file' ? rewritten(file, leads, moves) : undefined;
    if (leads.kind === 'file' && target !== undefined) {
      const href = inManner(movedTo(file, moves) ?? file, target, node.value, leads);
      edits.push(...(replaceText(document, node, href) ?? []));
    }
  }
  return edits;
}

/** Where a link of a file has to lead, if it is another path than before. */
function rewritten(
  file: string,
  { path }: Pick<Href & { readonly kind: 'file' }, 'path'>,
  moves: readonly Move[],
): string | undefined {
  const target = resolvePath(file, path);
  const [newFile, newTarget] = [movedTo(file, moves), target && movedTo(target, moves)];
  if (target === undefined || (newFile === undefined && newTarget === undefined)) {
    return undefined;
  }
  const leadsTo = newTarget ?? target;
  return pathTo(newFile ?? file, leadsTo) === path ? undefined : leadsTo;
}

/** A new `href` written as the old one: with or without `./`, escaped or not, and with the same query and fragment. */
function inManner(
  file: string,
  target: string,
  before: string,
  { literal }: Href & { readonly kind: 'file' },
): string {
  const tail = /[?#].*$/s.exec(before)?.[0] ?? '';
  const isEscaped = literal !== undefined || !/[^\w./-]/.test(before);
  const href = isEscaped ? hrefTo(file, target) : `./${pathTo(file, target)}`.replace(/^\.\/\.\.\//, '../');
  return `${before.startsWith('./') || before.startsWith('../') ? href : href.replace(/^\.\//, '')}${tail}`;
}
