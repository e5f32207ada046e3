import { URI, Utils } from 'vscode-uri';

/** A place on disk that a document lies in: both are absolute paths of this machine. */
export interface PlaceOnDisk {
  /** The folder of the document. */
  readonly folder: string;
  /** The workspace folder that holds it; nothing outside may be looked at. */
  readonly root: string;
}

/** The folders that are open in the editor. */
export class WorkspaceFolders {
  private readonly folders = new Map<string, URI>();

  add(uri: string): void {
    this.folders.set(uri, normalized(uri));
  }

  remove(uri: string): void {
    this.folders.delete(uri);
  }

  /** The open folders on this machine as absolute paths; one that lies in another counts as a part of that. */
  roots(): string[] {
    const paths = [...this.folders.values()]
      .filter(({ scheme }) => scheme === 'file')
      .map(({ fsPath }) => fsPath);
    return paths.filter((path) => !paths.some((other) => holds(other, path)));
  }

  /** Where a document lies, or undefined when it is no local file or lies in no open folder. */
  placeOf(documentUri: string): PlaceOnDisk | undefined {
    const document = normalized(documentUri);
    const root = this.folderHolding(document);
    return root && { folder: Utils.dirname(document).fsPath, root: root.fsPath };
  }

  /** A folder that is open, or lies in one that is, as an absolute path; undefined for any other. */
  pathOf(folderUri: string): string | undefined {
    return this.placeOf(Utils.joinPath(URI.parse(folderUri), 'any').toString())?.folder;
  }

  /** The innermost open folder that holds a file: folders may lie in each other. */
  private folderHolding(file: URI): URI | undefined {
    if (file.scheme !== 'file') {
      return undefined;
    }
    return [...this.folders.values()]
      .filter((folder) => folder.scheme === 'file' && holds(folder.fsPath, file.fsPath))
      .sort((a, b) => b.fsPath.length - a.fsPath.length)[0];
  }
}

/** A URI whose path has no `..`: what a client sends is not to be believed. */
function normalized(uri: string): URI {
  const parsed = URI.parse(uri);
  return parsed.path.startsWith('/') ? Utils.joinPath(parsed, '.') : parsed;
}

function holds(folder: string, file: string): boolean {
  const separator = folder.includes('\\') ? '\\' : '/';
  return file.startsWith(folder.endsWith(separator) ? folder : `${folder}${separator}`);
}
