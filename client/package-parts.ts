import * as vscode from 'vscode';

const LANGUAGES = ['json', 'jsonc', 'yaml'];
/** A list of fields, as every table schema has one. */
const FIELDS = /"fields"\s*:\s*\[|^fields\s*:/m;
/** Larger files are no schemas. */
const MAX_LENGTH = 4_000_000;
const PACKAGES = ['datapackage.json', 'datapackage.yaml', 'datapackage.yml'];
/** Schemas further below their package are rare; each folder costs some looks at the disk. */
const MAX_FOLDERS = 8;

/**
 * Whether a file may be the table schema of a data package: it looks like one, and a package lies in its folder or one
 * above, since packages name only files below themselves. Other files with fields (Avro, JSON forms) stay alone.
 */
export async function mayBelongToPackage(document: vscode.TextDocument): Promise<boolean> {
  const root = vscode.workspace.getWorkspaceFolder(document.uri)?.uri;
  if (!root || !vscode.workspace.isTrusted || !LANGUAGES.includes(document.languageId)) {
    return false;
  }
  const text = document.getText();
  if (text.length > MAX_LENGTH || !FIELDS.test(text)) {
    return false;
  }
  let folder = vscode.Uri.joinPath(document.uri, '..');
  for (let count = 0; count < MAX_FOLDERS; count++) {
    if (await holdsPackage(folder)) {
      return true;
    }
    if (folder.path === root.path || folder.path === '/') {
      return false;
    }
    folder = vscode.Uri.joinPath(folder, '..');
  }
  return false;
}

async function holdsPackage(folder: vscode.Uri): Promise<boolean> {
  const looks = PACKAGES.map((name) =>
    vscode.workspace.fs.stat(vscode.Uri.joinPath(folder, name)).then(
      ({ type }) => (type & vscode.FileType.File) !== 0,
      () => false,
    ),
  );
  return (await Promise.all(looks)).includes(true);
}
