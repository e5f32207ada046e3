import type { MetadataDocument } from '../document.ts';
import { finding, headOf } from '../finding.ts';
import type { Problem } from '../problem.ts';
import { itemsOf, memberValue, type ObjectNode, textOf } from '../tree.ts';
import { shown } from '../wording.ts';

/** What holds between the items of one collection of items. */
export function* checkItemsTogether(document: MetadataDocument, root: ObjectNode): Generator<Problem> {
  const seen = new Map<string, ObjectNode>();
  let first: ObjectNode | undefined;
  let isMixed = false;
  for (const item of itemsOf(memberValue(root, 'features'))) {
    if (item.kind !== 'object') {
      continue;
    }
    const [id, collection] = [memberValue(item, 'id'), textOf(memberValue(item, 'collection'))];
    if (id?.kind === 'string') {
      const key = `${collection ?? ''}\n${id.value}`;
      const other = seen.get(key);
      if (other) {
        const message = `There is another item ${shown(id.value)}: the id of an item is its own in its collection.`;
        yield finding('warning', 'stac/repeated-item-id', id, message, {
          related: [{ message: 'The first', at: memberValue(other, 'id') ?? headOf(document, other) }],
        });
      } else {
        seen.set(key, item);
      }
    }
    const [one, version] = [memberValue(first, 'stac_version'), memberValue(item, 'stac_version')];
    first ??= item;
    if (!isMixed && one && version && textOf(one) !== textOf(version)) {
      isMixed = true;
      const message = `Items of STAC ${textOf(version)?.slice(0, 40)} and ${textOf(one)?.slice(0, 40)} stand together: many programs read one version only.`;
      yield finding('warning', 'stac/mixed-versions', version, message, {
        related: [{ message: 'The other version', at: one }],
      });
    }
  }
}
