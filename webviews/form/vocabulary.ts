import { ENCODINGS } from '#core/metadata/terms/encodings.ts';
import { LICENSES } from '#core/metadata/terms/licenses.ts';
import { MEDIA_TYPES } from '#core/metadata/terms/media-types.ts';
import type { Vocabulary } from './form-page.ts';

/** What the controls suggest, from the lists that completion uses, too. */
export const VOCABULARY: Vocabulary = {
  licences: LICENSES,
  mediaTypes: MEDIA_TYPES.map(({ mediatype }) => mediatype),
  encodings: ENCODINGS.map(({ name }) => name),
};
