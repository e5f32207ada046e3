import type { ExtensionScope } from '#core/metadata/stac/extensions/extension.ts';

/** Where our judgement of an extension differs from its official schema, with the reason. */
export interface ExtensionDifference {
  /** Of all extensions, if it is not named. */
  readonly extension?: string;
  readonly versions?: readonly string[];
  /** Of objects of one kind only. */
  readonly scope?: ExtensionScope;
  /** We find something that the official schema does not, or the other way round. */
  readonly who: 'stricter' | 'laxer';
  /** The pointer of a change and what was put there; or the name of a file of others. */
  readonly change: RegExp;
  readonly reason: string;
}

export const DIFFERENCES: readonly ExtensionDifference[] = [
  {
    who: 'laxer',
    change: /^\/summaries\/[^/]*:/,
    reason: 'values in summaries are a warning of ours: of most extensions, no official schema looks at them',
  },
  {
    extension: 'eo',
    versions: ['2.0.0'],
    who: 'stricter',
    change: /eo:(?:center_wavelength|full_width_half_max)(?:\/\d)? = (?:0|-1\.5)$/,
    reason: 'the official schema says `minimumExclusive`, which is no keyword',
  },
  {
    who: 'stricter',
    change:
      /\/(?:sat:anx_datetime|published|unpublished|expires|s1:processing_datetime|s2:generation_time|url) = "(?:x|A b)?"$/,
    reason: 'the official schemas are asked without looking at formats here',
  },
  ...[
    { extension: 'sar', versions: ['1.2.0', '1.3.0'] },
    { extension: 'scientific' },
    { extension: 'table' },
    { extension: 'themes' },
    { extension: 'version', versions: ['1.0.0'] },
    { extension: 'view', versions: ['1.1.0'] },
  ].map((each) => ({
    ...each,
    scope: 'collection' as const,
    who: 'stricter' as const,
    change: /^\/(?!summaries)/,
    reason: 'the official schema is content with a collection that uses the extension rightly in one place',
  })),
  {
    extension: 'view',
    versions: ['1.1.0'],
    scope: 'item',
    who: 'stricter',
    change: /^\/(?:assets|properties)\//,
    reason: 'the official schema is content with an item that is right in its properties or in one asset',
  },
  {
    extension: 'sar',
    versions: ['1.3.0'],
    who: 'stricter',
    change: /sar:(?:center_frequency|bandwidth) = (?:0|-1\.5)$/,
    reason: 'the official schema says `minimumExclusive`, which is no keyword; version 1.3.2 mends it',
  },
  {
    extension: 'ssys',
    scope: 'collection',
    who: 'stricter',
    change: /^\/ssys:/,
    reason: 'the official schema does not look at the fields of the collection itself',
  },
  {
    extension: 'landsat',
    versions: ['1.1.1'],
    who: 'stricter',
    change: /^\/properties\/landsat:/,
    reason:
      'the official schema has its fields beside `properties` and not in it, so that nobody looks at them',
  },
  {
    extension: 'sentinel-1',
    who: 'laxer',
    change: /^\/summaries = \{\}$/,
    reason: 'an extension that is declared and not used is a warning of ours (stac/unused-extension)',
  },
  {
    extension: 'table',
    who: 'stricter',
    change: /table:storage_options = /,
    reason: 'the text of the extension has this field, its schema does not',
  },
  {
    extension: 'scientific',
    who: 'laxer',
    change: /hls2-s30-d71a65\.json$/,
    reason: 'an extension that is declared and not used is a warning of ours (stac/unused-extension)',
  },
  {
    who: 'stricter',
    change: /^\/assets\/data\/alternate\/mirror\//,
    reason: 'no official schema looks at fields of other extensions in alternate assets',
  },
  {
    extension: 'alternate-assets',
    versions: ['1.1.0'],
    who: 'stricter',
    change: /\/alternate(?:\/s3)? = |^\/item_assets\/data\/alternate\/s3\/href = /,
    reason: 'the official schema does not say that alternate assets are objects, nor what their address is',
  },
  {
    extension: 'alternate-assets',
    versions: ['1.2.0'],
    scope: 'item',
    who: 'stricter',
    change: /^\/assets\/data\/alternate\b/,
    reason:
      'the official schema takes the fields of assets for the keys of assets, so that nobody looks at them',
  },
  {
    extension: 'alternate-assets',
    versions: ['1.2.0'],
    scope: 'collection',
    who: 'stricter',
    change: /\/description = ""$/,
    reason: 'the official schema means the common metadata and refers to basics.json, where no such rule is',
  },
  {
    extension: 'authentication',
    versions: ['1.0.0'],
    who: 'stricter',
    change: /^(?:\/properties)?\/auth:schemes|^\/links\/0\/auth:refs|^\/assets\/data\/auth:refs/,
    reason:
      'the official schema looks for the fields of a scheme beside the names of schemes, and at no link; version 1.1.0 mends it',
  },
  {
    extension: 'authentication',
    versions: ['1.1.0'],
    who: 'stricter',
    change: /\/(?:flows|parameters) = |\/(?:\w+Url|authorizationApi) = "(?:x|A b)?"$/,
    reason:
      'the official schema forgets that these are objects, and is asked without looking at formats here',
  },
  {
    extension: 'authentication',
    versions: ['1.1.0'],
    who: 'laxer',
    change: /\/schema\/type = /,
    reason: 'the JSON Schema of a parameter is not checked',
  },
  ...['authentication', 'storage'].map((extension) => ({
    extension,
    who: 'laxer' as const,
    change: /^\/assets\/data\/alternate = /,
    reason: '`alternate` itself is of the extension Alternate Assets',
  })),
  {
    extension: 'classification',
    who: 'stricter',
    change: /\/bands\/0\/classification:/,
    reason: 'the official schemas do not look into the bands of STAC 1.1',
  },
  {
    extension: 'contacts',
    who: 'stricter',
    change: /\/email(?:\/work|s\/0\/value) = "(?:x|A b)?"$/,
    reason: 'the official schemas are asked without looking at formats here',
  },
  {
    extension: 'contacts',
    versions: ['0.1.0', '0.1.1', '1.0.0'],
    who: 'laxer',
    change: /\/contactInstructions = ".*"$/,
    reason: 'the text of the extension says that this is text, its schema that it is a list',
  },
  {
    extension: 'datacube',
    versions: ['2.0.0'],
    who: 'stricter',
    change: /\/reference_system = -1\.5$/,
    reason:
      'the text says that it is the whole number of an EPSG code; the official schema of 2.2.0 does, too',
  },
  {
    extension: 'datacube',
    versions: ['2.2.0', '2.3.0'],
    who: 'laxer',
    change: /\/reference_system = \{/,
    reason: 'PROJJSON is not looked into',
  },
  {
    extension: 'datacube',
    who: 'stricter',
    change: /\/cube:variables\/temperature\/type = /,
    reason: 'the text of the extension has `type`, the official schema calls it `variable_type`',
  },
  {
    extension: 'label',
    scope: 'collection',
    who: 'stricter',
    change: /^\/links\/0\/label:assets/,
    reason: 'the official schema does not look at the links of collections',
  },
  {
    extension: 'label',
    who: 'laxer',
    change: /^\/(?:item_)?assets\/data\/label:type = removed$/,
    reason: 'where no type of labels is said, the official schema assumes rasters',
  },
  {
    extension: 'ml-aoi',
    who: 'stricter',
    change: /^\/links\/0\/ml-aoi:role = /,
    reason: 'the text of the extension has this field in links, its schema does not look at them',
  },
  {
    extension: 'processing',
    versions: ['1.0.0'],
    who: 'stricter',
    change: /^\/providers\/0\/processing:/,
    reason: 'the official schema looks at providers in collections without assets only',
  },
  {
    extension: 'processing',
    versions: ['1.1.0', '1.2.0'],
    who: 'laxer',
    change: /^\/providers\/0\/roles\b/,
    reason: 'the text of the extension has its fields "usually" in providers of these roles',
  },
  {
    extension: 'product',
    who: 'stricter',
    change: /\/product:timeliness = "(?:x|A b)?"$/,
    reason: 'the official schemas are asked without looking at formats here',
  },
  {
    extension: 'projection',
    who: 'laxer',
    change: /\/proj:projjson\/\w/,
    reason: 'of PROJJSON, only the kind of the system and the members that it needs are looked at',
  },
  {
    extension: 'raster',
    versions: ['1.0.0'],
    scope: 'collection',
    who: 'stricter',
    change: /^\/item_assets\//,
    reason: 'the official schema does not look at the assets of items in collections; version 1.1.0 mends it',
  },
  {
    extension: 'render',
    who: 'stricter',
    change: /^\/links\/0\/render = /,
    reason: 'the text of the extension has this field in links, its schema does not look at them',
  },
  {
    extension: 'render',
    scope: 'collection',
    who: 'laxer',
    change: /^\/(?:renders\/ndvi|assets) = removed$|^\/renders = \{\}$/,
    reason:
      'the text of the extension does not ask for assets of the collection, nor for more than a dictionary',
  },
  {
    extension: 'mlm',
    who: 'laxer',
    change: /value_scaling\/\d+\/type = null$/,
    reason: 'the text of the extension asks for null where values are not scaled',
  },
];
