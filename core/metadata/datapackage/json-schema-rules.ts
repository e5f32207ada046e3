import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parsePointer } from '#core/base/json-pointer.ts';
import { finding, keyPlace, shortPlace } from '../finding.ts';
import type { Node } from '../node.ts';
import type { Problem } from '../problem.ts';
import { childOf, childrenOf, itemsOf, memberValue, plainValue, textOf } from '../tree.ts';
import type { FieldView } from './field-view.ts';

/** Larger schemas are not checked: the check takes time with each part of one. */
const MAX_VALUES = 5_000;

/** The drafts that a schema may name, and who checks it. Draft-06 is what draft-07 is, with less. */
const DRAFTS: readonly {
  readonly address: RegExp;
  readonly name: string;
  make(): ValidateFunction | undefined;
}[] = [
  {
    address: /^https?:\/\/json-schema\.org\/(?:draft-0[67]\/)?schema#?$/,
    name: 'draft-07',
    make: () => new Ajv(OPTIONS).getSchema('http://json-schema.org/draft-07/schema'),
  },
  {
    address: /^https?:\/\/json-schema\.org\/draft\/2019-09\/schema#?$/,
    name: '2019-09',
    make: () => new Ajv2019(OPTIONS).getSchema('https://json-schema.org/draft/2019-09/schema'),
  },
  {
    address: /^https?:\/\/json-schema\.org\/draft\/2020-12\/schema#?$/,
    name: '2020-12',
    make: () => new Ajv2020(OPTIONS).getSchema('https://json-schema.org/draft/2020-12/schema'),
  },
];

const OPTIONS = {
  strict: false,
  validateSchema: false,
  logger: false,
  code: { optimize: false },
  validateFormats: false,
} as const;

/** Made when the first schema of a draft comes, and kept: making one takes milliseconds. */
const compiled = new Map<string, ValidateFunction | undefined>();

/** `jsonSchema` is a JSON Schema itself (table-schema.md, jsonSchema). */
export function* checkJsonSchema({ document }: FieldView, schema: Node | undefined): Generator<Problem> {
  if (schema?.kind !== 'object' || countValues(schema, MAX_VALUES) > MAX_VALUES) {
    return;
  }
  const draft = DRAFTS.find(({ address }) =>
    address.test(textOf(memberValue(schema, '$schema')) ?? DEFAULT_DRAFT),
  );
  if (!draft) {
    return; // draft-04, or a profile of its own: nothing here knows it
  }
  const validate = compiled.get(draft.name) ?? draft.make();
  compiled.set(draft.name, validate);
  if (!validate || validate(plainValue(schema))) {
    yield* checkRegexes(schema);
    return;
  }
  const error = deepest(validate.errors ?? []);
  if (error) {
    const node = at(schema, parsePointer(error.instancePath));
    const message = `This is not a JSON Schema of ${draft.name}: ${complaintOf(node, error)}.`;
    yield finding('error', 'datapackage/invalid-json-schema', shortPlace(document, node), message);
  }
}

const DEFAULT_DRAFT = 'http://json-schema.org/draft-07/schema#';

/** The cause, not the branches above it that fail because of it. */
function deepest(errors: readonly ErrorObject[]): ErrorObject | undefined {
  return [...errors]
    .filter(({ keyword }) => keyword !== 'anyOf' && keyword !== 'if' && keyword !== '$ref')
    .sort((a, b) => b.instancePath.length - a.instancePath.length)[0];
}

function complaintOf(node: Node, { keyword, params, message }: ErrorObject): string {
  const last = node.path.at(-1);
  const name = last === undefined ? 'it' : `"${last}"`;
  if (keyword === 'enum' && Array.isArray(params['allowedValues'])) {
    return `${name} has to be one of ${params['allowedValues'].join(', ')}`;
  }
  if (keyword === 'type') {
    return `${name} has to be of type ${String(params['type']).replaceAll(',', ' or ')}`;
  }
  return `${name} ${message ?? 'is wrong'}`;
}

function at(schema: Node, pointer: readonly string[]): Node {
  let node = schema;
  for (const segment of pointer) {
    node = childOf(node, node.kind === 'array' ? Number(segment) : segment) ?? node;
  }
  return node;
}

/** Values that stand in a schema without being of one. */
const DATA: readonly string[] = ['enum', 'const', 'default', 'examples'];

/** The regular expressions of a schema compile; a meta-schema cannot say it. Nesting is bounded by the parser. */
function* checkRegexes(schema: Node): Generator<Problem> {
  const message = 'This is not a regular expression of JSON Schema.';
  for (const item of itemsOf(schema)) {
    yield* checkRegexes(item);
  }
  for (const member of schema.kind === 'object' ? schema.members : []) {
    if (!member.value || DATA.includes(member.key)) {
      continue;
    }
    if (member.key === 'pattern' && member.value.kind === 'string' && !isRegex(member.value.value)) {
      yield finding('error', 'datapackage/invalid-json-schema', member.value, message);
    }
    if (member.key === 'patternProperties' && member.value.kind === 'object') {
      const wrong = member.value.members.filter(({ key }) => !isRegex(key));
      for (const each of wrong) {
        yield finding('error', 'datapackage/invalid-json-schema', keyPlace(member.value, each), message);
      }
    }
    yield* checkRegexes(member.value);
  }
}

/** How many values a tree has, counted up to a limit. */
function countValues(node: Node, limit: number): number {
  let count = 0;
  const open = [node];
  for (let next = open.pop(); next && count <= limit; next = open.pop()) {
    count += 1;
    open.push(...childrenOf(next).slice(0, limit + 1));
  }
  return count;
}

/** Whether a text compiles as JSON Schema wants it; it is never run. */
function isRegex(text: string): boolean {
  return ['u', ''].some((flags) => {
    try {
      new RegExp(text, flags);
      return true;
    } catch {
      return false; // that it does not compile is the answer
    }
  });
}
