import { removeMember } from '../edits.ts';
import { headOf, keyPlace, proposedFix } from '../finding.ts';
import { misspeltMembers, misspeltProblem } from '../misspelt.ts';
import type { Node } from '../node.ts';
import type { Problem } from '../problem.ts';
import { memberOf, memberValue } from '../tree.ts';
import { shownShort } from '../wording.ts';
import { type Cause, problemOf } from './cause.ts';
import { removingFixes } from './mend.ts';
import { schemaIn, textIn, textsIn } from './schema.ts';

/** An object that takes some properties has another one. */
export function explainUnexpected(cause: Cause): Problem | undefined {
  const { document, node, schema, params } = cause;
  const member = memberOf(node, String(params['additionalProperty']));
  if (node.kind !== 'object' || !member) {
    return undefined;
  }
  const known = Object.keys(schemaIn(schema, 'properties') ?? {});
  for (const misspelt of misspeltMembers(document, node, new Set(known))) {
    if (misspelt.member === member) {
      return misspeltProblem(document, node, misspelt, 'error');
    }
  }
  const possible = known.length === 0 ? '' : ` Possible: ${known.join(', ')}.`;
  const message = `${shownShort(member.key)} is not a property of ${cause.name}.${possible}`;
  return problemOf(cause, 'unexpected-property', keyPlace(node, member), message, {
    fixes: proposedFix(`Remove "${member.key}"`, removeMember(document, node, member)),
  });
}

/** A property has a name of the wrong form. The value of the cause is the name. */
export function explainName(cause: Cause): Problem {
  const { node, schema } = cause;
  const isEmpty = node.kind === 'string' && node.value === '';
  const form = textIn(schema, 'waybill:form') ?? (isEmpty ? 'at least one character' : 'of another form');
  const owner = node.path.at(-2);
  const where = typeof owner === 'string' ? ` in "${owner}"` : '';
  const message = `The name ${cause.name}${where} has to be ${form}.`;
  return problemOf(cause, 'wrong-form', node, message);
}

/** A list lacks an entry, which the schema has words for. */
export function explainContains(cause: Cause): Problem {
  const form = textIn(schemaIn(cause.schema, 'contains') ?? {}, 'waybill:form') ?? 'of another kind';
  const because = becauseOf(cause);
  const place = headOf(cause.document, cause.node);
  return problemOf(cause, 'missing-entry', place, `${cause.name} needs an entry ${form}${because}.`);
}

/** What is there makes no sense beside the rest; the schema says why. */
export function explainNot(cause: Cause): Problem | undefined {
  const because = becauseOf(cause);
  const place = headOf(cause.document, cause.node);
  return because === ''
    ? undefined
    : problemOf(cause, 'unexpected-property', place, `${cause.name} must not be there${because}.`, {
        fixes: removingFixes(cause.document, cause.node),
      });
}

/**
 * What the schema says in its own words that a value has to be (`waybill:form`) or that it needs (`waybill:needs`); told
 * at the member that `waybill:at` leads to. Undefined where it has no words.
 */
export function explainInWords(cause: Cause): Problem | undefined {
  const { document, node, schema } = cause;
  const needs = textIn(schema, 'waybill:needs');
  const form = textIn(schema, 'waybill:form');
  const path = textsIn(schema, 'waybill:at');
  const at = path.reduce<Node | undefined>((each, name) => memberValue(each, name), node) ?? node;
  const name = at === node ? cause.name : `"${path.at(-1)}"`;
  const place = headOf(document, at);
  if (needs !== undefined) {
    return problemOf(cause, 'missing-entry', place, `${name} needs ${needs}.`);
  }
  return form === undefined ? undefined : problemOf(cause, 'wrong-form', place, `${name} has to be ${form}.`);
}

/** The reason that a schema has for what it asks for, to be put behind that; empty where it has none. */
export function becauseOf({ schema }: Cause): string {
  const reason = textIn(schema, 'waybill:because');
  return reason === undefined ? '' : ` because ${reason}`;
}
