import type { Range } from 'vscode-languageserver/node';
import { type PathSegment, parsePointer } from '#core/base/json-pointer.ts';
import { applyFormChanges } from '#core/metadata/form/apply-changes.ts';
import { decodeFormChange } from '#core/metadata/form/form-change.ts';
import type { Node } from '#core/metadata/node.ts';
import { childOf, plainValue } from '#core/metadata/tree.ts';
import type { FormContent, FormEditsResult } from '#server/protocol/form.ts';
import type { Checked } from '#server/workspace/checks.ts';
import type { OpenDocument } from '#server/workspace/open-documents.ts';
import { rangeOf } from './range.ts';

/** More suggestions than this nobody scrolls through. */
const MAX_FILES = 500;

/** The value and the findings of a descriptor for the form. */
export function provideFormContent({ document, problems, surroundings }: Checked): FormContent {
  const { root } = document.metadata;
  return {
    version: document.version,
    ...(root?.kind === 'object' && { value: plainValue(root) }),
    problems: problems.map(({ pointer, severity, message }) => ({ pointer, severity, message })),
    files: surroundings
      .files()
      .slice(0, MAX_FILES)
      .map(({ path }) => path),
  };
}

/** The edits that make changes which the form asks for, in the version that it saw. */
export function provideFormEdits(
  document: OpenDocument,
  version: number,
  changes: readonly unknown[],
): FormEditsResult {
  if (document.version !== version) {
    return { refused: 'The text has changed meanwhile. Look at the form again and repeat the change.' };
  }
  const decoded = changes.map(decodeFormChange);
  const known = decoded.filter((change) => change !== undefined);
  if (known.length < decoded.length) {
    return { refused: 'The form asked for a change that is not known here.' };
  }
  const applied = applyFormChanges(document.metadata, known);
  return 'refused' in applied
    ? applied
    : {
        edits: applied.edits.map((edit) => ({
          range: rangeOf(document.text, edit),
          newText: edit.text,
        })),
      };
}

/** Where the value with a JSON pointer stands, or the nearest above it. */
export function provideFormRange({ metadata, text }: OpenDocument, pointer: string): Range | undefined {
  let node: Node | undefined = metadata.root;
  for (const name of parsePointer(pointer)) {
    const segment: PathSegment = node?.kind === 'array' ? Number(name) : name;
    const child: Node | undefined = childOf(node, segment);
    if (!child) {
      break;
    }
    node = child;
  }
  return node && rangeOf(text, node);
}
