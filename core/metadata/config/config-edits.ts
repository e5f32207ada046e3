import type { MetadataDocument } from '../document.ts';
import { lineStart } from '../edits/lines.ts';
import { styleOf } from '../edits/style.ts';
import { Verbatim } from '../edits/write-value.ts';
import { insertItem, insertMember, replaceWith } from '../edits.ts';
import type { Problem, TextEdit } from '../problem.ts';
import { innermostAt, memberOf, memberValue } from '../tree.ts';
import type { Ignored } from './config-file.ts';

/** The text of a new `waybill.config.yaml` that turns a rule off. */
export function configThatTurnsOff(code: string): string {
  return `rules:\n  ${code}: off\n`;
}

/** The text of a new `waybill.config.yaml` with one exception. */
export function configThatIgnores({ rule, path, pointer }: Ignored): string {
  const lines = Object.entries({ path, pointer }).map(([key, text]) =>
    text === undefined ? '' : `    ${key}: ${JSON.stringify(text)}\n`,
  );
  return `ignore:\n  - rule: ${rule}\n${lines.join('')}`;
}

/** The edits of a configuration that turn a rule off; undefined where they cannot be made without losing something. */
export function turnOff(config: MetadataDocument, code: string): readonly TextEdit[] | undefined {
  const off = config.language === 'yaml' ? new Verbatim('off') : 'off';
  const rules = memberValue(config.root, 'rules');
  if (rules?.kind !== 'object') {
    return fill(config, 'rules', { [code]: off }, configThatTurnsOff(code));
  }
  const stated = memberOf(rules, code);
  return stated
    ? stated.value && replaceWith(config, stated.value, off)
    : insertMember(config, rules, code, off);
}

/** The edits of a configuration that add an exception at the end of its list; undefined where they cannot be made. */
export function addIgnored(config: MetadataDocument, ignored: Ignored): readonly TextEdit[] | undefined {
  const { rule, path, pointer } = ignored;
  const entry = { rule, path, pointer };
  const list = memberValue(config.root, 'ignore');
  return list?.kind === 'array'
    ? insertItem(config, list, list.items.length, entry)
    : fill(config, 'ignore', [entry], configThatIgnores(ignored));
}

/** Writes a member that is not there yet, or has no value; into an empty file as a text of its own. */
function fill(
  config: MetadataDocument,
  key: string,
  value: object,
  text: string,
): readonly TextEdit[] | undefined {
  const { root } = config;
  if (root?.kind === 'object') {
    const stated = memberOf(root, key);
    if (stated) {
      return stated.value?.kind === 'null' ? replaceWith(config, stated.value, value) : undefined;
    }
    return insertMember(config, root, key, value);
  }
  const isBlank = config.text.split('\n').every((line) => /^\s*(?:#|$)/.test(line));
  if (config.language !== 'yaml' || !isBlank) {
    return undefined;
  }
  const { lineBreak } = styleOf(config);
  const before = config.text === '' || config.text.endsWith('\n') ? '' : lineBreak;
  return [{ offset: config.text.length, length: 0, text: before + text.replaceAll('\n', lineBreak) }];
}

/**
 * The edit that puts a comment above the line of a finding, which suppresses it. Undefined in JSON, which has no
 * comments, and within a text of several lines, where it would be a part of the text.
 */
export function commentAbove(
  document: MetadataDocument,
  { code, offset }: Pick<Problem, 'code' | 'offset'>,
): TextEdit | undefined {
  const { text, language } = document;
  const start = lineStart(document, offset);
  if (language !== 'yaml' || isWithinText(document, start)) {
    return undefined;
  }
  const { lineBreak } = styleOf(document);
  const hasMark = start === 0 && text.startsWith('\uFEFF');
  const at = hasMark ? 1 : start;
  const indent = /^ */.exec(text.slice(at, offset))?.[0] ?? '';
  // What stands before the first line is above nothing.
  const word = hasMark && offset === 0 ? 'waybill-ignore-file' : 'waybill-ignore';
  return { offset: at, length: 0, text: `${indent}# ${word} ${code}${lineBreak}` };
}

function isWithinText({ root }: MetadataDocument, offset: number): boolean {
  const { node, member } = innermostAt(root, offset) ?? {};
  const isWithin = (start: number, length: number) => start < offset && offset < start + length;
  return member
    ? isWithin(member.keyOffset, member.keyLength)
    : node?.kind === 'string' && isWithin(node.offset, node.length);
}
