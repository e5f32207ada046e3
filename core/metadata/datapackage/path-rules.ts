import type { MetadataDocument } from '../document.ts';
import { replaceText } from '../edits.ts';
import { finding, proposedFix, safeFix } from '../finding.ts';
import type { Problem } from '../problem.ts';
import type { FileFact, Surroundings } from '../surroundings.ts';
import { shown } from '../wording.ts';
import { type PathPlace, pathPlaces } from './path-places.ts';
import { judgePath } from './safe-path.ts';

/** Every path is contained (glossary, URL or Path; Security), and what it names is there. */
export function* checkPaths(document: MetadataDocument, surroundings: Surroundings): Generator<Problem> {
  for (const place of pathPlaces(document)) {
    const { node } = place;
    const verdict = judgePath(node.value, document.version ?? '2.0');
    switch (verdict.kind) {
      case 'unsafe': {
        const { reason, suggestion } = verdict;
        const fixes =
          suggestion === undefined
            ? []
            : safeFix(`Change to "${suggestion}"`, replaceText(document, node, suggestion));
        const message = `The path ${shown(node.value)} of the ${place.what} is not allowed: ${reason}.`;
        yield finding('error', 'datapackage/unsafe-path', node, message, { fixes });
        break;
      }
      case 'local':
        yield* checkFact(document, place, surroundings.file(node.value));
        break;
      case 'remote':
        break; // nothing goes to the network while someone types
    }
  }
}

function* checkFact(
  document: MetadataDocument,
  { node, what }: PathPlace,
  fact: FileFact,
): Generator<Problem> {
  const path = shown(node.value);
  // A missing source or picture does not keep anyone from using the data.
  const severity = ['data file', 'schema', 'dialect'].includes(what) ? 'error' : 'warning';
  switch (fact.kind) {
    case 'missing':
      yield missing(document, node, what, severity, fact.differsInCase);
      break;
    case 'directory':
      yield finding(
        severity,
        'datapackage/not-a-file',
        node,
        `The ${what} ${path} is a directory: name a file in it.`,
      );
      break;
    case 'special':
      yield finding(
        severity,
        'datapackage/not-a-file',
        node,
        `The ${what} ${path} is a device, a socket or a pipe, not a file: name a file.`,
      );
      break;
    case 'outside':
      yield finding(
        'error',
        'datapackage/unsafe-path',
        node,
        `The ${what} ${path} lies outside of the package, behind a symbolic link: copy the file into the package.`,
      );
      break;
    case 'file':
      if (fact.size === 0 && what === 'data file') {
        yield finding('warning', 'datapackage/empty-file', node, `The ${what} ${path} has no bytes.`);
      }
      break;
    case 'unknown':
      break;
  }
}

function missing(
  document: MetadataDocument,
  node: PathPlace['node'],
  what: PathPlace['what'],
  severity: 'error' | 'warning',
  differsInCase: string | undefined,
): Problem {
  const path = shown(node.value);
  if (differsInCase === undefined) {
    const message = `The ${what} ${path} is not there: correct the path, which is relative to the descriptor, or add the file.`;
    return finding(severity, 'datapackage/missing-file', node, message);
  }
  const message = `The ${what} ${path} is not there, but "${differsInCase}" is: most systems tell upper from lower case.`;
  const fixes = proposedFix(`Change to "${differsInCase}"`, replaceText(document, node, differsInCase));
  return finding(severity, 'datapackage/missing-file', node, message, { fixes });
}
