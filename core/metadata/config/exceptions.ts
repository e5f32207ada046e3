import type { Change } from '../change.ts';
import type { MetadataDocument } from '../document.ts';
import type { Problem, TextEdit } from '../problem.ts';
import { addIgnored, commentAbove, configThatIgnores, configThatTurnsOff, turnOff } from './config-edits.ts';
import { type Configuration, type ConfigurationFile, noConfiguration } from './configuration.ts';
import { matchesGlob } from './glob.ts';
import { isConfigurable } from './level.ts';

/** A way to be told no more of a finding that is as it should be. */
export interface Exception {
  readonly title: string;
  readonly change: Change;
}

/** Makes the finding of an exception that is of no use any more; it is mended by taking that away. */
const UNUSED = 'metadata/unused-suppression';

/** Says that one finding is as it should be: by a comment in YAML, in the configuration otherwise. */
export function ignoreHere(
  document: MetadataDocument,
  problem: Problem,
  configuration: Configuration = noConfiguration,
): Exception | undefined {
  const { code, pointer } = problem;
  if (!isConfigurable(code) || code === UNUSED) {
    return undefined;
  }
  const comment = commentAbove(document, problem);
  const change = comment
    ? { edits: [comment] }
    : changeOfConfig(document, configuration.file, ({ documentPath, document: config }) => {
        const path = globOf(documentPath);
        if (path === undefined) {
          return undefined;
        }
        const entry = { rule: code, path, ...(pointer !== '' && { pointer }) };
        return config ? addIgnored(config, entry) : configThatIgnores(entry);
      });
  return change && { title: `Ignore ${code} here`, change };
}

/** Turns a rule off in the nearest configuration, or in a new one at the root of the workspace. */
export function turnOffInWorkspace(
  document: MetadataDocument,
  code: string,
  configuration: Configuration = noConfiguration,
): Exception | undefined {
  if (!isConfigurable(code) || configuration.file?.settledByPerson.has(code)) {
    return undefined;
  }
  const change = changeOfConfig(document, configuration.file, ({ document: config }) =>
    config ? turnOff(config, code) : configThatTurnsOff(code),
  );
  return change && { title: `Turn ${code} off for this workspace`, change };
}

/** Of a file that is there, the edits; otherwise its text. */
type Written = readonly TextEdit[] | string | undefined;

function changeOfConfig(
  { kind }: MetadataDocument,
  file: ConfigurationFile | undefined,
  write: (file: ConfigurationFile) => Written,
): Change | undefined {
  // What is broken has no effect, and what would be added there had none either.
  const { root, syntax = [] } = file?.document ?? {};
  const isBroken = root !== undefined && syntax.some(({ severity }) => severity === 'error');
  const written = file && kind !== 'waybill-config' && !isBroken ? write(file) : undefined;
  if (file === undefined || written === undefined) {
    return undefined;
  }
  const { path } = file;
  return {
    edits: [],
    files: [
      typeof written === 'string'
        ? { kind: 'create', path, text: written }
        : { kind: 'edit', path, edits: written },
    ],
  };
}

/** A glob that means this one file; undefined for a name that no glob means. */
function globOf(path: string): string | undefined {
  const glob = path.includes('/') ? path : `/${path}`; // without a slash it would mean any folder
  return matchesGlob(path, glob) ? glob : undefined;
}
