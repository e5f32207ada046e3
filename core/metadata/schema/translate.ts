import { didYouMean, nearest } from '#core/base/nearest.ts';
import { draftNames } from '../datapackage/draft-names.ts';
import type { MetadataDocument } from '../document.ts';
import { replaceText, replaceWith } from '../edits.ts';
import { finding, headOf, safeFix } from '../finding.ts';
import { areaOf } from '../kind.ts';
import { misspeltInstead } from '../misspelt.ts';
import type { Node } from '../node.ts';
import type { Problem } from '../problem.ts';
import { typeByOtherName } from '../terms/other-type-names.ts';
import { isTranslated } from '../translations.ts';
import { memberOf } from '../tree.ts';
import { inWords, shown, shownShort } from '../wording.ts';
import { type Cause, problemOf } from './cause.ts';
import {
  becauseOf,
  explainContains,
  explainInWords,
  explainName,
  explainNot,
  explainUnexpected,
} from './explain-members.ts';
import { FORMAT_WORDS } from './formats.ts';
import { clampingFixes, convertingFixes, reformingFixes, removingFixes, repeatedItemFixes } from './mend.ts';
import { type Schema, schemasIn, textIn, textsIn } from './schema.ts';
import type { SchemaError } from './schema-error.ts';

/**
 * Turns errors about values of the document into findings on the exact key or value, one for each cause.
 */
export function* translate(document: MetadataDocument, errors: readonly SchemaError[]): Generator<Problem> {
  const area = areaOf(document.kind);
  const ofOtherType = new Set(errors.flatMap(({ keyword, node }) => (keyword === 'type' ? [node] : [])));
  for (const { keyword, node, schema, params } of errors) {
    if (keyword !== 'type' && ofOtherType.has(node)) {
      continue; // what a value of another type breaks besides, it breaks for that reason
    }
    const problem = EXPLANATIONS[keyword]?.({
      document,
      area,
      node,
      schema,
      params,
      name: nameOf(node, schema),
    });
    if (problem) {
      // What may stand in summaries, the text of STAC says and no schema of it.
      yield area === 'stac' && isSummary(node) ? { ...problem, severity: 'warning' } : problem;
    }
  }
}

function isSummary({ path }: Node): boolean {
  return path[0] === 'summaries' && path.length > 2;
}

function nameOf(node: Node, schema: Schema): string {
  const last = node.path.at(-1);
  const noun = textIn(schema, 'waybill:noun');
  if (typeof last === 'string') {
    return `"${last}"`;
  }
  const owner = node.path.findLast((segment) => typeof segment === 'string');
  return noun !== undefined ? `This ${noun}` : owner === undefined ? 'The file' : `This item of "${owner}"`;
}

type Explain = (cause: Cause) => Problem | undefined;

/** By keyword of JSON Schema: what its error means to the author of the document. */
const EXPLANATIONS: Readonly<Record<string, Explain>> = {
  required: explainRequired,
  dependencies: explainRequired,
  additionalProperties: explainUnexpected,
  propertyNames: explainName,
  contains: explainContains,
  not: explainNot,
  anyOf: explainAnyOf,
  type: explainType,
  enum: explainEnum,
  const: explainConst,
  pattern: explainForm,
  format: explainForm,
  minLength: explainForm,
  maxLength: explainForm,
  minItems: (cause) => explainCount(cause, 'at least', 'minItems'),
  maxItems: (cause) => explainCount(cause, 'at most', 'maxItems'),
  minProperties: explainFew,
  uniqueItems: explainUnique,
  minimum: explainLimit,
  maximum: explainLimit,
  exclusiveMinimum: explainLimit,
};

function explainRequired(cause: Cause): Problem | undefined {
  const { document, node, schema, params } = cause;
  const missing = String(params['missingProperty']);
  if (memberOf(node, missing)) {
    return undefined; // the key is there and its value is still being typed: the syntax finding says so
  }
  const misspelt = node.kind === 'object' ? misspeltInstead(document, node, [missing]) : undefined;
  if (misspelt) {
    return misspelt;
  }
  const noun = textIn(schema, 'waybill:noun');
  const subject = node.path.length === 0 ? `The ${noun ?? 'file'}` : noun ? `This ${noun}` : cause.name;
  const reason = textIn(schema, 'waybill:because');
  const because =
    typeof params['property'] === 'string'
      ? ` because it has "${params['property']}"`
      : reason === undefined
        ? ''
        : ` because ${reason}`;
  const place = { ...headOf(document, node), path: node.path };
  return finding(
    'error',
    `${cause.area}/missing-property`,
    place,
    `${subject} needs "${missing}"${because}.${ofDraft(node, [missing])}`,
  );
}

