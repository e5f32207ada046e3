import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Pair,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { PathSegment } from '#core/base/json-pointer.ts';
import { finding } from './finding.ts';
import type { Problem } from './problem.ts';
import {
  ArrayValue,
  type Container,
  ObjectValue,
  placedAt,
  Scalar as ScalarValue,
  type Value,
  type ValueMember,
} from './values.ts';

type YamlNode = YAMLMap | YAMLSeq | Scalar | Alias;

/** How many values aliases may add: a text of a kilobyte can otherwise stand for billions ("billion laughs"). */
const MAX_ALIASED_NODES = 100_000;

/**
 * Turns the nodes of a YAML document into our tree. An alias stands at its own place; what is below it keeps the
 * places of the anchor, because that is where a change has to be made. Merge keys (`<<`) become members.
 */
export class YamlTree {
  readonly problems: Problem[] = [];
  /** Whether some value stands for one that lies elsewhere. */
  hasAliases = false;
  readonly #text: string;
  readonly #anchors = new Map<string, YamlNode>();
  /** Anchors whose value is being converted: an alias to one of them never ends. */
  readonly #open = new Set<YamlNode>();
  #aliasDepth = 0;
  #aliasedNodes = 0;

  constructor(text: string) {
    this.#text = text;
  }

  convert(yaml: YamlNode, parent: Container | undefined, segment: PathSegment): Value | undefined {
    if (isAlias(yaml)) {
      return this.#alias(yaml, parent, segment);
    }
    if (this.#aliasDepth > 0 && ++this.#aliasedNodes > MAX_ALIASED_NODES) {
      return undefined;
    }
    if (yaml.anchor !== undefined && this.#aliasDepth === 0) {
      this.#anchors.set(yaml.anchor, yaml);
    }
    this.#open.add(yaml);
    try {
      return isMap(yaml)
        ? this.#map(yaml, parent, segment)
        : isSeq(yaml)
          ? this.#seq(yaml, parent, segment)
          : this.#scalar(yaml, parent, segment);
    } finally {
      this.#open.delete(yaml);
    }
  }

