/** Where our judgement of an extension differs from its official schema, with the reason. */
export interface ExtensionDifference {
  /** Of all extensions, if it is not named. */
  readonly extension?: string;
  readonly versions?: readonly string[];
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
];
