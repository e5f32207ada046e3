import type { PathSegment } from '#core/base/json-pointer.ts';
import { JsonScanner, type ScanError, TOKEN } from './json-scanner.ts';
import { MAX_NESTING, MAX_VALUES } from './nesting.ts';
import type { Problem } from './problem.ts';
import { KeysOfObject } from './repeated-keys.ts';
import { homeOf, isMainList, type ReusableItems } from './reuse.ts';
import { ArrayValue, type Container, ObjectValue, Scalar, type Value } from './values.ts';

/** What can be wrong with a JSON text. */
export type JsonFault =
  | ScanError
  | 'name'
  | 'value'
  | 'colon'
  | 'comma'
  | 'close object'
  | 'close array'
  | 'end of file';

export interface JsonError {
  readonly error: JsonFault;
  readonly offset: number;
  readonly length: number;
}

/** One slip yields a cascade of errors: only the first of them help. */
export const MAX_SYNTAX_ERRORS = 20;

/** Why a text was not read to its end. */
type Stop = { readonly tooDeepAt: number } | { readonly tooManyValues: true };

export interface JsonTree {
  readonly root?: Value;
  readonly errors: readonly JsonError[];
  readonly repeated: readonly Problem[];
  readonly stop?: Stop;
  /** How many values were made or taken over, at most. */
  readonly values: number;
}

/**
 * Reads JSON in one pass straight into the tree, going on behind what is wrong as an editor needs it: a missing
 * comma or colon is taken for there, what cannot be a value is skipped up to the next comma or closing bracket.
 */
export class JsonReader {
  private readonly scanner: JsonScanner;
  private readonly errors: JsonError[] = [];
  private readonly keys: KeysOfObject;
  private readonly reusable: ReusableItems | undefined;
  private values: number;
  private stop: Stop | undefined;

  /** @param reusable resources that an older version of the text has too */
  constructor(text: string, reusable?: ReusableItems) {
    this.scanner = new JsonScanner(text, (...error) => this.fail(...error), reusable !== undefined);
    this.keys = new KeysOfObject();
    this.reusable = reusable;
    this.values = reusable?.values ?? 0;
  }

  /** Reads the text, stopping after each member of the document and each of its resources for whoever needs pauses. */
  *read(): Generator<undefined, JsonTree> {
    const root = yield* this.document();
    return {
      ...(root && !this.stop && { root }),
      errors: this.errors,
      repeated: this.keys.problems,
      ...(this.stop && { stop: this.stop }),
      values: this.values,
    };
  }

  private *document(): Generator<undefined, Value | undefined> {
    const { scanner } = this;
    if (scanner.next() === TOKEN.end) {
      this.failHere('value');
      return undefined;
    }
    const root = scanner.token === TOKEN.openObject ? yield* this.rootObject() : this.value(undefined, '', 0);
    if (!root) {
      this.failHere('value');
    } else if (scanner.token !== TOKEN.end && !this.stop) {
      this.failHere('end of file');
    }
    return root;
  }

  private *rootObject(): Generator<undefined, ObjectValue> {
    const { scanner } = this;
    const root = new ObjectValue(scanner.start, 0, undefined, '');
    this.values++;
    scanner.next();
    for (let needsComma = false; !this.atEnd(TOKEN.closeObject); needsComma = true) {
      this.separator(needsComma);
      if (scanner.token === TOKEN.text && isMainList(scanner.content)) {
        const [key, keyOffset, keyLength] = this.name();
        const value = this.colon()
          ? this.isAt(TOKEN.openArray)
            ? yield* this.mainList(root, key)
            : this.expectedValue(root, key, 1, TOKEN.closeObject)
          : undefined;
        root.add(value ? { key, keyOffset, keyLength, value } : { key, keyOffset, keyLength });
      } else {
        this.member(root, 1);
      }
      yield;
    }
    this.close(root, TOKEN.closeObject, 'close object');
    this.keys.check(root);
    return root;
  }

  /** The resources of a package or the features of a collection; those that no edit touched are taken over. */
  private *mainList(parent: Container, key: string): Generator<undefined, ArrayValue> {
    const { scanner, reusable } = this;
    const list = new ArrayValue(scanner.start, 0, parent, key);
    this.values++;
    let needsComma = false;
    const behind = reusable?.takeFirst(list);
    if (behind !== undefined) {
      scanner.at = behind;
      needsComma = true;
    }
    scanner.next();
    for (; !this.atEnd(TOKEN.closeArray); needsComma = true) {
      this.separator(needsComma);
      const behindRest = scanner.token === TOKEN.openObject && reusable?.takeRest(list, scanner.start);
      if (typeof behindRest === 'number') {
        scanner.at = behindRest;
        scanner.next();
      } else {
        this.item(list, 2, homeOf(list));
      }
      yield;
    }
    this.close(list, TOKEN.closeArray, 'close array');
    return list;
  }

  private value(parent: Container | undefined, segment: PathSegment, depth: number): Value | undefined {
    const { scanner } = this;
    const { token, start } = scanner;
    switch (token) {
      case TOKEN.openObject:
        return this.object(parent, segment, depth + 1);
      case TOKEN.openArray:
        return this.array(parent, segment, depth + 1);
      case TOKEN.text:
      case TOKEN.number:
      case TOKEN.true:
      case TOKEN.false:
      case TOKEN.null:
        break;
      default:
        return undefined;
    }
    const value = this.scalar(token, start, scanner.at - start, parent, segment);
    this.values++;
    scanner.next();
    return value;
  }

