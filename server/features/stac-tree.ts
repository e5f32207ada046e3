import type { CatalogueRow, ObjectRow } from '#core/metadata/stac/catalogue/catalogue-row.ts';
import { listedCounts } from '#core/metadata/stac/catalogue/catalogue-tree.ts';
import { catalogStyle } from '#core/metadata/stac/graph/link-styles.ts';
import { nameOf, type StacSummary } from '#core/metadata/stac/graph/summary.ts';
import {
  MOST_CHILDREN,
  PAGE_SIZE,
  type StacChildren,
  type StacChildrenParams,
  type StacEntry,
  type StacObjectEntry,
  type StacPage,
  type StacPath,
  type StacStep,
  type StacStyle,
} from '#server/protocol/stac-tree.ts';
import { sumOf } from '#server/workspace/stac/severity-counts.ts';
import type { StacCatalogue } from '#server/workspace/stac/stac-catalogue.ts';
import { type LookUp, linkEntries } from './stac-links-nowhere.ts';

/** What stands under the last object of a path, or at the top. Of files that links lead to, only names are looked up. */
export async function provideStacChildren(
  { path, from, filter }: StacChildrenParams,
  catalogue: StacCatalogue,
  lookUp: LookUp,
): Promise<Omit<StacChildren, 'workspace'>> {
  const { index } = catalogue;
  const files = path.map((uri) => index.fileOf(uri));
  const file = files.at(-1);
  const tree = catalogue.shown(filter);
  const rows = file === undefined ? tree.tops() : tree.rowsOf(file, files.slice(0, -1));
  if (from === undefined && rows.length > MOST_CHILDREN) {
    return { total: rows.length, entries: [], pages: pagesOf(rows, catalogue) };
  }
  const page = from === undefined ? rows : rows.slice(from, from + PAGE_SIZE);
  const links = page.filter((row) => row.kind === 'link');
  catalogue.checkSoon(page.flatMap((row) => (row.kind === 'object' ? [row.file] : [])));
  const nowhere = file === undefined ? new Map() : await linkEntries(file, links, index, lookUp);
  const entries = page.flatMap((row): StacEntry | readonly never[] =>
    row.kind === 'link' ? (nowhere.get(row.index) ?? []) : (objectEntry(row, catalogue) ?? []),
  );
  return { total: rows.length, entries, pages: [] };
}

/** The way to an object from the top; undefined for what is none, and for what a filter hides. */
export function provideStacPath(
  uri: string,
  filter: string | undefined,
  catalogue: StacCatalogue,
): StacPath | undefined {
  const { index } = catalogue;
  const file = index.fileOf(uri);
  if (!index.graph.has(file)) {
    return undefined;
  }
  const tree = catalogue.shown(filter);
  const files = catalogue.all().pathTo(file);
  const steps = files.flatMap((each, depth): StacStep | readonly never[] => {
    const parent = files[depth - 1];
    const rows = parent === undefined ? tree.tops() : tree.rowsOf(parent, files.slice(0, depth - 1));
    const at = rows.findIndex((row) => row.kind === 'object' && row.file === each);
    const row = rows[at];
    const entry = row?.kind === 'object' ? objectEntry(row, catalogue) : undefined;
    return entry ? { entry, index: at, total: rows.length } : [];
  });
  return steps.length === files.length ? { steps } : undefined;
}

/** Rows cut into pages, so that a list of thousands is a list of tens. */
function pagesOf(rows: readonly CatalogueRow[], catalogue: StacCatalogue): StacPage[] {
  const pages: StacPage[] = [];
  for (let from = 0; from < rows.length; from += PAGE_SIZE) {
    const page = rows.slice(from, from + PAGE_SIZE);
    const [first, last] = [page[0], page.at(-1)];
    if (first && last) {
      pages.push({
        from,
        count: page.length,
        first: rowName(first, catalogue),
        last: rowName(last, catalogue),
        broken: page.reduce((sum, row) => sum + (isBroken(row) ? 1 : 0), 0),
        findings: page
          .flatMap((row) => (row.kind === 'object' ? [row.file] : []))
          .map((file) => sumOf(catalogue.findingsOf(file), catalogue.findingsBelow(file)))
          .reduce(sumOf, { errors: 0, warnings: 0 }),
      });
    }
  }
  return pages;
}

/** A link to an address is no mistake: nobody looked there. */
function isBroken(row: CatalogueRow): boolean {
  return row.kind === 'link' && row.link.leads.kind !== 'address';
}

function rowName(row: CatalogueRow, { index }: StacCatalogue): string {
  if (row.kind === 'link') {
    return row.link.title?.value ?? row.link.href.value;
  }
  const summary = index.graph.get(row.file);
  return (summary && nameOf(summary)) ?? fileNameOf(row.file);
}

function objectEntry({ file, place }: ObjectRow, catalogue: StacCatalogue): StacObjectEntry | undefined {
  const { index } = catalogue;
  const summary = index.graph.get(file);
  if (!summary) {
    return undefined;
  }
  const { kind, id, title, version } = summary;
  const { children, items } = listedCounts(summary);
  const time = kind === 'item' ? summary.time : summary.intervals?.[0];
  const style = place === 'top' && kind !== 'item' ? styleOf(file, summary, catalogue) : undefined;
  return {
    kind,
    uri: index.uriOf(file),
    fileName: fileNameOf(file),
    ...(id && { id: id.value }),
    ...(title && { title: title.value }),
    ...(version !== undefined && { version }),
    place,
    ...(time && { time: { ...time } }),
    children,
    items,
    hasMore: kind !== 'item' && (children + items > 0 || catalogue.all().rowsOf(file).length > 0),
    ...(style && { style }),
    findings: catalogue.findingsOf(file),
    below: catalogue.findingsBelow(file),
  };
}

/** How a catalogue is linked; undefined where it is a single file, which has no links to speak of. */
function styleOf(file: string, { firstLinks }: StacSummary, { index }: StacCatalogue): StacStyle | undefined {
  const counts = index.graph.stylesOf(file);
  const { relative, absolute } = counts;
  return counts.files < 2
    ? undefined
    : { kind: catalogStyle(counts, firstLinks.has('self')).kind, relative, absolute };
}

function fileNameOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}
