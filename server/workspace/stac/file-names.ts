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
