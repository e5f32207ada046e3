import type { InlayHint, Range } from 'vscode-languageserver/node';
import { formatBytes } from '#core/base/format-bytes.ts';
import { resourcesOf } from '#core/metadata/datapackage/resources.ts';
import type { Node } from '#core/metadata/node.ts';
import type { Surroundings } from '#core/metadata/surroundings.ts';
import { memberValue, oneOrMany, textOf } from '#core/metadata/tree.ts';
import type { OpenDocument } from '#server/workspace/open-documents.ts';
import { type FindingCounts, findingsText } from './finding-counts.ts';

/** Behind the name of each resource what is known of its data, and what was found in it: `1,204 rows, 12.3 kB, 3 errors`. */
export function provideInlayHints(
  { uri, metadata, text }: OpenDocument,
  surroundings: Surroundings,
  findings: FindingCounts,
  range?: Range,
): InlayHint[] {
  const [start, end] = range ? [text.offsetAt(range.start), text.offsetAt(range.end)] : [0, Infinity];
  return resourcesOf(metadata).flatMap((resource, index) => {
    const name = memberValue(resource, 'name');
    const offset = name ? name.offset + name.length : -1;
    // What an alias of YAML stands for is elsewhere.
    if (!name || offset < Math.max(start, resource.offset) || offset > end) {
      return [];
    }
    const facts = [...dataFacts(resource, surroundings), findingsText(findings.of(uri, index))];
    const label = facts.filter((fact) => fact !== '').join(', ');
    const position = text.positionAt(offset + commaBehind(metadata.text, offset));
    return label === '' ? [] : [{ position, label, paddingLeft: true }];
  });
}

/** 1 where a comma ends the line: a hint before it would look like a part of the text. */
function commaBehind(text: string, offset: number): 0 | 1 {
  return /^,[ \t]*(?:\r?\n|$)/.test(text.slice(offset, offset + 100)) ? 1 : 0;
}

/** Rows and size of all files of a resource together, as far as they are known for each. */
function dataFacts(resource: Node, surroundings: Surroundings): string[] {
  const paths = oneOrMany(memberValue(resource, 'path')).flatMap((path) => textOf(path) ?? []);
  if (paths.length === 0) {
    return [];
  }
  const rows = { count: 0, isKnown: true, isExact: true };
  const bytes = { count: 0, isKnown: true };
  for (const path of paths) {
    const file = surroundings.file(path);
    const counted = surroundings.data(path)?.rows;
    rows.isKnown &&= counted !== undefined;
    rows.isExact &&= counted?.exact === true;
    rows.count += counted?.count ?? 0;
    bytes.isKnown &&= file.kind === 'file';
    bytes.count += file.kind === 'file' ? file.size : 0;
  }
  const about = rows.isExact ? '' : '~';
  return [
    rows.isKnown ? `${about}${rows.count.toLocaleString('en')} ${rows.count === 1 ? 'row' : 'rows'}` : '',
    bytes.isKnown ? formatBytes(bytes.count) : '',
  ];
}