function explainAnyOf(cause: Cause): Problem {
  const names = schemasIn(cause.schema, 'anyOf').flatMap((branch) => textsIn(branch, 'required'));
  const noun = textIn(cause.schema, 'waybill:noun') ?? 'object';
  const { document, node } = cause;
  const inOwnWords = explainInWords(cause);
  if (inOwnWords) {
    return inOwnWords;
  }
  const misspelt = node.kind === 'object' ? misspeltInstead(document, node, names) : undefined;
  if (misspelt) {
    return misspelt;
  }
  const wanted = names.map((name) => `"${name}"`).join(' or ');
  const place = headOf(cause.document, cause.node);
  return finding(
    'error',
    `${cause.area}/missing-property`,
    place,
    `This ${noun} needs ${wanted}.${ofDraft(node, names)}`,
  );
}

/** What is there of it, by the name that a draft of the standard had for it. */
function ofDraft(node: Node, missing: readonly string[]): string {
  const pairs = node.kind === 'object' ? draftNames(node) : [];
  const [first, ...others] = pairs.filter(({ name }) => missing.includes(name));
  if (!first) {
    return '';
  }
  const all = [first, ...others].map(({ member, name }) => `"${member.key}" is now "${name}"`);
  return ` It is written as in a draft of the standard: what was ${inWords(all)}.`;
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
  null: 'null',
};

function explainType(cause: Cause): Problem | undefined {
  if (isByMistake(cause) || (cause.area === 'datapackage' && isTranslated(cause.node))) {
    return undefined;
  }
  const wanted = textsIn({ type: cause.params['type'] }, 'type').map((type) => TYPE_WORDS[type] ?? type);
  const { node } = cause;
  const found = node.kind === 'boolean' ? String(node.value) : (TYPE_WORDS[node.kind] ?? node.kind);
  const place =
    node.kind === 'object' || node.kind === 'array' || node.length === 0
      ? headOf(cause.document, node)
      : node;
  // In YAML nothing at all is null, as it is while somebody types.
  const message =
    node.kind === 'null' && node.length === 0
      ? `${cause.name} has no value: it has to be ${wanted.join(' or ')}.`
      : `${cause.name} has to be ${wanted.join(' or ')}${becauseOf(cause)}, but is ${found}.${isLabelled(cause) ? ' Missing values with labels are of version 2 of the standard.' : ''}`;
  return finding('error', `${cause.area}/wrong-type`, place, message, {
    fixes: convertingFixes(cause.document, node, cause.schema),
  });
}

/** Missing values are objects, as in version 2. */
function isLabelled({ document, node }: Cause): boolean {
  return (
    document.version === '1.0' &&
    node.path.at(-2) === 'missingValues' &&
    memberOf(node, 'value') !== undefined
  );
}

/** Whether a value became an object or a list by the very slip of syntax in it: `name: a: b`. */
function isByMistake({ document, node }: Cause): boolean {
  const end = node.offset + node.length;
  return (
    (node.kind === 'object' || node.kind === 'array') &&
    document.syntax.some(({ offset }) => offset >= node.offset && offset < end)
  );
}

