import type { PathSegment } from '#core/base/json-pointer.ts';
import type { Member } from './node.ts';

/** A value that others stand in. */
export type Container = ObjectValue | ArrayValue;

/** A value as a parser makes it. */
export type Value = Container | TextValue | NumberValue | BooleanValue | NullValue;

export type TextValue = Scalar<'string', string>;
export type NumberValue = Scalar<'number', number>;
export type BooleanValue = Scalar<'boolean', boolean>;
export type NullValue = Scalar<'null', null>;

/** A member whose value a parser made. */
export interface ValueMember extends Member {
  readonly value?: Value;
}

/** A text, a number, true, false or null. One class for all, so that code which meets all kinds stays fast. */
export class Scalar<Kind, Content> {
  readonly kind: Kind;
  readonly offset: number;
  readonly length: number;
  readonly parent: Container | undefined;
  readonly segment: PathSegment;
  readonly value: Content;

  constructor(
    kind: Kind,
    offset: number,
    length: number,
    parent: Container | undefined,
    segment: PathSegment,
    value: Content,
  ) {
    this.kind = kind;
    this.offset = offset;
    this.length = length;
    this.parent = parent;
    this.segment = segment;
    this.value = value;
  }

  get path(): readonly PathSegment[] {
    return pathTo(this.parent, this.segment);
  }

  /** For tests and logs: a value without the way up, which JSON cannot hold. */
  toJSON(): object {
    const { kind, offset, length, value } = this;
    return { kind, offset, length, value };
  }
}

/** An object. Its parser fills `own` and sets the length when it has seen the end. */
export class ObjectValue {
  readonly kind = 'object';
  readonly offset: number;
  length: number;
  readonly parent: Container | undefined;
  readonly segment: PathSegment;
  /** The same object for values of several versions of a document whose text is the same, and what is before it. */
  mark: object | undefined;
  private own: ValueMember[];
  /** The value of an older version of the text that this one is, `shift` code units further on. */
  private source: ObjectValue | undefined;
  private shift: number;

  constructor(offset: number, length: number, parent: Container | undefined, segment: PathSegment) {
    this.offset = offset;
    this.length = length;
    this.parent = parent;
    this.segment = segment;
    this.mark = undefined;
    this.own = [];
    this.source = undefined;
    this.shift = 0;
  }

  get path(): readonly PathSegment[] {
    return pathTo(this.parent, this.segment);
  }

  toJSON(): object {
    const { kind, offset, length, members } = this;
    return { kind, offset, length, members };
  }

  get members(): readonly ValueMember[] {
    if (this.source) {
      this.unfold(this.source);
    }
    return this.own;
  }

  /** Adds a member; only for whoever is reading the text. */
  add(member: ValueMember): void {
    this.own.push(member);
  }

  moved(by: number, parent: Container, segment: PathSegment): ObjectValue {
    const copy = new ObjectValue(this.offset + by, this.length, parent, segment);
    copy.source = this.source ?? this;
    copy.shift = this.shift + by;
    return copy;
  }

  private unfold(source: ObjectValue): void {
    const by = this.shift;
    this.own = source.own.map(({ key, keyOffset, keyLength, value }) => {
      const place = keyOffset + by;
      // Written out: an object made by spreading takes nearly twice the memory, and there are very many.
      return value
        ? { key, keyOffset: place, keyLength, value: moved(value, by, this, key) }
        : { key, keyOffset: place, keyLength };
    });
    this.source = undefined;
    this.shift = 0;
  }
}

/** A list. Its parser fills `own` and sets the length when it has seen the end. */
export class ArrayValue {
  readonly kind = 'array';
  readonly offset: number;
  length: number;
  readonly parent: Container | undefined;
  readonly segment: PathSegment;
  private own: Value[];
  /** As of an object. */
  private source: ArrayValue | undefined;
  private shift: number;

  constructor(offset: number, length: number, parent: Container | undefined, segment: PathSegment) {
    this.offset = offset;
    this.length = length;
    this.parent = parent;
    this.segment = segment;
    this.own = [];
    this.source = undefined;
    this.shift = 0;
  }

  get path(): readonly PathSegment[] {
    return pathTo(this.parent, this.segment);
  }

  toJSON(): object {
    const { kind, offset, length, items } = this;
    return { kind, offset, length, items };
  }

  get items(): readonly Value[] {
    if (this.source) {
      this.unfold(this.source);
    }
    return this.own;
  }

  /** Adds an item; only for whoever is reading the text. */
  add(item: Value): void {
    this.own.push(item);
  }

  moved(by: number, parent: Container, segment: PathSegment): ArrayValue {
    const copy = new ArrayValue(this.offset + by, this.length, parent, segment);
    copy.source = this.source ?? this;
    copy.shift = this.shift + by;
    return copy;
  }

  private unfold(source: ArrayValue): void {
    const by = this.shift;
    this.own = source.own.map((item, index) => moved(item, by, this, index));
    this.source = undefined;
    this.shift = 0;
  }
}

/** The same value `by` code units further on, under another parent. What is in it is moved when somebody asks. */
export function moved(value: Value, by: number, parent: Container, segment: PathSegment): Value {
  if (value.kind === 'object' || value.kind === 'array') {
    return value.moved(by, parent, segment);
  }
  const { offset, length } = value;
  switch (value.kind) {
    case 'string':
      return new Scalar('string', offset + by, length, parent, segment, value.value);
    case 'number':
      return new Scalar('number', offset + by, length, parent, segment, value.value);
    case 'boolean':
      return new Scalar('boolean', offset + by, length, parent, segment, value.value);
    case 'null':
      return new Scalar('null', offset + by, length, parent, segment, null);
  }
}

/** The same value where an alias stands for it: what is in it keeps its place. */
export function placedAt(value: Value, offset: number, length: number): Value {
  const { parent, segment } = value;
  switch (value.kind) {
    case 'object': {
      const copy = new ObjectValue(offset, length, parent, segment);
      for (const member of value.members) {
        copy.add(member);
      }
      return copy;
    }
    case 'array': {
      const copy = new ArrayValue(offset, length, parent, segment);
      for (const item of value.items) {
        copy.add(item);
      }
      return copy;
    }
    case 'string':
      return new Scalar('string', offset, length, parent, segment, value.value);
    case 'number':
      return new Scalar('number', offset, length, parent, segment, value.value);
    case 'boolean':
      return new Scalar('boolean', offset, length, parent, segment, value.value);
    case 'null':
      return new Scalar('null', offset, length, parent, segment, null);
  }
}

/** Built from the end, since only the way up is known. */
function pathTo(parent: Container | undefined, segment: PathSegment): readonly PathSegment[] {
  const path: PathSegment[] = [];
  let last = segment;
  for (let above = parent; above; above = above.parent) {
    path.push(last);
    last = above.segment;
  }
  return path.reverse();
}
