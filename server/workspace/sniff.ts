/** Names that say what is inside, whatever the content (as `core/metadata/kind.ts` has them). */
const TELLING_NAME =
  /(?:^|\.)(?:datapackage|dataresource|resource|tableschema|tabledialect)\.(?:json|ya?ml)$|^waybill\.config\.(?:json|ya?ml)$/i;
const METADATA_EXTENSION = /\.(?:json|geojson|ya?ml)$/i;

/** Words that stand in every text of a kind; each row has to have one of each of its lists. */
const TELLING_WORDS: readonly (readonly (readonly string[])[])[] = [
  [['stac_version', 'stac_extensions']],
  [['Feature'], ['assets'], ['links']],
  [['datapackage.org/profiles/']],
  [['resources'], ['path', 'data', 'url']],
  [['name'], ['path', 'data'], ['schema', 'dialect', 'mediatype', 'profile', 'format']],
  [['fields'], ['name'], ['type', 'primaryKey']],
];

/**
 * Whether it is worth parsing a text to see if it is metadata: never false for what is, and quickly false for the
 * many other JSON and YAML files that an editor opens. A text that has no file name yet may be JSON.
 */
export function mayBeMetadata(name: string, text: string): boolean {
  if (TELLING_NAME.test(name)) {
    return true;
  }
  const mayHold = METADATA_EXTENSION.test(name) || (!name.includes('.') && /^\s*\{/.test(text));
  return (
    mayHold && TELLING_WORDS.some((row) => row.every((words) => words.some((word) => text.includes(word))))
  );
}

/** What has just been begun is short. */
const MAX_BEGINNING = 4_000;

/** Whether a text is so short, and of such a file, that somebody may be about to write metadata. */
export function mayBeginMetadata(name: string, text: string): boolean {
  return text.length <= MAX_BEGINNING && METADATA_EXTENSION.test(name);
}
