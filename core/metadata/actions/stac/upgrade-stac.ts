import type { MetadataDocument } from '../../document.ts';
import { proposedFix } from '../../finding.ts';
import type { Fix, TextEdit } from '../../problem.ts';
import type { Offer } from '../offer.ts';
import { isMigratable, migrationEdits } from './migration.ts';

const TITLE = 'Migrate to STAC 1.1.0';

/** Brings a STAC document of version 1.0.0 to 1.1.0. */
export function offerMigration(document: MetadataDocument): Offer[] {
  return isMigratable(document)
    ? [
        {
          id: 'migrate-stac',
          title: TITLE,
          kind: 'source.upgrade.waybill',
          change: () => {
            const edits = edited(document);
            return edits && { edits };
          },
        },
      ]
    : [];
}

/** The same as a fix of what only the new version has. */
export function migrationFixes(document: MetadataDocument): readonly Fix[] {
  return isMigratable(document) ? proposedFix(TITLE, edited(document)) : [];
}

/** Texts that were migrated lately: several findings of one text ask for the same. */
const MIGRATED = new WeakMap<MetadataDocument, { readonly edits: readonly TextEdit[] | undefined }>();

function edited(document: MetadataDocument): readonly TextEdit[] | undefined {
  const known = MIGRATED.get(document) ?? { edits: migrationEdits(document) };
  MIGRATED.set(document, known);
  return known.edits;
}
