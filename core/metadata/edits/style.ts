import type { MetadataDocument } from '../document.ts';

/** How the author of a document writes it: what is inserted follows it. */
export interface Style {
  readonly language: 'json' | 'yaml';
  readonly lineBreak: '\n' | '\r\n';
  /** One level of indentation. */
  readonly unit: string;
  /** JSON without any blanks, as machines write it. */
  readonly minified: boolean;
  /** `{ "a": 1 }` rather than `{"a": 1}`. */
  readonly paddedObjects: boolean;
  /** `[ 1, 2 ]` rather than `[1, 2]`. */
  readonly paddedLists: boolean;
  /** Somewhere a filled object or list stands on one line, in brackets. */
  readonly inlineObjects: boolean;
  readonly inlineLists: boolean;
  /** YAML: the dashes of a list stand further right than the key that it belongs to. */
  readonly indentedDashes: boolean;
}

/** The beginning of a long document tells its style: looking at more makes no difference. */
const SAMPLE = 100_000;
const MAX_LINES = 500;

const known = new WeakMap<MetadataDocument, Style>();

/** The style of a document, found out once. */
export function styleOf(document: MetadataDocument): Style {
  const style = known.get(document) ?? detect(document);
  known.set(document, style);
  return style;
}

function detect({ text, language }: MetadataDocument): Style {
  const sample = text.slice(0, SAMPLE);
  const lines = sample.split('\n', MAX_LINES).map((line) => line.replace(/\r$/, ''));
  const inlineObjects = hasFilled(sample, /\{[^{}\n]*\}/g);
  // Where no list of plain values tells, whoever writes objects on one line writes these on one, too.
  const hasLongLists = /\[[ \t]*\r?\n\s*["\d]/.test(sample);
  return {
    language,
    lineBreak: /^[^\n]*\r\n/.test(sample) ? '\r\n' : '\n',
    unit: (language === 'json' ? jsonUnit(lines) : yamlUnit(lines)) ?? '  ',
    minified:
      language === 'json' &&
      /[:,]/.test(sample) &&
      !/[:,]\s/.test(sample.replace(/"(?:\\.|[^"\\])*"/g, '""')),
    paddedObjects: /\{ +["'\w]/.test(sample) || !/\{["'\w]/.test(sample),
    paddedLists: /\[ +["'\w]/.test(sample) && !/\[["'\w]/.test(sample),
    inlineObjects,
    inlineLists:
      hasFilled(sample, /\[[^[\]{}\n]*\]/g) || (language === 'json' && inlineObjects && !hasLongLists),
    indentedDashes: dashesAreIndented(lines) ?? true,
  };
}

function hasFilled(text: string, brackets: RegExp): boolean {
  return (
    text.includes('\n') && [...text.matchAll(brackets)].some(([found]) => found.slice(1, -1).trim() !== '')
  );
}

function jsonUnit(lines: readonly string[]): string | undefined {
  const indented = lines.find((line) => /^[ \t]+\S/.test(line));
  return indented && /^[ \t]+/.exec(indented)?.[0];
}

function yamlUnit(lines: readonly string[]): string | undefined {
  for (const [index, line] of lines.entries()) {
    const opens = /^( *)(?:- +)?[^\s#-][^#]*:$/.exec(line.trimEnd());
    const inner = /^( *)[^\s#-]/.exec(lines[index + 1] ?? '');
    const more = (inner?.[1] ?? '').length - (opens?.[1] ?? '').length;
    if (opens && inner && more > 0 && !line.trimStart().startsWith('-')) {
      return ' '.repeat(more);
    }
  }
  return undefined;
}

function dashesAreIndented(lines: readonly string[]): boolean | undefined {
  for (const [index, line] of lines.entries()) {
    const opens = /^( *)[^\s#-][^#]*:$/.exec(line.trimEnd());
    const dash = /^( *)-(?: |$)/.exec(lines[index + 1] ?? '');
    if (opens && dash) {
      return (dash[1] ?? '').length > (opens[1] ?? '').length;
    }
  }
  return undefined;
}
