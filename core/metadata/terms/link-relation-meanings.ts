/** A relation of links, `rel`. */
export interface LinkRelation {
  readonly name: string;
  readonly meaning: string;
  /** The media type that the target mostly has. */
  readonly type?: string;
  /** Where it comes from. */
  readonly source: 'STAC' | 'IANA' | 'extension' | 'API';
  /** The kinds of objects that it is for; all without it. */
  readonly on?: readonly ('item' | 'collection' | 'catalog')[];
  /** An object has one such link at most. */
  readonly once?: boolean;
}

/** The STAC objects that a link of the same catalogue leads to (links.md, Hierarchical relation types). */
const HIERARCHY: readonly LinkRelation[] = [
  {
    name: 'self',
    meaning: 'This document, by the absolute address where it can be found.',
    source: 'STAC',
    once: true,
  },
  {
    name: 'root',
    meaning: 'The catalogue or collection at the top.',
    type: 'application/json',
    source: 'STAC',
    once: true,
  },
  {
    name: 'parent',
    meaning: 'The catalogue or collection above.',
    type: 'application/json',
    source: 'STAC',
    once: true,
  },
  {
    name: 'collection',
    meaning: 'The collection that the item belongs to; "collection" of the item has its id.',
    type: 'application/json',
    source: 'STAC',
    on: ['item'],
    once: true,
  },
  {
    name: 'child',
    meaning: 'A catalogue or collection below.',
    type: 'application/json',
    source: 'STAC',
    on: ['collection', 'catalog'],
  },
  {
    name: 'item',
    meaning: 'An item below.',
    type: 'application/geo+json',
    source: 'STAC',
    on: ['collection', 'catalog'],
  },
];

/** `name|type|source|meaning`; source `s` STAC's best practices, `i` IANA's registry, `x` an extension, `a` an API. */
const LINES = `
license||s|The text of the licence.
derived_from|application/geo+json|s|An item or a collection that this one was made from.
via||s|The metadata that this was made from, in the format of its source.
canonical|application/json|s|The original of this, of which it is a copy.
alternate|text/html|s|The same in another form, such as a page for people.
preview||s|A picture to look at; mostly the thumbnail of the assets.
prev|application/geo+json|s|The page before, in a series.
next|application/geo+json|s|The page behind, in a series.
cite-as||x|How to cite this: the address of its DOI (extension scientific).
predecessor-version|application/json|x|The version before (extension version).
successor-version|application/json|x|The version that follows (extension version).
latest-version|application/json|x|The newest version (extension version).
version-history||x|The history of all versions (extension version).
source||x|What this was made from, in the sense of the extension label.
example||x|An example of how to use the data (extension example-links).
icon|image/png|x|An icon of the provider, a collection or a contact (extension contacts).
wms||x|A map of OGC's Web Map Service (extension web-map-links).
wmts||x|A map of OGC's Web Map Tile Service (extension web-map-links).
xyz|image/png|x|A map of tiles with {x}, {y} and {z} in its address (extension web-map-links).
tilejson|application/json|x|A map that a TileJSON document describes (extension web-map-links).
pmtiles|application/vnd.pmtiles|x|A map in one PMTiles archive (extension web-map-links).
3d-tiles|application/json|x|A scene of 3D tiles (extension web-map-links).
items|application/geo+json|a|The items, as an API answers them page by page.
data|application/json|a|The collections of an API.
search|application/geo+json|a|Where an API searches for items.
conformance|application/json|a|What an API conforms to.
service-desc||a|The description of an API for machines.
service-doc|text/html|a|The description of an API for people.
http://www.opengis.net/def/rel/ogc/1.0/queryables|application/schema+json|a|What a search can ask for.
http://www.opengis.net/def/rel/ogc/1.0/tilesets-map|application/json|a|Tiles of a map, by OGC API Tiles.
about||i|What this is about.
describedby||i|A description of this.
describes||i|What this describes.
enclosure||i|A file that belongs to this and may be large.
first|application/geo+json|i|The first of a series.
last|application/geo+json|i|The last of a series.
related||i|Something related.
`;

const SOURCES = { s: 'STAC', i: 'IANA', x: 'extension', a: 'API' } as const;

/** The relations that STAC objects mostly have, those that hold a catalogue together first. */
export const LINK_RELATION_MEANINGS: readonly LinkRelation[] = [
  ...HIERARCHY,
  ...LINES.trim()
    .split('\n')
    .map((line): LinkRelation => {
      const [name = '', type = '', source = '', meaning = ''] = line.split('|');
      const key = source === 's' || source === 'x' || source === 'a' ? source : 'i';
      return { name, meaning, source: SOURCES[key], ...(type !== '' && { type }) };
    }),
];

const BY_NAME = new Map(LINK_RELATION_MEANINGS.map((each) => [each.name, each]));

/** The relation of a name, if its meaning is known. */
export function linkRelation(name: string): LinkRelation | undefined {
  return BY_NAME.get(name);
}
