import { insertItem } from '../edits.ts';
import { finding, safeFix, shortPlace } from '../finding.ts';
import type { Node } from '../node.ts';
import type { Problem } from '../problem.ts';
import { memberValue, type ObjectNode, textOf } from '../tree.ts';
import { linksOf, type StacObject } from './stac-rule.ts';
import { timeOf } from './time.ts';

/** Where an object has the fields of its own extensions: items in their properties. */
function ownFields({ object, scope }: StacObject): ObjectNode | undefined {
  const owner: Node | undefined = scope === 'item' ? memberValue(object, 'properties') : object;
  return owner?.kind === 'object' ? owner : undefined;
}

function hasLink(stac: StacObject, ...relations: readonly string[]): boolean {
  return linksOf(stac).some((link) => relations.includes(textOf(memberValue(link, 'rel')) ?? ''));
}

/** Whoever cites the data follows a link to its DOI (scientific extension, Relation types). */
export function* checkCitation(stac: StacObject): Generator<Problem> {
  const { document, object } = stac;
  const doi = memberValue(ownFields(stac), 'sci:doi');
  if (doi?.kind === 'string' && /^10\.\d{4,9}\/\S+$/.test(doi.value) && !hasLink(stac, 'cite-as')) {
    const links = memberValue(object, 'links');
    const href = `https://doi.org/${doi.value}`;
    const message = `Whoever wants to cite the data looks for a link with "rel": "cite-as" to ${href.slice(0, 200)}.`;
    yield finding('info', 'stac/missing-cite-as', doi, message, {
      fixes:
        links?.kind === 'array'
          ? safeFix('Add the link', insertItem(document, links, links.items.length, { rel: 'cite-as', href }))
          : [],
    });
  }
}

/** What is deprecated leads to what takes its place (version extension). */
export function* checkVersions(stac: StacObject): Generator<Problem> {
  const deprecated = memberValue(ownFields(stac), 'deprecated');
  if (
    deprecated?.kind === 'boolean' &&
    deprecated.value &&
    !hasLink(stac, 'successor-version', 'latest-version')
  ) {
    const message =
      'This is deprecated, and no link with "rel": "successor-version" or "latest-version" leads to what takes its place.';
    yield finding('info', 'stac/no-successor', deprecated, message);
  }
  const self = linksOf(stac).find((link) => textOf(memberValue(link, 'rel')) === 'self');
  const address = textOf(memberValue(self, 'href'));
  for (const link of linksOf(stac)) {
    const [rel, href] = [textOf(memberValue(link, 'rel')) ?? '', memberValue(link, 'href')];
    const isOther = rel === 'predecessor-version' || rel === 'successor-version';
    if (isOther && href?.kind === 'string' && href.value === address) {
      const message = `The ${rel === 'predecessor-version' ? 'version before' : 'version after'} this one is another object, but the link leads to this one.`;
      yield finding('warning', 'stac/version-of-itself', href, message);
    }
  }
}

/** Data are published before they are withdrawn (timestamps extension). */
export function* checkPublication(stac: StacObject): Generator<Problem> {
  const { document, surroundings } = stac;
  const owner = ownFields(stac);
  const [published, unpublished, expires] = ['published', 'unpublished', 'expires'].map((key) =>
    memberValue(owner, key),
  );
  const [from, to, end] = [timeOf(published), timeOf(unpublished), timeOf(expires)];
  if (published && unpublished && from !== undefined && to !== undefined && to < from) {
    const message = `"unpublished" is before "published": ${textOf(unpublished)} and ${textOf(published)}.`;
    yield finding('warning', 'stac/unpublished-before-published', unpublished, message, {
      related: [{ message: 'The publication', at: shortPlace(document, published) }],
    });
  }
  if (expires && end !== undefined && surroundings.now && end < surroundings.now()) {
    const message = `This has expired: ${textOf(expires)}.`;
    yield finding('info', 'stac/expired', expires, message);
  }
}

/** Names tell an asset from its alternates (alternate-assets extension). */
export function* checkAlternates({ document, object }: StacObject): Generator<Problem> {
  const assets = memberValue(object, 'assets');
  for (const { value: asset } of assets?.kind === 'object' ? assets.members : []) {
    const alternates = memberValue(asset, 'alternate');
    const all = alternates?.kind === 'object' ? alternates.members.flatMap(({ value }) => value ?? []) : [];
    const seen = new Map<string, Node>();
    for (const owner of all.length > 0 && asset ? [asset, ...all] : []) {
      const name = memberValue(owner, 'alternate:name');
      if (name?.kind !== 'string') {
        continue;
      }
      const first = seen.get(name.value);
      if (first) {
        const message = `Another place of this asset has the name "${name.value.slice(0, 100)}", which is to tell them apart.`;
        yield finding('warning', 'stac/repeated-alternate-name', name, message, {
          related: [{ message: 'The first', at: shortPlace(document, first) }],
        });
      }
      seen.set(name.value, first ?? name);
    }
  }
}
