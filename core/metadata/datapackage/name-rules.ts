import type { MetadataDocument } from '../document.ts';
import { replaceText } from '../edits.ts';
import { finding, proposedFix } from '../finding.ts';
import type { Problem, TextEdit } from '../problem.ts';
import { slug } from '../schema/mend.ts';
import { itemsOf, memberValue, type TextNode } from '../tree.ts';
import { shown } from '../wording.ts';
import { inlineSchemasOf, resourcesOf } from './resources.ts';

/**
 * Names of packages and resources are lower-case letters, digits, ".", "-" and "_": version 1 demands it, version 2
 * recommends it (data-package.md and data-resource.md, `name`).
 */
export function* checkNameForm(document: MetadataDocument): Generator<Problem> {
  const severity = document.version === '1.0' ? 'error' : 'warning';
  const names = new Names(document);
  for (const { node, what } of names.all()) {
    if (/^[a-z0-9._-]+$/.test(node.value)) {
      continue;
    }
    const better = slug(node.value);
    const form = 'lower-case letters, digits, ".", "-" and "_"';
    const message =
      node.value === ''
        ? `The name of the ${what} is empty: it takes ${form}.`
        : `The name of a ${what} ${severity === 'error' ? 'has to' : 'should'} be of ${form}.`;
    const fixes =
      better === '' || names.isTaken(better)
        ? []
        : proposedFix(`Change to "${better}"`, names.renamed(node, what, better));
    yield finding(severity, 'datapackage/name-form', node, message, { fixes });
  }
}

/** The names of a document, and what refers to resources by them. */
class Names {
  readonly #document: MetadataDocument;
  readonly #taken = new Set<string>();
  #references: ReadonlyMap<string, readonly TextNode[]> | undefined;

  constructor(document: MetadataDocument) {
    this.#document = document;
    for (const { node, what } of this.all()) {
      if (what === 'resource') {
        this.#taken.add(node.value);
      }
    }
  }

  *all(): Generator<{ readonly node: TextNode; readonly what: 'package' | 'resource' }> {
    const own = memberValue(this.#document.root, 'name');
    if (own?.kind === 'string' && this.#document.kind === 'datapackage') {
      yield { node: own, what: 'package' };
    }
    for (const resource of resourcesOf(this.#document)) {
      const name = memberValue(resource, 'name');
      if (name?.kind === 'string') {
        yield { node: name, what: 'resource' };
      }
    }
  }

  isTaken(name: string): boolean {
    return this.#taken.has(name);
  }

  /** Changes a name and the foreign keys that refer to it. */
  renamed(node: TextNode, what: 'package' | 'resource', name: string): TextEdit[] | undefined {
    const places = [node, ...(what === 'resource' ? (this.#referencesTo(node.value) ?? []) : [])];
    const edits = places.map((place) => replaceText(this.#document, place, name));
    return edits.every((each) => each !== undefined) ? edits.flat() : undefined;
  }

  #referencesTo(name: string): readonly TextNode[] | undefined {
    this.#references ??= this.#collectReferences();
    return this.#references.get(name);
  }

  #collectReferences(): ReadonlyMap<string, readonly TextNode[]> {
    const references = new Map<string, TextNode[]>();
    for (const { schema } of inlineSchemasOf(this.#document)) {
      for (const key of itemsOf(memberValue(schema, 'foreignKeys'))) {
        const target = memberValue(memberValue(key, 'reference'), 'resource');
        if (target?.kind === 'string') {
          references
            .set(target.value, references.get(target.value) ?? [])
            .get(target.value)
            ?.push(target);
        }
      }
    }
    return references;
  }
}

/** A year, a range of years or a version at the end of a name, or a year behind its first word. */
const TIME = /[-_.](?:1[89]|20)\d{2}(?![0-9A-Za-z])/;
const VERSION = /[-_.](?:v\d{1,4}(?:[._-]\d{1,4}){0,3}|\d{1,4}\.\d{1,4}(?:\.\d{1,4})?)$/;

/** The name of a package stays when its data is updated: it tells no time and no version (data-package.md, `name`). */
export function* checkNameWithoutTime(document: MetadataDocument): Generator<Problem> {
  const name = document.kind === 'datapackage' ? memberValue(document.root, 'name') : undefined;
  if (name?.kind !== 'string') {
    return;
  }
  const found = TIME.test(name.value) ? 'the time' : VERSION.test(name.value) ? 'the version' : undefined;
  if (found !== undefined) {
    const property = found === 'the time' ? '"title" or "description"' : '"version"';
    const message = `The name ${shown(name.value)} tells ${found} of the data, so it has to change with it. Leave that to ${property}.`;
    yield finding('info', 'datapackage/time-in-name', name, message);
  }
}
