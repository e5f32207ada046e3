import type { MetadataDocument } from '../document.ts';
import { finding } from '../finding.ts';
import type { Node } from '../node.ts';
import type { Problem } from '../problem.ts';
import type { Rule } from '../rule.ts';
import { checkSchema } from '../schema/validate.ts';
import { nowhere, type Surroundings } from '../surroundings.ts';
import { memberOf, memberValue, type TextNode } from '../tree.ts';
import { shown } from '../wording.ts';
import { resourcesOf } from './resources.ts';
import { judgePath } from './safe-path.ts';

/** More errors of another file than this are only counted. */
const MAX_RELATED = 10;

/**
 * A schema or dialect in a file of its own can be used (data-resource.md, `schema` and `dialect`): its errors are one
 * finding where the file is named, with their places in that file.
 * @param check the rules that a file by itself is judged by.
 */
export function referencedFileRule(check: Rule): Rule {
  // What is wrong with a file depends on the file alone, and is asked for with every key that somebody types.
  const known = new WeakMap<MetadataDocument, Map<string, readonly Problem[]>>();
  const errorsOf = (file: MetadataDocument, name: PartName, user: MetadataDocument): readonly Problem[] => {
    const judged = known.get(file) ?? new Map<string, readonly Problem[]>();
    const key = `${name} ${user.version}`;
    const errors = judged.get(key) ?? [...errorsIn(file, name, user, check)];
    known.set(file, judged.set(key, errors));
    return errors;
  };
  return function* checkReferencedFiles(document, surroundings) {
    for (const resource of resourcesOf(document)) {
      for (const name of PART_NAMES) {
        const node = memberValue(resource, name);
        const file = fileOf(node, document, surroundings);
        const errors = file ? errorsOf(file, name, document) : [];
        if (node?.kind === 'string' && errors.length > 0) {
          yield unusable(node, name, errors);
        }
      }
    }
  };
}

const PART_NAMES = ['schema', 'dialect'] as const;
type PartName = (typeof PART_NAMES)[number];

/** The file that a path names; undefined where it is not there, which another rule tells, or nobody looked. */
function fileOf(node: Node | undefined, document: MetadataDocument, surroundings: Surroundings) {
  return node?.kind === 'string' && judgePath(node.value, document.version ?? '2.0').kind === 'local'
    ? surroundings.document(node.value)
    : undefined;
}

function* errorsIn(
  file: MetadataDocument,
  name: PartName,
  user: MetadataDocument,
  check: Rule,
): Generator<Problem> {
  const syntax = file.syntax.filter(isError);
  if (syntax.length > 0) {
    yield* syntax;
    return;
  }
  const start = { offset: 0, length: 1, path: [] };
  if (file.root?.kind !== 'object') {
    yield finding('error', 'metadata/not-an-object', start, 'A descriptor is an object.');
    return;
  }
  const other =
    memberOf(file.root, 'resources') ?? (name === 'schema' ? undefined : memberOf(file.root, 'fields'));
  if (other) {
    const message = `It is not a table ${name}, since it has "${other.key}".`;
    yield finding('error', 'datapackage/wrong-type', start, message);
    return;
  }
  const part = asPart(file, name, user);
  for (const problem of [...checkSchema(part), ...check(part, nowhere)]) {
    if (isError(problem)) {
      yield problem;
    }
  }
}

function isError({ severity }: Problem): boolean {
  return severity === 'error';
}

/** The file as what it is used for. Without a `$schema` of its own, it is read as the package is. */
function asPart(file: MetadataDocument, name: PartName, user: MetadataDocument): MetadataDocument {
  const version = memberOf(file.root, '$schema') ? file.version : user.version;
  return {
    ...file,
    kind: name === 'schema' ? 'tableschema' : 'tabledialect',
    ...(version !== undefined && { version }),
  };
}

function unusable(node: TextNode, name: PartName, errors: readonly Problem[]): Problem {
  const [first] = errors;
  const count = errors.length === 1 ? 'an error' : `${errors.length} errors, first`;
  const message = `The ${name} ${shown(node.value)} cannot be used as it is. It has ${count}: ${first?.message ?? ''}`;
  const related = errors.slice(0, MAX_RELATED).map((error) => ({
    message: error.message,
    at: { offset: error.offset, length: error.length, path: [] },
    file: node.value,
  }));
  return finding('error', `datapackage/unusable-${name}`, node, message, { related });
}
