import type * as vscode from 'vscode';

const DESCRIPTOR_LANGUAGES = ['datapackage', 'datapackage-yaml'];
const DESCRIPTOR_NAME = /(?:^|[./])datapackage\.(?:json|ya?ml)$/;
const OTHER_LANGUAGES = ['json', 'jsonc', 'yaml', 'geojson'];
/** A STAC object says so in a member that nothing else uses; looking further than this would cost typing. */
const SNIFF_LIMIT = 5_000_000;

/** True for a data package descriptor, by language or name, and for a STAC object, by content. */
export function concernsMetadata(document: vscode.TextDocument): boolean {
  if (DESCRIPTOR_LANGUAGES.includes(document.languageId) || DESCRIPTOR_NAME.test(document.uri.path)) {
    return true;
  }
  if (!OTHER_LANGUAGES.includes(document.languageId)) {
    return false;
  }
  const text = document.getText();
  return text.length <= SNIFF_LIMIT && text.includes('stac_version');
}
