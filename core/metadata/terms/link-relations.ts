/** Relations of links that STAC names (links.md; best-practices.md, Using Relation Types). */
export const STAC_RELATIONS: readonly string[] = [
  ...['self', 'root', 'parent', 'child', 'collection', 'item'],
  ...['license', 'derived_from', 'canonical', 'via', 'alternate', 'preview', 'next', 'prev'],
];

/**
 * Other relations that stand in STAC objects: of its extensions, of its API and of OGC's, and of IANA's registry
 * (https://www.iana.org/assignments/link-relations).
 */
const OTHERS = `
  items data search conformance service-desc service-doc queryables aggregate aggregations children queryable sortables
  tiles xyz wmts wms wfs tilejson pmtiles 3d-tiles style icon thumbnail overview handbook cite-as source
  predecessor-version successor-version latest-version version-history working-copy working-copy-of prev-archive
  next-archive about acl amphtml api-catalog appendix apple-touch-icon archives author blocked-by bookmark chapter
  contents copyright create-form current convertedfrom deprecation describedby describes disclosure dns-prefetch
  duplicate edit edit-form edit-media enclosure external first geofeed glossary help hosts hub index intervalafter
  intervalbefore intervalcontains intervaldisjoint intervalduring intervalequals intervalfinishedby intervalfinishes
  intervalin intervalmeets intervalmetby intervaloverlappedby intervaloverlaps intervalstartedby intervalstarts last
  linkset lrdd manifest me media-feed memento micropub modulepreload monitor monitor-group nofollow noopener noreferrer
  opener openid original p3pv1 payment pingback preconnect prefetch preload prerender previous privacy-policy profile
  publication related replies restconf ruleinput section service service-meta shortlink sip-trunking-capability
  sponsored start status stylesheet subsection sunset tag terms-of-service timegate timemap trace type ugc up vcard
  webmention hreflang documentation metadata example lineage archive download metadata-standard
  assets render viewer map cube processing-expression processing-software processing-execution processing-validation
  parents container ancestor children-of inference-runtime ml-model:inferencing-image ml-model:training-image
  ml-model:train-data ml-model:test-data product project theme eo-mission variable workflow experiment order
`;

/** All relations that are known: what is none of them may be misspelt. */
export const LINK_RELATIONS: ReadonlySet<string> = new Set([
  ...STAC_RELATIONS,
  ...OTHERS.trim().split(/\s+/),
]);
