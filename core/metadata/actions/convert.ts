import type { MetadataDocument } from '../document.ts';
import type { Surroundings } from '../surroundings.ts';
import { fileName, fileText, isFree } from './new-file.ts';
import { writableValue } from './node-value.ts';
import type { Offer } from './offer.ts';

/** The same descriptor in the other language, as a new file beside this one. Values and their order are the same. */
export function offerConversion(document: MetadataDocument, surroundings: Surroundings): Offer[] {
  const { root, language } = document;
  const path = twin(document);
  if (
    root?.kind !== 'object' ||
    document.syntax.length > 0 ||
    path === undefined ||
    !isFree(path, surroundings)
  ) {
    return [];
  }
  const loss =
    language === 'yaml' && mayHoldComments(document.text) ? ' (comments and anchors are left out)' : '';
  return [
    {
      id: 'convert',
      title: `Convert to ${language === 'json' ? 'YAML' : 'JSON'}: make "${path}"${loss}`,
      kind: 'source.convert.waybill',
      opens: path,
      change: () => {
        const value = writableValue(document, root);
        const text = fileText(document, value, language === 'json' ? 'yaml' : 'json');
        return value === undefined ? undefined : { edits: [], files: [{ kind: 'create', path, text }] };
      },
    },
  ];
}

/** The name of the other file, beside this one. */
function twin({ name, language }: MetadataDocument): string | undefined {
  const file = fileName(name);
  const stem = /^(.+)\.(?:json|ya?ml)$/i.exec(file)?.[1];
  return stem === undefined ? undefined : `${stem}.${language === 'json' ? 'yaml' : 'json'}`;
}

/** True for YAML that may have something that JSON cannot keep. */
export function mayHoldComments(text: string): boolean {
  return /(?:^|[\s])#/.test(text) || /[\s[{,]&\w/.test(text);
}
