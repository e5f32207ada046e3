import type { MetadataDocument } from '../document.ts';
import { finding } from '../finding.ts';
import type { Node } from '../node.ts';
import type { Problem } from '../problem.ts';
import type { Rule } from '../rule.ts';
import { checkSchema } from '../schema/validate.ts';
import type { Surroundings } from '../surroundings.ts';
import { memberOf, memberValue } from '../tree.ts';
import { resourcesOf } from './resources.ts';
import { judgePath } from './safe-path.ts';
import { shown } from './wording.ts';

type TextNode = Extract<Node, { kind: 'string' }>;

/** More errors of another file than this are only counted. */
const MAX_RELATED = 10;

/**
 * A schema or dialect in a file of its own can be used (data-resource.md, `schema` and `dialect`): its errors are one
 * finding where the file is named, with their places in that file.
 * @param check the rules that a file by itself is judged by.
 */
export function referencedFileRule(check: Rule): Rule {
  return function* checkReferencedFiles(document, surroundings) {
    const judged = new Map<string, readonly Problem[] | undefined>();
    for (const resource of resourcesOf(document)) {
      for (const name of ['schema', 'dialect'] as const) {
        const node = memberValue(resource, name);
        if (node?.kind !== 'string' || judgePath(node.value, document.version ?? '2.0').kind !== 'local') {
          continue;
        }
        const key = `${name} ${node.value}`;
        if (!judged.has(key)) {
          judged.set(key, errorsOf(node.value, name, document, surroundings, check));
        }
        const errors = judged.get(key);
        if (errors && errors.length > 0) {
          yield unusable(node, name, errors);
        }
      }
    }
  };
}

function errorsOf(
  path: string,
  name: 'schema' | 'dialect',
  document: MetadataDocument,
  surroundings: Surroundings,
  check: Rule,
): readonly Problem[] | undefined {
  const file = surroundings.document(path);
  if (!file) {
    return undefined; // not there, which another rule tells, or nobody looked
  }
  const syntax = file.syntax.filter(({ severity }) => severity === 'error');
  if (syntax.length > 0) {
    return syntax;
  }
  const place = { offset: 0, length: 1, path: [] };
  if (file.root?.kind !== 'object') {
    return [finding('error', 'metadata/not-an-object', place, 'A descriptor is an object.')];
  }
  const other =
    memberOf(file.root, 'resources') ?? (name === 'schema' ? undefined : memberOf(file.root, 'fields'));
  if (other) {
    const message = `It is not a table ${name}, since it has "${other.key}".`;
    return [finding('error', 'datapackage/wrong-type', place, message)];
  }
  const part = asPart(file, name, document);
  const problems = [...checkSchema(part), ...check(part, surroundings)];
  return problems.filter(({ severity }) => severity === 'error');
}

/** The file as what it is used for. Without a `$schema` of its own, it is read as the package is. */
function asPart(
  file: MetadataDocument,
  name: 'schema' | 'dialect',
  user: MetadataDocument,
): MetadataDocument {
  const version = memberOf(file.root, '$schema') ? file.version : user.version;
  return {
    ...file,
    kind: name === 'schema' ? 'tableschema' : 'tabledialect',
    ...(version !== undefined && { version }),
  };
}

function unusable(node: TextNode, name: 'schema' | 'dialect', errors: readonly Problem[]): Problem {
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
