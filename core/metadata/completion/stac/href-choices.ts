import type { Node } from '../../node.ts';
import { hrefTo, pathTo } from '../../stac/graph/href.ts';
import type { StacSurroundings } from '../../stac/graph/stac-surroundings.ts';
import { nameOf, type StacSummary } from '../../stac/graph/summary.ts';
import { childrenOf, itemsOf, memberValue, nodeAtPath, textOf } from '../../tree.ts';
import { type At, type Choice, valueAt } from '../choice.ts';
import { extensionOf } from '../file-kind.ts';
import { type File, fileChoices, imageFiles } from '../path-choices.ts';
import { siblingText } from './stac-terms.ts';

/** A path below the folder of the document as an `href`. */
export function hrefOf(path: string): string {
  return hrefTo('/x', `/${path}`);
}

/** Files of the folder that no asset has yet, data before what describes it. */
export function* assetFiles(at: At): Generator<Choice> {
  const used = usedHrefs(at);
  yield* fileChoices(at, {
    takes: ({ path }) => mayBeAsset(path),
    rank: ({ path }) => (used.has(hrefOf(path)) ? 1 : 0),
    note: ({ path }) => (used.has(hrefOf(path)) ? 'used' : undefined),
    written: hrefOf,
  });
}

/** The files that no asset of the object has, up to a number. */
export function freeFiles(at: At, maximum: number): readonly File[] {
  const used = usedHrefs(at);
  const found: File[] = [];
  for (const file of at.surroundings.files()) {
    if (mayBeAsset(file.path) && !used.has(hrefOf(file.path))) {
      found.push(file);
      if (found.length >= maximum) {
        break;
      }
    }
  }
  return found;
}

/** STAC objects are no assets, and neither are the files of a repository. */
function mayBeAsset(path: string): boolean {
  return !/(?:^|\/)(?:catalog|collection|item|datapackage|package|package-lock|tsconfig)\.(?:json|ya?ml)$|(?:^|\/)\.|\.stac\.json$/i.test(
    path,
  );
}

/** What assets of the object refer to already, the one around the place left out; `./` and without are the same. */
function usedHrefs(at: At): ReadonlySet<string> {
  const { object, owner } = at.place.stac ?? {};
  const own = valueAt(at, owner);
  const assets: Node | undefined = valueAt(at, object && [...object, 'assets']);
  const hrefs = new Set<string>();
  for (const asset of assets ? childrenOf(assets) : []) {
    const href = asset === own ? undefined : textOf(memberValue(asset, 'href'));
    if (href !== undefined) {
      hrefs.add(/^(?:[a-z]+:|\.|\/)/i.test(href) ? href : `./${href}`);
    }
  }
  return hrefs;
}

/** Where a link may lead: STAC objects of the workspace for relations between them, files of the folder for others. */
export function* linkTargets(at: At): Generator<Choice> {
  const rel = siblingText(at, 'rel');
  const { stac } = at.surroundings;
  const kinds = KINDS[rel ?? ''];
  if (stac && (kinds || rel === undefined)) {
    for (const { href, summary } of neighboursFor(at, stac, kinds ?? ANY)) {
      yield {
        label: href,
        kind: 'file',
        value: href,
        detail: `${WORDS[summary.kind]} ${nameOf(summary) ?? ''}`.trim(),
      };
    }
  }
  const isPicture = rel === 'preview' || rel === 'icon' || rel === 'thumbnail';
  if (isPicture) {
    for (const choice of imageFiles(at)) {
      yield typeof choice.value === 'string' ? { ...choice, value: hrefOf(choice.value) } : choice;
    }
  } else if (rel !== 'self') {
    const own = new Set(stac && kinds ? [...neighbourPaths(stac)] : []);
    yield* fileChoices(at, {
      takes: ({ path }) => (kinds ? !own.has(path) && extensionOf(path) === 'json' : true),
      rank: ({ path }) => (rel === 'license' && /licen[cs]e|copying/i.test(path) ? 0 : 1),
      written: hrefOf,
    });
  }
}

type Kind = StacSummary['kind'];

