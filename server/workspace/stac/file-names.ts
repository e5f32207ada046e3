import { URI } from 'vscode-uri';

/** The name that a file has in the graph: its absolute path with `/`, the host before it where there is one. */
export function fileOf(uri: string): string {
  return named(URI.parse(uri));
}

/** The same of a path of this machine. */
export function fileAt(path: string): string {
  return named(URI.file(path));
}

export function uriOfFile(file: string): URI {
  return URI.file(file);
}

function named({ authority, path }: URI): string {
  // Clients and systems do not agree on capital letters of drives.
  const normal = path.replace(/^\/[A-Z]:/, (drive) => drive.toLowerCase());
  return authority === '' ? normal : `//${authority}${normal}`;
}

/** The files that lie in one of these folders. */
export function* filesWithin(files: Iterable<string>, folders: ReadonlySet<string>): Generator<string> {
  for (const file of folders.size > 0 ? files : []) {
    for (let end = file.lastIndexOf('/'); end > 0; end = file.lastIndexOf('/', end - 1)) {
      if (folders.has(file.slice(0, end))) {
        yield file;
        break;
      }
    }
  }
}
