import type { MetadataDocument } from '../document.ts';
import { removeMember, replaceText } from '../edits.ts';
import { finding, keyPlace, proposedFix, safeFix } from '../finding.ts';
import type { Member } from '../node.ts';
import type { Problem } from '../problem.ts';
import { itemsOf, memberOf, memberValue, numberOf, type ObjectNode, textOf } from '../tree.ts';
import { shown } from '../wording.ts';

/** The properties of a dialect go together (table-dialect.md, Properties). */
export function* checkDialect(dialect: ObjectNode, document: MetadataDocument): Generator<Problem> {
  yield* checkCharacters(dialect, document);
  if (document.version === '1.0') {
    return; // CSV Dialect has nothing of the rest
  }
  yield* checkRemoved(dialect, document);
  yield* checkHeader(dialect, document);
  yield* checkItems(dialect, document);
  yield* checkSheet(dialect, document);
}

function* checkCharacters(dialect: ObjectNode, document: MetadataDocument): Generator<Problem> {
  const [quote, escaping] = [memberOf(dialect, 'quoteChar'), memberOf(dialect, 'escapeChar')];
  if (quote && escaping) {
    const message =
      '"quoteChar" and "escapeChar" exclude each other: cells are quoted, or single characters are escaped.';
    const fixes = [
      ...proposedFix('Remove "escapeChar"', removeMember(document, dialect, escaping)),
      ...proposedFix('Remove "quoteChar"', removeMember(document, dialect, quote)),
    ];
    const related = [{ message: 'The "quoteChar"', at: keyPlace(dialect, quote) }];
    yield finding('warning', 'datapackage/quote-and-escape', keyPlace(dialect, escaping), message, {
      related,
      fixes,
    });
  }
  const seen = new Map<string, Member>();
  for (const name of ['delimiter', 'lineTerminator', 'quoteChar', 'escapeChar', 'commentChar']) {
    const member = memberOf(dialect, name);
    const text = textOf(member?.value);
    if (!member?.value || !text) {
      continue;
    }
    const other = seen.get(text);
    const isPair = name === 'escapeChar' && other?.key === 'quoteChar'; // told above
    if (other?.value && !isPair) {
      const message = `"${name}" and "${other.key}" are both ${shown(visible(text))}: nobody can tell the two apart.`;
      const related = [{ message: `The "${other.key}"`, at: other.value }];
      yield finding('error', 'datapackage/equal-dialect-characters', member.value, message, { related });
    }
    seen.set(text, member);
  }
}

function visible(text: string): string {
  return JSON.stringify(text).slice(1, -1).replace('\\"', '"');
}

/** What CSV Dialect had and Table Dialect has no more. */
function* checkRemoved(dialect: ObjectNode, document: MetadataDocument): Generator<Problem> {
  for (const name of ['caseSensitiveHeader', 'csvddfVersion']) {
    const member = memberOf(dialect, name);
    if (member) {
      const message = `"${name}" is no longer part of the standard and has no effect.`;
      const fixes = safeFix(`Remove "${name}"`, removeMember(document, dialect, member));
      yield finding('warning', 'datapackage/removed-dialect-property', keyPlace(dialect, member), message, {
        fixes,
      });
    }
  }
}

function* checkHeader(dialect: ObjectNode, document: MetadataDocument): Generator<Problem> {
  const header = memberValue(dialect, 'header');
  const rows = memberOf(dialect, 'headerRows');
  if (header?.kind === 'boolean' && !header.value && rows) {
    const message = '"headerRows" has no effect with "header": false, which says that there is no header.';
    const related = [{ message: 'No header', at: header }];
    const fixes = safeFix('Remove "headerRows"', removeMember(document, dialect, rows));
    yield finding('warning', 'datapackage/header-rows-without-header', keyPlace(dialect, rows), message, {
      related,
      fixes,
    });
    return;
  }
  const headerRows = new Map(itemsOf(rows?.value).map((row) => [numberOf(row), row]));
  for (const row of itemsOf(memberValue(dialect, 'commentRows'))) {
    const number = numberOf(row);
    const same = number === undefined ? undefined : headerRows.get(number);
    if (same) {
      const message = `Row ${number} is a row of the header and a comment: it can be one only.`;
      const related = [{ message: 'In "headerRows"', at: same }];
      yield finding('warning', 'datapackage/comment-in-header', row, message, { related });
    }
  }
}

/** Keys are of objects (table-dialect.md, itemKeys). */
function* checkItems(dialect: ObjectNode, document: MetadataDocument): Generator<Problem> {
  const keys = memberOf(dialect, 'itemKeys');
  const type = memberValue(dialect, 'itemType');
  if (keys && type && textOf(type) === 'array') {
    const message =
      '"itemKeys" has no effect with "itemType": "array": only rows that are objects have keys.';
    const fixes = [
      ...proposedFix('Change "itemType" to "object"', replaceText(document, type, 'object')),
      ...proposedFix('Remove "itemKeys"', removeMember(document, dialect, keys)),
    ];
    yield finding('warning', 'datapackage/item-keys-of-arrays', keyPlace(dialect, keys), message, { fixes });
  }
}

/** A sheet has one name and one number; two properties can contradict each other. */
function* checkSheet(dialect: ObjectNode, document: MetadataDocument): Generator<Problem> {
  const [number, name] = [memberOf(dialect, 'sheetNumber'), memberOf(dialect, 'sheetName')];
  if (number && name) {
    const message = '"sheetNumber" and "sheetName" both choose the sheet: keep one, lest they disagree.';
    const fixes = [
      ...proposedFix('Remove "sheetNumber"', removeMember(document, dialect, number)),
      ...proposedFix('Remove "sheetName"', removeMember(document, dialect, name)),
    ];
    const related = [{ message: 'The "sheetName"', at: keyPlace(dialect, name) }];
    yield finding('warning', 'datapackage/sheet-number-and-name', keyPlace(dialect, number), message, {
      related,
      fixes,
    });
  }
}