const ANY: readonly Kind[] = ['catalog', 'collection', 'item'];
/** What the target of a relation is. */
const KINDS: Readonly<Record<string, readonly Kind[]>> = {
  root: ['catalog', 'collection'],
  parent: ['catalog', 'collection'],
  child: ['catalog', 'collection'],
  collection: ['collection'],
  item: ['item'],
  derived_from: ['item', 'collection'],
  canonical: ANY,
  'predecessor-version': ANY,
  'successor-version': ANY,
  'latest-version': ANY,
};

const WORDS: Readonly<Record<Kind, string>> = {
  catalog: 'catalogue',
  collection: 'collection',
  item: 'item',
};

/** A STAC object near the document, and how to link to it. */
export interface NearObject {
  readonly file: string;
  readonly href: string;
  readonly summary: StacSummary;
}

/** More files of a workspace are not looked through while somebody types. */
const MAX_FILES = 20_000;
/** No list shows more. */
const MAX_SHOWN = 200;

/** Objects of the workspace that a link may lead to and none does yet, the nearest first. */
export function neighboursFor(at: At, stac: StacSurroundings, kinds: readonly Kind[]): NearObject[] {
  const linked = linkedFrom(at, stac);
  const typed = at.typed.toLowerCase().replace(/^[./]+/, '');
  const found: { readonly file: string; readonly path: string; readonly steps: number }[] = [];
  let looked = 0;
  for (const file of stac.graph.files()) {
    if (++looked > MAX_FILES) {
      break;
    }
    const kind = stac.graph.get(file)?.kind;
    if (kind && kinds.includes(kind) && file !== stac.file && !linked.has(file)) {
      const path = pathTo(stac.file, file);
      if (typed === '' || path.toLowerCase().includes(typed)) {
        found.push({ file, path, steps: path.split('/').length });
      }
    }
  }
  const near = found.sort((a, b) => a.steps - b.steps || (a.path < b.path ? -1 : 1)).slice(0, MAX_SHOWN);
  return near.flatMap(({ file }) => {
    const summary = stac.graph.get(file);
    return summary ? { file, href: hrefTo(stac.file, file), summary } : [];
  });
}

/** What other links of the object with the same relation lead to. */
function linkedFrom(at: At, { file, graph }: StacSurroundings): ReadonlySet<string> {
  const { object, owner } = at.place.stac ?? {};
  const rel = siblingText(at, 'rel');
  // Where somebody is about to write another target, the one that stands there now is as good as any.
  const whole = (at.written ?? at.document).root;
  const own = textOf(memberValue(owner && nodeAtPath(whole, owner), 'href'));
  const links = itemsOf(valueAt(at, object && [...object, 'links']));
  if (links.length === 0 || rel === undefined) {
    return new Set();
  }
  const kept = graph.get(file)?.links.find((link) => link.rel === rel && link.href.value === own);
  const ownTarget = kept && graph.targetOf(file, kept);
  return new Set(graph.linkedBy(file, rel).filter((target) => target !== ownTarget));
}

function* neighbourPaths({ file, graph }: StacSurroundings): Generator<string> {
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  let looked = 0;
  for (const each of graph.files()) {
    if (++looked > MAX_FILES) {
      return;
    }
    if (each.startsWith(folder)) {
      yield each.slice(folder.length);
    }
  }
}

/** The nearest collection or catalogue in a folder above the document, or beside it: its parent, most likely. */
export function nearestAbove(stac: StacSurroundings, kinds: readonly Kind[]): NearObject | undefined {
  let best: NearObject | undefined;
  let depth = -1;
  const isItem = stac.graph.get(stac.file)?.kind === 'item';
  let looked = 0;
  for (const file of stac.graph.files()) {
    if (++looked > MAX_FILES) {
      break;
    }
    const folder = file.slice(0, file.lastIndexOf('/') + 1);
    if (folder.length > depth && file !== stac.file && stac.file.startsWith(folder)) {
      const summary = stac.graph.get(file);
      const isBeside = !stac.file.slice(folder.length).includes('/');
      const isAbove = !isBeside || isItem || summary?.kind === 'catalog';
      if (summary && kinds.includes(summary.kind) && isAbove) {
        depth = folder.length;
        best = { file, href: hrefTo(stac.file, file), summary };
      }
    }
  }
  return best;
}
