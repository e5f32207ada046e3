/** The files that lie in one of these folders, both by paths or by URIs. */
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
