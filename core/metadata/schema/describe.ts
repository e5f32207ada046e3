import { plainText } from '../hover/markdown.ts';
import { type Schema, schemaIn, textIn, textsIn } from './schema.ts';

/** What a schema says about a property or a value, for people. */
export interface Description {
  /** A few words: "text, required". */
  readonly summary: string;
  /** CommonMark, with a link to the section of the specification. */
  readonly markdown: string;
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'number',
  integer: 'whole number',
  boolean: 'true or false',
  object: 'object',
  array: 'list',
  null: 'null',
};

/**
 * Explains a property from all schemas that apply to it. Undefined when none of them says anything.
 * @param additions what profiles of other people say about it, with their names
 */
export function describeProperty(
  name: string,
  schemas: readonly Schema[],
  isRequired: boolean,
  additions: readonly { readonly by: string; readonly text: string }[] = [],
): Description | undefined {
  const plain = schemas.filter((schema) => !describedConst(schema));
  const text = first(plain, 'description') ?? first(plain, 'title');
  const docs = link(schemas);
  if (text === undefined) {
    return undefined;
  }
  const summary = [typesOf(schemas).join(' or '), ...(isRequired ? ['required'] : [])]
    .filter(Boolean)
    .join(', ');
  const values = valuesOf(schemas);
  const parts = [
    `**${shownName(name)}**${summary === '' ? '' : ` (${summary})`}`,
    text,
    values.length > MAX_EXPLAINED ? `Possible: ${names(values)}` : values.map(explained).join('\n'),
    docs,
    ...additions.filter((each) => each.text !== text).map((each) => `**${each.by}**: ${each.text}`),
    ...additions.filter((each) => each.text === text).map(({ by }) => `*${by}*`),
  ];
  return { summary, markdown: parts.filter((part) => part !== '').join('\n\n') };
}

/** The keys of maps are of the person who wrote the document: in them nothing is Markdown. */
function shownName(name: string): string {
  return /^[\w:$.-]{1,100}$/.test(name) ? name : plainText(name, 100);
}

/** The text that a schema is for, where all it does is to name one value of several and to say what that means. */
export function describedConst(schema: Schema): string | undefined {
  const hasText = textIn(schema, 'description') ?? textIn(schema, 'title');
  const [only, ...others] = textsIn(schema, 'enum');
  return hasText === undefined
    ? undefined
    : (textIn(schema, 'const') ?? (others.length === 0 ? only : undefined));
}

type Value = ReturnType<typeof valuesOf>[number];

/** More values are named and not explained: what comes behind them has to be in sight, too. */
const MAX_EXPLAINED = 8;

function names(values: readonly Value[]): string {
  return values.map(({ value }) => `\`${value}\``).join(', ');
}

function explained({ value, text }: Value): string {
  return `- \`${value}\`${text ? `: ${text}` : ''}`;
}

/** Explains one of the values that a property can have. */
export function describeValue(value: string, schemas: readonly Schema[]): Description | undefined {
  const about = valuesOf(schemas).find((each) => each.value === value)?.text;
  if (about === undefined) {
    return undefined;
  }
  const parts = [`**${value}**`, about, link(schemas)];
  return { summary: about, markdown: parts.filter((part) => part !== '').join('\n\n') };
}

/** The values that schemas list for a text, each with what it means where that is said. */
export function valuesOf(schemas: readonly Schema[]): { readonly value: string; readonly text?: string }[] {
  const seen = new Map<string, string | undefined>();
  for (const schema of schemas) {
    const meanings = schemaIn(schema, 'waybill:values') ?? {};
    // Beside `enum`, as editors know it of the JSON Schemas of other people.
    const inOrder = Array.isArray(schema['enumDescriptions']) ? schema['enumDescriptions'] : [];
    for (const [index, value] of textsIn(schema, 'enum').entries()) {
      const about: unknown = inOrder[index];
      seen.set(value, typeof about === 'string' ? about : seen.get(value));
    }
    for (const value of [...textsIn(schema, 'const'), ...Object.keys(meanings)]) {
      seen.set(value, seen.get(value));
    }
    for (const value of Object.keys(meanings)) {
      seen.set(value, textIn(meanings, value) ?? seen.get(value));
    }
    const own = describedConst(schema);
    if (own !== undefined) {
      seen.set(own, seen.get(own) ?? textIn(schema, 'description') ?? textIn(schema, 'title'));
    }
  }
  return [...seen].map(([value, text]) => ({ value, ...(text !== undefined && { text }) }));
}

/** The types that schemas ask for, in words. */
function typesOf(schemas: readonly Schema[]): readonly string[] {
  const types = schemas.map((schema) => textsIn(schema, 'type')).find((each) => each.length > 0) ?? [];
  return types.map((type) => TYPE_WORDS[type] ?? type);
}

function first(schemas: readonly Schema[], keyword: string): string | undefined {
  return schemas.map((schema) => textIn(schema, keyword)).find((text) => text !== undefined);
}

function link(schemas: readonly Schema[]): string {
  const docs = first(schemas, 'waybill:docs');
  return docs === undefined ? '' : `[Specification](${docs})`;
}
