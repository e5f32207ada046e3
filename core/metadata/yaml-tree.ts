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
import type { Member, Node } from './node.ts';
import type { Problem } from './problem.ts';

type YamlNode = YAMLMap | YAMLSeq | Scalar | Alias;

/** How many values aliases may add: a text of a kilobyte can otherwise stand for billions ("billion laughs"). */
const MAX_ALIASED_NODES = 100_000;

/**
 * Turns the nodes of a YAML document into our tree. An alias stands at its own place; what is below it keeps the
 * places of the anchor, because that is where a change has to be made. Merge keys (`<<`) become members.
 */
export class YamlTree {
  readonly problems: Problem[] = [];
  readonly #text: string;
  readonly #anchors = new Map<string, YamlNode>();
  /** Anchors whose value is being converted: an alias to one of them never ends. */
  readonly #open = new Set<YamlNode>();
  #aliasDepth = 0;
  #aliasedNodes = 0;

  constructor(text: string) {
    this.#text = text;
  }

  convert(yaml: YamlNode, path: readonly PathSegment[]): Node | undefined {
    if (isAlias(yaml)) {
      return this.#alias(yaml, path);
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
        ? this.#map(yaml, path)
        : isSeq(yaml)
          ? this.#seq(yaml, path)
          : this.#scalar(yaml, path);
    } finally {
      this.#open.delete(yaml);
    }
  }

  #alias(alias: Alias, path: readonly PathSegment[]): Node | undefined {
    const target = this.#resolve(alias);
    const [offset, end] = alias.range ?? [0, 0];
    if (!target) {
      return undefined;
    }
    this.#aliasDepth++;
    const node = this.convert(target, path);
    this.#aliasDepth--;
    return node && { ...node, offset, length: end - offset };
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

  #map(map: YAMLMap, path: readonly PathSegment[]): Node {
    const merged: Member[] = [];
    const members: Member[] = [];
    for (const pair of map.items) {
      const key = this.#key(pair);
      if (key?.key === '<<' && this.#merge(pair, path, merged)) {
        continue;
      }
      if (key) {
        const value =
          pair.value === null ? this.#absent(key, path) : this.#child(pair.value, [...path, key.key]);
        members.push(value ? { ...key, value } : key);
      }
    }
    const own = new Set(members.map(({ key }) => key));
    const all = [...merged.filter(({ key }) => !own.has(key)), ...members];
    return { ...this.#span(map, path, members), kind: 'object', members: all };
  }

  #key(pair: Pair): Member | undefined {
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
  #absent(key: Member, path: readonly PathSegment[]): Node {
    return { kind: 'null', offset: key.keyOffset + key.keyLength, length: 0, path: [...path, key.key] };
  }

  #child(value: unknown, path: readonly PathSegment[]): Node | undefined {
    return isMap(value) || isSeq(value) || isScalar(value) || isAlias(value)
      ? this.convert(value, path)
      : undefined;
  }

  /** Takes the members of `<<: *base` or `<<: [*a, *b]`, the first of a name counting. False if it is no merge. */
  #merge(pair: Pair, path: readonly PathSegment[], merged: Member[]): boolean {
    const value: unknown = pair.value;
    const sources: unknown[] = isSeq(value) ? value.items : [value];
    const nodes = sources.map((source) => this.#child(source, path));
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

  #seq(seq: YAMLSeq, path: readonly PathSegment[]): Node {
    const items: Node[] = [];
    for (const item of seq.items) {
      const node = this.#child(item, [...path, items.length]);
      if (node) {
        items.push(node);
      }
    }
    return { ...this.#span(seq, path, []), kind: 'array', items };
  }

  #scalar(scalar: Scalar, path: readonly PathSegment[]): Node {
    const base = this.#span(scalar, path, []);
    const value: unknown = scalar.value;
    switch (typeof value) {
      case 'string':
        return { ...base, kind: 'string', value };
      case 'number':
        return { ...base, kind: 'number', value };
      case 'bigint':
        return { ...base, kind: 'number', value: Number(value) };
      case 'boolean':
        return { ...base, kind: 'boolean', value };
      case 'object':
      case 'undefined':
      case 'function':
      case 'symbol':
        return value === null || value === undefined
          ? { ...base, kind: 'null' }
          : { ...base, kind: 'string', value: scalar.source ?? '' };
    }
  }

  /** The range of a value without the line break that ends a block. */
  #span(yaml: YamlNode, path: readonly PathSegment[], members: readonly Member[]) {
    const [start, valueEnd] = yaml.range ?? [0, 0];
    let end = Math.min(valueEnd, this.#text.length);
    while (end > start && /\s/.test(this.#text.charAt(end - 1))) {
      end--;
    }
    const lastKey = members.at(-1);
    end = Math.max(end, lastKey ? lastKey.keyOffset + lastKey.keyLength : start);
    return { offset: start, length: end - start, path };
  }
}