  #alias(alias: Alias, parent: Container | undefined, segment: PathSegment): Value | undefined {
    this.hasAliases = true;
    const target = this.#resolve(alias);
    const [offset, end] = alias.range ?? [0, 0];
    if (!target) {
      return undefined;
    }
    this.#aliasDepth++;
    const node = this.convert(target, parent, segment);
    this.#aliasDepth--;
    return node && placedAt(node, offset, end - offset);
  }

  #resolve(alias: Alias): YamlNode | undefined {
    const [offset, end] = alias.range ?? [0, 0];
    const place = { offset, length: end - offset, path: [] };
    const target = this.#anchors.get(alias.source);
    if (!target) {
      const message = `There is no anchor &${alias.source} above this alias.`;
      this.problems.push(finding('error', 'metadata/unknown-anchor', place, message));
      return undefined;
    }
    if (this.#open.has(target)) {
      const message = `The alias *${alias.source} is inside of what it stands for: JSON cannot hold that.`;
      this.problems.push(finding('error', 'metadata/endless-alias', place, message));
      return undefined;
    }
    if (this.#aliasedNodes > MAX_ALIASED_NODES) {
      const message = `The aliases of this file stand for more than ${MAX_ALIASED_NODES} values. The rest was not checked.`;
      if (!this.problems.some(({ code }) => code === 'metadata/too-many-aliases')) {
        this.problems.push(finding('error', 'metadata/too-many-aliases', place, message));
      }
      return undefined;
    }
    return target;
  }

  #map(map: YAMLMap, parent: Container | undefined, segment: PathSegment): ObjectValue {
    const node = new ObjectValue(map.range?.[0] ?? 0, 0, parent, segment);
    const merged: ValueMember[] = [];
    const members: ValueMember[] = [];
    for (const pair of map.items) {
      const key = this.#key(pair);
      if (key?.key === '<<' && this.#merge(pair, node, merged)) {
        continue;
      }
      if (key) {
        const value = pair.value === null ? this.#absent(key, node) : this.#child(pair.value, node, key.key);
        members.push(value ? { ...key, value } : key);
      }
    }
    const own = new Set(members.map(({ key }) => key));
    for (const member of [...merged.filter(({ key }) => !own.has(key)), ...members]) {
      node.add(member);
    }
    node.length = this.#span(map, members).length;
    return node;
  }

  #key(pair: Pair): ValueMember | undefined {
    const key: unknown = pair.key;
    if (!isScalar(key)) {
      if (isMap(key) || isSeq(key) || isAlias(key)) {
        const [offset, end] = key.range ?? [0, 0];
        const place = { offset, length: Math.max(1, end - offset), path: [] };
        this.problems.push(
          finding('error', 'metadata/syntax', place, 'The name of a property has to be a text.'),
        );
      }
      return undefined;
    }
    const [offset, end] = key.range ?? [0, 0];
    const name = typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
    return { key: name, keyOffset: offset, keyLength: end - offset };
  }

  /** `{ a, b }` and `? a` have a key without a value, which YAML takes for null. */
  #absent(key: ValueMember, parent: Container): Value {
    return new ScalarValue('null', key.keyOffset + key.keyLength, 0, parent, key.key, null);
  }

  #child(value: unknown, parent: Container, segment: PathSegment): Value | undefined {
    return isMap(value) || isSeq(value) || isScalar(value) || isAlias(value)
      ? this.convert(value, parent, segment)
      : undefined;
  }

  /** Takes the members of `<<: *base` or `<<: [*a, *b]`, the first of a name counting. False if it is no merge. */
  #merge(pair: Pair, into: ObjectValue, merged: ValueMember[]): boolean {
    const value: unknown = pair.value;
    const sources: unknown[] = isSeq(value) ? value.items : [value];
    // What is merged has the path of what it is merged into.
    const nodes = sources.map((source) =>
      isMap(source) || isSeq(source) || isScalar(source) || isAlias(source)
        ? this.convert(source, into.parent, into.segment)
        : undefined,
    );
    if (!nodes.every((node) => node?.kind === 'object')) {
      return false;
    }
    const names = new Set(merged.map(({ key }) => key));
    for (const member of nodes.flatMap((node) => node.members)) {
      if (!names.has(member.key)) {
        names.add(member.key);
        merged.push(member);
      }
    }
    return true;
  }

  #seq(seq: YAMLSeq, parent: Container | undefined, segment: PathSegment): ArrayValue {
    const { offset, length } = this.#span(seq, []);
    const node = new ArrayValue(offset, length, parent, segment);
    for (const item of seq.items) {
      const value = this.#child(item, node, node.items.length);
      if (value) {
        node.add(value);
      }
    }
    return node;
  }

  #scalar(scalar: Scalar, parent: Container | undefined, segment: PathSegment): Value {
    const { offset, length } = this.#span(scalar, []);
    const value: unknown = scalar.value;
    switch (typeof value) {
      case 'string':
        return new ScalarValue('string', offset, length, parent, segment, value);
      case 'number':
        return new ScalarValue('number', offset, length, parent, segment, value);
      case 'bigint':
        return new ScalarValue('number', offset, length, parent, segment, Number(value));
      case 'boolean':
        return new ScalarValue('boolean', offset, length, parent, segment, value);
      case 'object':
      case 'undefined':
      case 'function':
      case 'symbol':
        return value === null || value === undefined
          ? new ScalarValue('null', offset, length, parent, segment, null)
          : new ScalarValue('string', offset, length, parent, segment, scalar.source ?? '');
    }
  }

  /** The range of a value without the line break that ends a block. */
  #span(yaml: YamlNode, members: readonly ValueMember[]): { offset: number; length: number } {
    const [start, valueEnd] = yaml.range ?? [0, 0];
    let end = Math.min(valueEnd, this.#text.length);
    while (end > start && /\s/.test(this.#text.charAt(end - 1))) {
      end--;
    }
    const lastKey = members.at(-1);
    end = Math.max(end, lastKey ? lastKey.keyOffset + lastKey.keyLength : start);
    return { offset: start, length: end - start };
  }
}
