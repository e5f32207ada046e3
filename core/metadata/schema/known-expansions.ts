import type { Node } from '../node.ts';
import { memberValue } from '../tree.ts';
import type { Located } from './catalog.ts';
import { isSchema, type Schema, schemaIn, schemasIn, textsIn } from './schema.ts';

/** The texts that conditions compare a member with, by the name of the member. */
type Deciders = Map<string, Set<string>>;

interface Memory {
  readonly deciders: Deciders;
  readonly results: Map<string, readonly Located[]>;
}

/** Of schemas whose conditions look at more than texts of members, nothing is kept. */
const MEMORIES = new WeakMap<Schema, Memory | 'none'>();

/**
 * What a schema of ours adds for a value: the same for all values that its conditions cannot tell apart, of which a
 * large document has hundreds of thousands. The same list is given for each of them.
 * @param resolve what a `$ref` in a schema stands for
 * @param expand works the list out
 */
export function expansionOf(
  start: Located,
  node: Node | undefined,
  resolve: (located: Located) => Located | undefined,
  expand: () => Iterable<Located>,
): readonly Located[] {
  const memory = MEMORIES.get(start.schema) ?? newMemory(start, resolve);
  MEMORIES.set(start.schema, memory);
  if (memory === 'none') {
    return [...expand()];
  }
  const key = keyOf(memory.deciders, node);
  const known = memory.results.get(key) ?? [...expand()];
  memory.results.set(key, known);
  return known;
}

/** All that the conditions can tell of a value. */
function keyOf(deciders: Deciders, node: Node | undefined): string {
  let key: string = node?.kind ?? '';
  for (const [name, texts] of deciders) {
    const member = memberValue(node, name);
    const isText = member?.kind === 'string';
    key += `\n${isText ? (texts.has(member.value) ? `=${member.value}` : '~') : (member?.kind ?? '-')}`;
  }
  return key;
}

function newMemory(start: Located, resolve: (located: Located) => Located | undefined): Memory | 'none' {
  const deciders: Deciders = new Map();
  const seen = new Set<Schema>();
  const open = [start];
  for (let located = open.pop(); located; located = open.pop()) {
    const { schema } = located;
    if (seen.has(schema)) {
      continue;
    }
    seen.add(schema);
    const target = resolve(located);
    const condition = schemaIn(schema, 'if');
    const parts = [...schemasIn(schema, 'allOf'), schemaIn(schema, 'then'), schemaIn(schema, 'else')];
    if (condition && !collect(condition, deciders)) {
      return 'none';
    }
    const { file } = located;
    open.push(
      ...(target ? [target] : []),
      ...parts.flatMap((part) => (part ? [{ schema: part, file }] : [])),
    );
  }
  return { deciders, results: new Map() };
}

/** Notes what a condition looks at; false where that is more than the texts and kinds of members. */
function collect(condition: Schema, deciders: Deciders): boolean {
  return Object.entries(condition).every(([keyword, value]) => {
    switch (keyword) {
      case 'type':
        return true;
      case 'not':
        return isSchema(value) && collect(value, deciders);
      case 'required':
        for (const name of textsIn(condition, 'required')) {
          note(deciders, name);
        }
        return true;
      case 'properties':
        return (
          isSchema(value) && Object.entries(value).every(([name, own]) => collectText(name, own, deciders))
        );
      default:
        return false;
    }
  });
}

function collectText(name: string, condition: unknown, deciders: Deciders): boolean {
  if (!isSchema(condition)) {
    return false;
  }
  return Object.entries(condition).every(([keyword, value]) => {
    if (keyword === 'const' && typeof value === 'string') {
      note(deciders, name).add(value);
      return true;
    }
    note(deciders, name);
    return keyword === 'type' || (keyword === 'not' && collectText(name, value, deciders));
  });
}

function note(deciders: Deciders, name: string): Set<string> {
  const texts = deciders.get(name) ?? new Set<string>();
  deciders.set(name, texts);
  return texts;
}
