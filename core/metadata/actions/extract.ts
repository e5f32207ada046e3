import { judgePath } from '../datapackage/safe-path.ts';
import type { MetadataDocument } from '../document.ts';
import { applyEdits } from '../edits/compose.ts';
import { nodeEnd } from '../edits/layout.ts';
import { replaceNode } from '../edits/replace.ts';
import { styleOf } from '../edits/style.ts';
import { insertMember } from '../edits.ts';
import { parseMetadata } from '../parse.ts';
import { slug } from '../schema/mend.ts';
import type { Surroundings } from '../surroundings.ts';
import { memberOf, memberValue, type ObjectNode, plainValue, textOf } from '../tree.ts';
import { fileText, isFree } from './new-file.ts';
import { writableValue } from './node-value.ts';
import type { Offer } from './offer.ts';
import { memberPart, type PlacedPart } from './placed-part.ts';

const KINDS = { schema: 'tableschema', dialect: 'tabledialect' } as const;
const WORDS = { schema: 'table schema', dialect: 'dialect' } as const;

/** Moves the table schema or the dialect that is written at a place into a file of its own. */
export function offerExtraction(
  document: MetadataDocument,
  offset: number,
  surroundings: Surroundings,
): Offer[] {
  const part = memberPart(document, offset);
  const node = part?.value;
  if (!part || node?.kind !== 'object' || node.members.length === 0) {
    return [];
  }
  const path = newPath(document, part, surroundings);
  return path === undefined
    ? []
    : [
        {
          id: `extract-${part.name}`,
          title: `Move the ${WORDS[part.name]} to "${path}"`,
          kind: 'refactor.extract',
          change: () => {
            const edits = replaceNode(document, node, path, { commentsAreKept: true });
            const text = partText(document, part.name, node, path);
            return edits && text !== undefined
              ? { edits, files: [{ kind: 'create', path, text }] }
              : undefined;
          },
        },
      ];
}

/** `people.tableschema.json`: named after the resource, so that it is known for what it is. */
function newPath(
  document: MetadataDocument,
  part: PlacedPart,
  surroundings: Surroundings,
): string | undefined {
  const stem = slug(textOf(memberValue(part.resource, 'name')) ?? '') || 'resource';
  const extension = document.language === 'json' ? 'json' : 'yaml';
  const names = ['', '-2', '-3', '-4'].map((suffix) => `${stem}${suffix}.${KINDS[part.name]}.${extension}`);
  return names.find((name) => isFree(name, surroundings) && judgePath(name, '2.0').kind === 'local');
}

/** The text of the new file: as it was written, comments included, where that stands on its own. */
function partText(
  document: MetadataDocument,
  name: keyof typeof KINDS,
  node: ObjectNode,
  path: string,
): string | undefined {
  const value = writableValue(document, node);
  if (value === undefined) {
    return undefined;
  }
  const moved = parseMetadata({ name: path, text: outdented(document, node) });
  const isSame =
    moved.root &&
    moved.syntax.length === 0 &&
    JSON.stringify(plainValue(moved.root)) === JSON.stringify(plainValue(node));
  const file = isSame
    ? moved
    : parseMetadata({ name: path, text: fileText(document, value, document.language) });
  return withProfile(document, file, name);
}

/** A file of its own says which version of the standard it follows. */
function withProfile(document: MetadataDocument, file: MetadataDocument, name: keyof typeof KINDS): string {
  const version = document.version === '1.0' ? undefined : '2.0';
  const { root, text } = file;
  if (version === undefined || root?.kind !== 'object' || memberOf(root, '$schema')) {
    return text;
  }
  const profile = `https://datapackage.org/profiles/${version}/${KINDS[name]}.json`;
  if (file.language === 'yaml' && !text.startsWith('{', root.offset)) {
    return `$schema: ${profile}${styleOf(document).lineBreak}${text}`; // above the comments about what follows
  }
  return applyEdits(text, insertMember(file, root, '$schema', profile, { first: true }) ?? []);
}

/** The text of a value with its lines moved to the left margin. */
function outdented(document: MetadataDocument, node: ObjectNode): string {
  const { text } = document;
  const { lineBreak } = styleOf(document);
  const start = text.lastIndexOf('\n', node.offset - 1) + 1;
  const isBlock = document.language === 'yaml' && text.charAt(node.offset) !== '{';
  const lead = text.slice(start, node.offset);
  const base = isBlock ? ' '.repeat(lead.length) : (/^[ \t]*/.exec(lead)?.[0] ?? '');
  const from = isBlock ? aboveComments(text, start) : node.offset;
  const lines = text.slice(from, nodeEnd(document, node)).split(/\r?\n/);
  const moved = lines.map((line, index) =>
    (index > 0 || isBlock) && line.startsWith(base) ? line.slice(base.length) : line,
  );
  return moved.join(lineBreak) + lineBreak;
}

/** The start of the lines of comments that stand right above a line. */
function aboveComments(text: string, lineStart: number): number {
  let start = lineStart;
  while (start > 0) {
    const previous = text.lastIndexOf('\n', start - 2) + 1;
    if (!/^[ \t]*(?:#.*)?\r?$/.test(text.slice(previous, start - 1))) {
      break;
    }
    start = previous;
  }
  return start;
}
