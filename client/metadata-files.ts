import type * as vscode from 'vscode';

const DESCRIPTOR_LANGUAGES = ['datapackage', 'datapackage-yaml'];
const DESCRIPTOR_NAME = /(?:^|[./])datapackage\.(?:json|ya?ml)$/;
/** Resources, schemas and dialects in files of their own, and how a team wants all of them to be checked. */
const OTHER_NAME =
  /(?:^|[./])(?:dataresource|tableschema|tabledialect)\.(?:json|ya?ml)$|(?:^|\/)waybill\.config\.(?:json|ya?ml)$/i;
const OTHER_LANGUAGES = ['json', 'jsonc', 'yaml', 'geojson'];
/** What metadata says of itself and nothing else does: a member of STAC, and the profiles of Data Package. */
const TELLING_WORDS = ['stac_version', 'datapackage.org/profiles/'];
/** STAC objects by their usual names, which may be empty yet, and what begins as STAC objects do. */
const STAC_NAME = /(?:^|[./])(?:item|collection|catalog)\.(?:json|ya?ml)$/i;
const STAC_BEGINNING = /\btype["']?\s{0,10}:\s{0,10}["']?(?:Feature|Collection|Catalog)\b/;
/** What has just been begun is short. */
const MAX_BEGINNING = 4_000;
/** Looking further than this would cost typing. */
const SNIFF_LIMIT = 5_000_000;

/** True for descriptors and configurations, by language or name, and for what says that it is one, by content. */
export function concernsMetadata(document: vscode.TextDocument): boolean {
  if (DESCRIPTOR_LANGUAGES.includes(document.languageId) || DESCRIPTOR_NAME.test(document.uri.path)) {
    return true;
  }
  if (!OTHER_LANGUAGES.includes(document.languageId)) {
    return false;
  }
  if (OTHER_NAME.test(document.uri.path)) {
    return true;
  }
  const text = document.getText();
  const mayBegin =
    text.length <= MAX_BEGINNING && (STAC_NAME.test(document.uri.path) || STAC_BEGINNING.test(text));
  return mayBegin || (text.length <= SNIFF_LIMIT && TELLING_WORDS.some((word) => text.includes(word)));
}
