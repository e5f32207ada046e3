import { memberValue } from '../../tree.ts';
import { type At, valueAt } from '../choice.ts';
import { Stop, textStop } from '../draft.ts';
import { linkType, typeOfHref } from './asset-facts.ts';
import { nowAt, stemOf } from './drafts.ts';
import { boxOf } from './geometry-choices.ts';

/** What a member of an object most likely holds; undefined where nothing tells. */
export function stacFilledIn(at: At, name: string): unknown {
  const owner = valueAt(at, at.path);
  const text = (key: string) => {
    const node = memberValue(owner, key);
    return node?.kind === 'string' ? node.value : undefined;
  };
  switch (`${at.place.stac?.part}/${name}`) {
    case 'item/stac_version':
    case 'collection/stac_version':
    case 'catalog/stac_version':
      return '1.1.0';
    case 'item/geometry':
      return new Stop('value');
    case 'item/bbox':
      return boxOf(at);
    case 'item/id':
      return at.path.length === 0 ? textStop(stemOf(at.document)) : undefined;
    case 'collection/extent':
      return {
        spatial: { bbox: [[-180, -90, 180, 90]] },
        temporal: { interval: [[textStop(nowAt(at)), null]] },
      };
    case 'asset/type':
      return stopFor(typeOfHref(text('href')));
    case 'link/type':
      return stopFor(linkType(text('rel'), text('href')));
    case 'asset/roles':
    case 'item-asset/roles':
    case 'provider/roles':
    case 'item/stac_extensions':
    case 'collection/stac_extensions':
    case 'catalog/stac_extensions':
      return [textStop()];
    case 'properties/datetime':
      return textStop(nowAt(at));
    case 'properties/created':
    case 'properties/updated':
      return at.surroundings.now ? nowAt(at) : undefined;
    default:
      return LISTS_OF_OBJECTS.has(name) ? new Stop('list') : undefined;
  }
}

/** In these, what comes next is chosen from whole entries. */
const LISTS_OF_OBJECTS: ReadonlySet<string> = new Set(['links', 'providers', 'bands']);

function stopFor(text: string | undefined): Stop | undefined {
  return text === undefined ? undefined : textStop(text);
}