function explainEnum(cause: Cause): Problem {
  const { document, node, schema } = cause;
  const values = Array.isArray(schema['enum']) ? schema['enum'].map(String) : [];
  const text =
    node.kind === 'string' ? node.value : document.text.slice(node.offset, node.offset + node.length);
  const isType = textIn(schema, 'waybill:code') === 'unknown-field-type';
  if (isType && text === 'list' && document.version === '1.0') {
    const newer = '"list" is a field type of version 2 of the standard; in version 1, there is "array".';
    return problemOf(cause, 'unknown-value', node, newer);
  }
  const suggestion = (isType ? typeByOtherName(text) : undefined) ?? nearest(text, textsIn(schema, 'enum'));
  const noun = textIn(schema, 'waybill:noun');
  const what =
    noun === undefined
      ? `${cause.name} cannot be ${shownShort(text)}.`
      : `${shownShort(text)} is not a ${noun}.`;
  const help = suggestion === undefined ? ` Possible: ${values.join(', ')}.` : didYouMean(suggestion);
  const fixes =
    suggestion === undefined
      ? []
      : safeFix(`Change to "${suggestion}"`, replaceText(document, node, suggestion));
  return problemOf(cause, 'unknown-value', node, `${what}${help}`, { fixes });
}

function explainConst(cause: Cause): Problem {
  const { document, node, schema } = cause;
  const wanted = textIn(schema, 'const') ?? '';
  const fixes =
    node.kind === 'string' ? safeFix(`Change to "${wanted}"`, replaceWith(document, node, wanted)) : [];
  return problemOf(cause, 'wrong-value', node, `${cause.name} has to be "${wanted}".`, { fixes });
}

function explainForm(cause: Cause): Problem {
  const { node, schema, params } = cause;
  const format = typeof params['format'] === 'string' ? FORMAT_WORDS[params['format']] : undefined;
  const isEmpty = node.kind === 'string' && node.value === '';
  const form = textIn(schema, 'waybill:form') ?? format;
  const message =
    isEmpty && form === undefined
      ? `${cause.name} is empty.`
      : `${cause.name} has to be ${form ?? 'of another form'}.`;
  const fixes = reformingFixes(cause.document, node, schema);
  return problemOf(cause, isEmpty ? 'empty' : 'wrong-form', node, message, { fixes });
}

function explainCount(cause: Cause, bound: string, keyword: string): Problem {
  const limit = Number(cause.schema[keyword]);
  const place = headOf(cause.document, cause.node);
  const message = `${cause.name} needs ${bound} ${limit} ${limit === 1 ? 'entry' : 'entries'}.`;
  const isEmpty = cause.node.kind === 'array' && cause.node.items.length === 0;
  const fixes = isEmpty ? removingFixes(cause.document, cause.node) : [];
  return problemOf(cause, keyword === 'minItems' ? 'too-few' : 'too-many', place, message, { fixes });
}

function explainFew(cause: Cause): Problem {
  const limit = Number(cause.schema['minProperties']);
  const place = headOf(cause.document, cause.node);
  const count = limit === 1 ? 'one property' : `${limit} properties`;
  return problemOf(
    cause,
    limit === 1 ? 'empty' : 'too-few',
    place,
    `${cause.name} needs at least ${count}.`,
    {
      fixes: limit === 1 ? removingFixes(cause.document, cause.node) : [],
    },
  );
}

function explainUnique(cause: Cause): Problem {
  const items = cause.node.kind === 'array' ? cause.node.items : [];
  const pair = [Number(cause.params['i']), Number(cause.params['j'])];
  const [earlier, later] = [items[Math.min(...pair)], items[Math.max(...pair)]];
  const repeated = later?.kind === 'string' ? shown(later.value) : 'The same value';
  const related = earlier && [{ message: 'First here', at: earlier }];
  const isLong = later?.kind === 'object' || later?.kind === 'array';
  const place = isLong ? headOf(cause.document, later) : (later ?? cause.node);
  return problemOf(cause, 'duplicate-value', place, `${repeated} is in ${cause.name} twice.`, {
    related,
    fixes: later ? repeatedItemFixes(cause.document, cause.node, later) : [],
  });
}

function explainLimit(cause: Cause): Problem {
  const words: Readonly<Record<string, string>> = { '>=': 'at least', '<=': 'at most', '>': 'greater than' };
  const bound = words[String(cause.params['comparison'])] ?? String(cause.params['comparison']);
  return problemOf(
    cause,
    'out-of-range',
    cause.node,
    `${cause.name} has to be ${bound} ${String(cause.params['limit'])}.`,
    {
      fixes: clampingFixes(cause.document, cause.node, cause.params['comparison'], cause.params['limit']),
    },
  );
}
