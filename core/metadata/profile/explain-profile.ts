import type { MetadataDocument } from '../document.ts';
import { finding, headOf, type Place } from '../finding.ts';
import { areaOf } from '../kind.ts';
import type { Problem } from '../problem.ts';
import type { SchemaError } from '../schema/schema-error.ts';
import { translate } from '../schema/translate.ts';
import type { Profile } from './profile.ts';

/** Names in a message are no longer than this. */
const MAX_SHOWN = 60;

/** What a profile finds wrong, in the words that the standard's own schemas have, and whose profile it is. */
export function* explainErrors(
  document: MetadataDocument,
  profile: Profile,
  errors: readonly SchemaError[],
): Generator<Problem> {
  const asks = `The profile "${profile.name}" asks for this.`;
  for (const error of errors) {
    const own = explainOwn(error);
    const problems = own
      ? [mismatch(document, error, own)]
      : // A schema of other people cannot mean what the words of ours mean.
        translate(document, [{ ...error, schema: withoutOurs(error.schema) }]);
    for (const problem of problems) {
      yield { ...problem, message: `${problem.message} ${asks}` };
    }
  }
}

function withoutOurs(schema: SchemaError['schema']): SchemaError['schema'] {
  return Object.keys(schema).some((key) => key.startsWith('waybill:'))
    ? Object.fromEntries(Object.entries(schema).filter(([key]) => !key.startsWith('waybill:')))
    : schema;
}

function mismatch(document: MetadataDocument, { node }: SchemaError, message: string): Problem {
  const isShort = node.kind !== 'object' && node.kind !== 'array' && node.length > 0;
  const place: Place = isShort ? node : { ...headOf(document, node), path: node.path };
  return finding('error', `${areaOf(document.kind)}/profile-mismatch`, place, message);
}

/** Words for what only profiles ask for; undefined for what our own schemas can say, too. */
function explainOwn({ keyword, node, params, schema }: SchemaError): string | undefined {
  const last = node.path.at(-1);
  const name = typeof last === 'string' ? `"${short(last)}"` : last === undefined ? 'The file' : 'This entry';
  switch (keyword) {
    case 'enum':
      return isTexts(params['allowedValues'])
        ? undefined
        : `${name} has to be one of ${json(params['allowedValues'])}.`;
    case 'const':
      return typeof params['allowedValue'] === 'string'
        ? undefined
        : `${name} has to be ${json(params['allowedValue'])}.`;
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
    case 'multipleOf':
      return limitWords(name, params);
    case 'maxProperties':
      return `${name} may have at most ${String(params['limit'])} properties.`;
    case 'additionalProperties':
      return `${name} must not have "${short(String(params['additionalProperty']))}".`;
    case 'propertyNames':
      return `${name} is not a name that a property may have here.`;
    case 'contains':
      return `${name} does not hold the entries that it needs.`;
    case 'pattern':
      return typeof schema['waybill:form'] === 'string'
        ? undefined
        : `${name} has to match ${short(String(params['pattern']))}.`;
    case 'not':
      return `${name} is what it must not be.`;
    case 'oneOf':
    case 'anyOf':
      return Number(params['valid']) > 1
        ? `${name} is of several forms at once, and may be of one.`
        : `${name} is of none of the forms that it may have.`;
    case 'false schema':
      return `${name} must not be there.`;
    default:
      return undefined;
  }
}

function limitWords(name: string, { comparison, limit }: SchemaError['params']): string | undefined {
  switch (comparison) {
    case '<':
      return `${name} has to be less than ${String(limit)}.`;
    case 'a multiple of':
      return `${name} has to be a multiple of ${String(limit)}.`;
    default:
      return undefined;
  }
}

function isTexts(values: unknown): boolean {
  return Array.isArray(values) && values.every((value) => typeof value === 'string');
}

function json(value: unknown): string {
  return short(String(JSON.stringify(value)));
}

function short(text: string): string {
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}
