import { removeMember } from '../edits.ts';
import { finding, headOf, keyPlace, safeFix } from '../finding.ts';
import type { Problem } from '../problem.ts';
import { memberOf } from '../tree.ts';
import { declareExtension } from './extension-rules.ts';
import { declaredExtensions } from './stac-object.ts';
import { fieldOwners, keyOf, type StacObject } from './stac-rule.ts';

/** `item_assets` say what assets the items have (collection-spec.md, Item Asset Definition Object). */
export function* checkItemAssets(stac: StacObject): Generator<Problem> {
  const { document, object, version } = stac;
  const member = memberOf(object, 'item_assets');
  if (!member) {
    return;
  }
  const isDeclared = declaredExtensions(object).some((address) => /item-?assets/i.test(address));
  if (version === '1.0.0' && !isDeclared) {
    const message =
      '"item_assets" belongs to the extension Item Assets Definition in STAC 1.0, which "stac_extensions" does not declare.';
    yield finding('warning', 'stac/undeclared-extension', keyPlace(object, member), message, {
      fixes: safeFix(
        'Declare item-assets 1.0.0',
        declareExtension(
          document,
          object,
          'https://stac-extensions.github.io/item-assets/v1.0.0/schema.json',
        ),
      ),
    });
    return;
  }
  for (const { owner, place } of fieldOwners(stac)) {
    if (place !== 'item-asset') {
      continue;
    }
    const href = memberOf(owner, 'href');
    if (href) {
      const message =
        'What all items have is described here, which has no address: each item gives its own "href".';
      yield finding('error', 'stac/item-asset-href', keyPlace(owner, href), message, {
        fixes: safeFix('Remove "href"', removeMember(document, owner, href)),
      });
    } else if (owner.members.length < 2 && !isDeclared) {
      const message = `The item asset "${keyOf(owner).slice(0, 100)}" needs two fields at least, such as "title" and "type", to say what it is.`;
      yield finding('error', 'stac/item-asset-fields', headOf(document, owner), message);
    }
  }
}