  private scalar(
    token: number,
    start: number,
    length: number,
    parent: Container | undefined,
    segment: PathSegment,
  ): Value {
    switch (token) {
      case TOKEN.text:
        return new Scalar('string', start, length, parent, segment, this.scanner.content);
      case TOKEN.number:
        return new Scalar('number', start, length, parent, segment, numberOf(this.scanner.written()));
      case TOKEN.null:
        return new Scalar('null', start, length, parent, segment, null);
      default:
        return new Scalar('boolean', start, length, parent, segment, token === TOKEN.true);
    }
  }

  private object(parent: Container | undefined, segment: PathSegment, depth: number): ObjectValue {
    const { scanner } = this;
    const node = new ObjectValue(scanner.start, 0, parent, segment);
    if (this.mayEnter(depth)) {
      scanner.next();
      for (let needsComma = false; !this.atEnd(TOKEN.closeObject); needsComma = true) {
        this.separator(needsComma);
        this.member(node, depth);
      }
      this.close(node, TOKEN.closeObject, 'close object');
      this.keys.check(node);
    }
    return node;
  }

  private array(parent: Container | undefined, segment: PathSegment, depth: number): ArrayValue {
    const { scanner } = this;
    const node = new ArrayValue(scanner.start, 0, parent, segment);
    if (this.mayEnter(depth)) {
      scanner.next();
      for (let needsComma = false; !this.atEnd(TOKEN.closeArray); needsComma = true) {
        this.separator(needsComma);
        this.item(node, depth);
      }
      this.close(node, TOKEN.closeArray, 'close array');
    }
    return node;
  }

  /** Counts a value that holds others. Where there are too many or too deep ones, nothing more is read. */
  private mayEnter(depth: number): boolean {
    this.values++;
    if (depth > MAX_NESTING) {
      this.stop ??= { tooDeepAt: this.scanner.start };
    } else if (this.values > MAX_VALUES.json) {
      this.stop ??= { tooManyValues: true };
    }
    return this.stop === undefined;
  }

  private member(owner: ObjectValue, depth: number): void {
    const { scanner } = this;
    if (scanner.token !== TOKEN.text) {
      this.failHere('name');
      this.skipTo(TOKEN.closeObject);
      return;
    }
    const [key, keyOffset, keyLength] = this.name();
    const value = this.colon() ? this.expectedValue(owner, key, depth, TOKEN.closeObject) : undefined;
    owner.add(value ? { key, keyOffset, keyLength, value } : { key, keyOffset, keyLength });
  }

  private name(): [key: string, offset: number, length: number] {
    const { scanner } = this;
    const { content, start, at } = scanner;
    scanner.next();
    return [content, start, at - start];
  }

  /** Goes behind the colon of a member. False when there is none. */
  private colon(): boolean {
    if (this.scanner.token === TOKEN.colon) {
      this.scanner.next();
      return true;
    }
    this.failHere('colon');
    this.skipTo(TOKEN.closeObject);
    return false;
  }

  private item(list: ArrayValue, depth: number, parent = list): void {
    const value = this.expectedValue(parent, list.items.length, depth, TOKEN.closeArray);
    if (value) {
      list.add(value);
    }
  }

  private expectedValue(
    parent: Container,
    segment: PathSegment,
    depth: number,
    close: number,
  ): Value | undefined {
    const value = this.value(parent, segment, depth);
    if (!value) {
      this.failHere('value');
      this.skipTo(close);
    }
    return value;
  }

  /** Goes behind the comma between two entries. */
  private separator(needsComma: boolean): void {
    if (this.scanner.token === TOKEN.comma) {
      if (!needsComma) {
        this.failHere('value');
      }
      this.scanner.next();
    } else if (needsComma) {
      this.failHere('comma');
    }
  }

  private close(node: ObjectValue | ArrayValue, bracket: number, error: JsonFault): void {
    const { scanner } = this;
    node.length = scanner.at - node.offset;
    if (scanner.token === bracket) {
      scanner.next();
    } else {
      this.failHere(error);
    }
  }

  private isAt(token: number): boolean {
    return this.scanner.token === token;
  }

  private atEnd(bracket: number): boolean {
    const { token } = this.scanner;
    return token === bracket || token === TOKEN.end || this.stop !== undefined;
  }

  /** Goes to the next comma or closing bracket, whatever stands before. */
  private skipTo(bracket: number): void {
    const { scanner } = this;
    while (scanner.token !== TOKEN.end && scanner.token !== bracket && scanner.token !== TOKEN.comma) {
      scanner.next();
    }
  }

  private failHere(error: JsonFault): void {
    const { start, at } = this.scanner;
    this.fail(error, start, at - start);
  }

  private fail(error: JsonFault, offset: number, length: number): void {
    const last = this.errors.at(-1);
    // What is no name of a property, is no value behind a comma either: one finding is enough.
    const isSame = last?.offset === offset && (last.error === 'name' || last.error === error);
    if (this.errors.length < MAX_SYNTAX_ERRORS && !isSame && !this.stop) {
      this.errors.push({ error, offset, length });
    }
  }
}

/** The number that a token says; of a broken one (`1e`), the part that is one. */
function numberOf(written: string): number {
  const number = Number(written);
  return Number.isNaN(number) ? Number.parseFloat(written) : number;
}
