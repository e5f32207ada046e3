import type { Node } from '../node.ts';
import { compiledSchema } from '../schema/compiled-schema.ts';
import { isSchema, type Schema } from '../schema/schema.ts';
import { holds, type SchemaError } from '../schema/schema-error.ts';
import { APPLICATORS } from './applicators.ts';
import type { PatternMatcher } from './ecma-pattern.ts';
import type { Evaluator } from './evaluator.ts';
import { officialSchemaName } from './official-profile.ts';
import type { Profile } from './profile.ts';
import { VALUE_CHECKS } from './value-checks.ts';

/** How many schemas are held against values before we give up: a few lines can ask for billions of comparisons. */
const MAX_STEPS = 500_000;
/** How deep schemas within schemas go: a few for each level of a document, of which there are a dozen. */
const MAX_DEPTH = 500;
/** More errors than this are not told. */
const MAX_ERRORS = 200;

/** What came of holding a profile against a document. */
export interface Evaluated {
  readonly errors: readonly SchemaError[];
  /** Parts of the profile that were not checked, in words. */
  readonly notChecked: readonly string[];
  /** How much work it was. */
  readonly steps: number;
}

/** Thrown where a profile asks for more than we are willing to do. */
class TooMuch extends Error {}

/**
 * Holds a profile against a value. Nothing in the profile makes this slow: work is bounded, patterns take linear time,
 * and what is elsewhere is not fetched.
 */
export function evaluate(profile: Profile, node: Node): Evaluated {
  const run = new Run(profile);
  const errors: SchemaError[] = [];
  try {
    run.check(profile.schema, node, errors);
  } catch (error) {
    if (!(error instanceof TooMuch)) {
      throw error;
    }
    run.notChecked.add('the rest, since it refers to itself without end or takes too long');
  }
  return { errors: errors.slice(0, MAX_ERRORS), notChecked: [...run.notChecked], steps: run.steps };
}

/** Conditions are about few things: one that asks for more than this stays undecided. */
const MAX_CONDITION_STEPS = 2_000;

/** Whether a value satisfies a schema within a profile; undefined where that takes too long to say. */
export function satisfies(profile: Profile, schema: Schema, node: Node): boolean | undefined {
  try {
    return new Run(profile, MAX_CONDITION_STEPS).check(schema, node, undefined);
  } catch (error) {
    if (!(error instanceof TooMuch)) {
      throw error;
    }
    return undefined;
  }
}

/** Keywords that change what is valid, and that nobody here evaluates. */
const NOT_EVALUATED = ['unevaluatedProperties', 'unevaluatedItems', '$dynamicRef', '$recursiveRef'];

/** One evaluation: how much was done, and what could not be. */
class Run implements Evaluator {
  private readonly profile: Profile;
  readonly notChecked = new Set<string>();
  steps = 0;
  private depth = 0;
  private readonly maxSteps: number;

  constructor(profile: Profile, maxSteps = MAX_STEPS) {
    this.profile = profile;
    this.maxSteps = maxSteps;
  }

  check(schema: unknown, node: Node, errors: SchemaError[] | undefined): boolean {
    if (++this.steps > this.maxSteps || this.depth >= MAX_DEPTH) {
      throw new TooMuch();
    }
    if (schema === false) {
      errors?.push({ keyword: 'false schema', node, schema: {}, params: {} });
      return false;
    }
    if (!isSchema(schema)) {
      return true;
    }
    this.depth++;
    try {
      return this.checkKeywords(schema, node, errors);
    } finally {
      this.depth--;
    }
  }

  pattern(text: string): PatternMatcher | undefined {
    const matches = this.profile.pattern(text);
    if (!matches) {
      this.notChecked.add(`the pattern ${text.slice(0, 200)}`);
    }
    return matches;
  }

  private checkKeywords(schema: Schema, node: Node, errors: SchemaError[] | undefined): boolean {
    const reference = schema['$ref'];
    let isValid = typeof reference !== 'string' || this.checkReference(reference, node, errors);
    if (typeof reference === 'string' && this.profile.draft !== 'later') {
      return isValid; // what stands beside a `$ref` does not count
    }
    for (const [keyword, value] of Object.entries(schema)) {
      const applicator = Object.hasOwn(APPLICATORS, keyword) ? APPLICATORS[keyword] : undefined;
      const check = Object.hasOwn(VALUE_CHECKS, keyword) ? VALUE_CHECKS[keyword] : undefined;
      if (applicator) {
        isValid = applicator({ run: this, schema, value, node, errors }) && isValid;
      } else if (check) {
        const params = check({ run: this, schema, value, node });
        if (params) {
          errors?.push({ keyword, node, schema, params });
          isValid = false;
        }
      } else if (NOT_EVALUATED.includes(keyword)) {
        this.notChecked.add(`"${keyword}"`);
      }
      if (!isValid && !errors) {
        return false;
      }
    }
    return isValid;
  }

  private checkReference(reference: string, node: Node, errors: SchemaError[] | undefined): boolean {
    const target = this.profile.resolve(reference);
    if (target !== undefined) {
      return this.check(target, node, errors);
    }
    const official = officialSchemaName(reference);
    if (official === undefined) {
      this.notChecked.add(`what ${reference.slice(0, 200)} asks for, which is elsewhere`);
      return true;
    }
    // The rules of the standard tell what is wrong by themselves: here only alternatives have to know.
    return errors !== undefined || holds(compiledSchema(official), node);
  }
}
