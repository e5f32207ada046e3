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
    change: /= removed$|^\/(?:assets|assets\/data|links) = (?:\{\}|\[\])$/,
    reason: 'an extension that is declared and not used is a warning of ours (stac/unused-extension)',
  },
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
];
