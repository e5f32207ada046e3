import { expect, test } from 'vitest';
import { fixAllSafe } from '#core/metadata/actions/fix-all.ts';
import { withSafeFixes } from '#core/metadata/actions/more-fixes.ts';
import { checkMetadata } from '#core/metadata/check.ts';
import type { MetadataDocument } from '#core/metadata/document.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import { nowhere } from '#core/metadata/surroundings.ts';
import { applyEdits } from '../marks.ts';

const check = (document: MetadataDocument) =>
  withSafeFixes(document, checkMetadata(document, nowhere), nowhere);

test('where there are more findings than are shown, others that come up do not undo what is fixed', () => {
  const fields = Array.from({ length: 2_500 }, (_, index) => ({ name: `f${index}`, type: 'Integer' }));
  const text = JSON.stringify({
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: 'many',
    resources: [{ name: 'a', path: 'a.csv', schema: { fields } }],
  });
  const edits = fixAllSafe(parseMetadata({ name: 'datapackage.json', text }), check);
  const after = applyEdits(text, edits);
  expect(after).not.toContain('"Integer"');
  expect(after).toContain('"type":"table"');
});
