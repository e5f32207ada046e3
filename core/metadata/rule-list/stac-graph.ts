import type { RuleInfo } from './rule-info.ts';

const error = (title: string): RuleInfo => ({ severity: 'error', title });
const warning = (title: string): RuleInfo => ({ severity: 'warning', title });
const info = (title: string): RuleInfo => ({ severity: 'info', title });

/** Findings about a STAC object among other files: what it links to, what links to it, and the files of its assets. */
export const STAC_GRAPH_RULES: Readonly<Record<string, RuleInfo>> = {
  'stac/asset-not-in-item-assets': info('The assets of items are described in their collection'),
  'stac/broken-link': warning('A relative link leads to a file that is there'),
  'stac/checksum-form': error('A checksum is a multihash'),
  'stac/collection-id': error('An item names its collection by its id'),
  'stac/items-outside-box': warning('The bounding box of a collection covers its items'),
  'stac/items-outside-interval': warning('The interval of a collection covers its items'),
  'stac/link-cycle': error('Links to parents and children come to an end'),
  'stac/link-target-kind': error('A link leads to the kind of object that its relation says'),
  'stac/link-title': warning('A link has the title of what it leads to'),
  'stac/machine-path': warning('A path does not depend on one machine'),
  'stac/missing-asset': warning('The file of an asset is there'),
  'stac/missing-self': warning('Where links are absolute, an object says where it is'),
  'stac/mixed-links': warning('The links of a catalogue are all relative or all absolute'),
  'stac/mixed-root': warning('All objects of a catalogue have one root'),
  'stac/one-sided-link': warning('Parents and children, collections and items link to each other'),
  'stac/orphan': info('Objects of a catalogue are linked to'),
  'stac/repeated-collection-id': warning('The id of a collection is its own in its catalogue'),
  'stac/summary-range': info('A range in the summaries holds the values of the items'),
  'stac/summary-without-value': info('A list in the summaries has the values of the items'),
  'stac/unused-item-asset': info('Assets that a collection describes are those of items'),
  'stac/wrong-checksum': error('The checksum is that of the file'),
  'stac/wrong-file-size': error('The size is that of the file'),
};
