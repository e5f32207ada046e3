import type { Change } from '../change.ts';

/** Kinds of LSP: people bind keys to these and ask for them by name. */
export type OfferKind =
  | 'refactor.extract'
  | 'refactor.inline'
  | 'refactor.rewrite'
  | 'source.upgrade.waybill'
  | 'source.convert.waybill'
  | 'source.organizeProperties.waybill'
  | 'source.addResources.waybill';

/** Something that can be done at a place of a document and that no finding asks for. */
export interface Offer {
  /** Tells the offers of one place apart, so that the one chosen is found again. */
  readonly id: string;
  readonly title: string;
  readonly kind: OfferKind;
  /** What it is for people who look around at this place and ask for no kind: they would not be shown the other. */
  readonly kindHere?: OfferKind;
  /** The path of the file that it makes and that people go on with. */
  readonly opens?: string;
  /** Works the change out, which may take a while; undefined when it turns out not to be possible. */
  change(): Change | undefined;
}
