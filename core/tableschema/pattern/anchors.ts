import { charactersOf } from './code-points.ts';
import { type Expression, PatternProblem, type Reader } from './syntax.ts';

/**
 * Decides what each `^` and `$` is: where the whole value begins or ends anyway, what its author means is what a
 * pattern of XML Schema does without it; anywhere else it is the ordinary character that the standard says.
 */
export function withoutAnchors(
  reader: Reader,
  expression: Expression,
  atStart = true,
  atEnd = true,
): Expression {
  switch (expression.kind) {
    case 'set':
      return expression;
    case 'choice':
      return {
        kind: 'choice',
        items: expression.items.map((item) => withoutAnchors(reader, item, atStart, atEnd)),
      };
    case 'repeat':
      return { ...expression, item: withoutAnchors(reader, expression.item, atStart, atEnd) };
    case 'sequence': {
      const { items } = expression;
      const last = items.findLastIndex((item) => item.kind !== 'anchor');
      const first = items.findIndex((item) => item.kind !== 'anchor');
      const resolved = items.map((item, index) =>
        withoutAnchors(reader, item, atStart && (first < 0 || index <= first), atEnd && index >= last),
      );
      return { kind: 'sequence', items: resolved };
    }
    case 'anchor':
      return resolve(reader, expression, expression.side === 'start' ? atStart : atEnd);
  }
}

function resolve(
  reader: Reader,
  { side, offset, length }: Extract<Expression, { kind: 'anchor' }>,
  isAtEdge: boolean,
): Expression {
  if (isAtEdge) {
    reader.foreign.push({ offset, length, replacement: '' });
    return { kind: 'sequence', items: [] };
  }
  const written = reader.text.slice(offset, offset + length);
  if (length > 1) {
    throw new PatternProblem(
      `XML Schema has no "${written}" for the ${side} of a text`,
      offset,
      length,
      true,
    );
  }
  return { kind: 'set', set: charactersOf(written) };
}
