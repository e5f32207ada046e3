import type { MetadataDocument } from '../document.ts';
import type { Style } from '../edits/style.ts';
import { styleOf } from '../edits/style.ts';
import { writeBlock, writeFlow } from '../edits/write-value.ts';
import type { Surroundings } from '../surroundings.ts';

/** The text of a new file with a value, in the language asked for and otherwise in the style of a document. */
export function fileText(document: MetadataDocument, value: unknown, language: Style['language']): string {
  const around = styleOf(document);
  const style: Style = {
    ...around,
    language,
    minified: false,
    unit: around.unit === '\t' && language === 'yaml' ? '  ' : around.minified ? '  ' : around.unit,
    // Another language has other habits: what is short and plain stands on one line.
    inlineLists: around.language === language ? around.inlineLists : true,
    inlineObjects: around.language === language && around.inlineObjects,
  };
  const manner = {
    style,
    quotes: language === 'json' ? '"' : 'plain',
    oneLine: false,
    shortOnOneLine: false,
    literalTexts: true,
    inBrackets: false,
  } as const;
  const text = language === 'json' ? writeFlow(value, manner, '') : writeBlock(value, manner, 0);
  return text + style.lineBreak;
}

/** Whether a path is free as far as anybody knows: making a file never replaces one. */
export function isFree(path: string, surroundings: Surroundings): boolean {
  const fact = surroundings.file(path).kind;
  const lower = path.toLowerCase();
  return (
    (fact === 'missing' || fact === 'unknown') &&
    !surroundings.files().some((file) => file.path.toLowerCase() === lower)
  );
}

/** The last part of a path. */
export function fileName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
