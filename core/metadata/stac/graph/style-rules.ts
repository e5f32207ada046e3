import { replaceText } from '../../edits.ts';
import { finding, headOf, proposedFix } from '../../finding.ts';
import type { Problem } from '../../problem.ts';
import { memberValue } from '../../tree.ts';
import type { StacObject } from '../stac-rule.ts';
import { hrefTo } from './href.ts';
import { catalogStyle, styleOf } from './link-styles.ts';
import { type PlacedLink, type PlacedObject, placed, placedLinks } from './placed-links.ts';
import { selfOf } from './summary.ts';

/** The links of a catalogue are all relative or all absolute (best-practices.md, Use of links). */
export function* checkLinkStyle(object: StacObject): Generator<Problem> {
  const here = placed(object);
  if (!here) {
    return;
  }
  const { file, graph } = here.stac;
  const root = graph.rootOf(file);
  const counts = graph.stylesOf(root);
  const style = catalogStyle(counts, graph.get(root)?.firstLinks.has('self') === true);
  if (counts.files < 2 || style.kind !== 'mixed' || style.leansTo === undefined) {
    return;
  }
  const { leansTo } = style;
  const total = counts.relative + counts.absolute;
  const most = leansTo === 'relative' ? counts.relative : counts.absolute;
  for (const link of placedLinks(object)) {
    const own = styleOf(link);
    if (own !== undefined && own !== leansTo && link.leads.kind !== 'machine') {
      const kind = leansTo === 'relative' ? 'self-contained' : 'published with absolute links';
      const message = `This link is ${own}, but ${most} of ${total} that hold the catalogue together are ${leansTo}: a catalogue that is ${kind} has no others, and many programs cannot handle a mixture.`;
      const better = inStyle(here, link, leansTo);
      const fixes =
        better === undefined
          ? []
          : proposedFix(`Change to "${better}"`, replaceText(object.document, link.href, better));
      yield finding('warning', 'stac/mixed-links', link.href, message, { fixes });
    }
  }
  yield* checkSelf(here, leansTo);
}

function inStyle(
  { stac }: PlacedObject,
  link: PlacedLink,
  style: 'relative' | 'absolute',
): string | undefined {
  const { target } = link;
  return target && (style === 'relative' ? hrefTo(stac.file, target.file) : selfOf(target.summary));
}

/** Where links are absolute, each object says where it can be found. */
function* checkSelf({ document, object, stac }: PlacedObject, leansTo: string): Generator<Problem> {
  const links = memberValue(object, 'links');
  const hasSelf = stac.graph.get(stac.file)?.firstLinks.has('self');
  if (leansTo === 'absolute' && links && hasSelf === false) {
    const message =
      'The links of this catalogue are absolute, so each object has a link with "rel": "self" that says where it can be found; this one has none.';
    yield finding('warning', 'stac/missing-self', headOf(document, links), message);
  }
}
