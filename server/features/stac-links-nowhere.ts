import { URI } from 'vscode-uri';
import type { LinkRow } from '#core/metadata/stac/catalogue/catalogue-row.ts';
import type { LinkSummary } from '#core/metadata/stac/graph/summary.ts';
import type { FileFact } from '#core/metadata/surroundings.ts';
import type { StacLinkEntry } from '#server/protocol/stac-tree.ts';
import type { StacIndex } from '#server/workspace/stac/stac-index.ts';

/** What stands at relative paths beside a file of the workspace; undefined where nobody may look. */
export type LookUp = (
  uri: string,
  paths: readonly string[],
) => Promise<ReadonlyMap<string, FileFact> | undefined>;

/** The links of an object that lead to no object, with the reason, by their numbers. */
export async function linkEntries(
  file: string,
  rows: readonly LinkRow[],
  index: Pick<StacIndex, 'graph' | 'uriOf' | 'positionsOf'>,
  lookUp: LookUp,
): Promise<ReadonlyMap<number, StacLinkEntry>> {
  const uri = index.uriOf(file);
  // The text may have moved since the rows were made, though the links are the same.
  const current = rows.map((row) => ({ row, link: index.graph.get(file)?.links[row.index] ?? row.link }));
  const paths = current.flatMap(({ link: { leads } }) =>
    leads.kind === 'file' ? [leads.path, ...(leads.literal === undefined ? [] : [leads.literal])] : [],
  );
  const facts = paths.length === 0 ? undefined : await lookUp(URI.file(file).toString(), paths);
  const positions = index.positionsOf(file);
  return new Map(
    current.map(({ row, link }) => {
      // Behind the quote, where an editor puts the cursor into the text.
      const { line, character } = positions?.positionAt(link.href.offset + 1) ?? { line: 0, character: 0 };
      const { rel, href, title } = link;
      const entry: StacLinkEntry = {
        kind: 'link',
        why: whyNowhere(link, facts),
        rel,
        href: href.value,
        ...(title && { title: title.value }),
        uri,
        line,
        character,
      };
      return [row.index, entry] as const;
    }),
  );
}

function whyNowhere(
  { leads }: LinkSummary,
  facts: ReadonlyMap<string, FileFact> | undefined,
): StacLinkEntry['why'] {
  switch (leads.kind) {
    case 'address':
    case 'machine':
      return leads.kind;
    case 'other':
      return 'nowhere';
    case 'file': {
      const found = [leads.path, leads.literal ?? leads.path].map((path) => facts?.get(path)?.kind);
      if (found.some((kind) => kind === 'file' || kind === 'directory')) {
        return 'other';
      }
      return found.includes('missing') ? 'missing' : 'outside';
    }
  }
}
