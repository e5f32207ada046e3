import type { MetadataDocument } from '../../document.ts';
import { Verbatim } from '../../edits/write-value.ts';
import { insertMember, removeItem, removeMember, replaceText, replaceWith } from '../../edits.ts';
import { proposedFix, safeFix } from '../../finding.ts';
import type { Node } from '../../node.ts';
import type { Fix } from '../../problem.ts';
import { licenseByName } from '../../terms/licenses.ts';
import { itemsOf, memberOf, memberValue, nodeAtPath, numberOf, textOf } from '../../tree.ts';
import { fileName } from '../new-file.ts';
import type { Subject } from '../subject.ts';
import { liftValues, together } from './merge-bands.ts';

/** Takes a member away that the finding is about, and says what it is. */
export function removeMemberFixes({ document, node, owner }: Subject): readonly Fix[] {
  const member = owner?.kind === 'object' ? owner.members.find(({ value }) => value === node) : undefined;
  return owner?.kind === 'object' && member
    ? proposedFix(`Remove "${member.key.slice(0, 60)}"`, removeMember(document, owner, member))
    : [];
}

/** Takes the asset away whose address the finding is about. */
export function removeAssetFixes(subject: Subject): readonly Fix[] {
  const { document, owner: asset } = subject;
  const assets = nodeAtPath(document.root, asset?.path.slice(0, -1) ?? []);
  return removeMemberFixes({ ...subject, node: asset, owner: assets });
}

/** Takes an entry of a list away that stands there already. */
export function removeRepeatedFixes({ document, node, owner }: Subject): readonly Fix[] {
  const index = node && owner?.kind === 'array' ? owner.items.indexOf(node) : -1;
  return owner?.kind === 'array' && index >= 0
    ? safeFix('Remove the second one', removeItem(document, owner, index))
    : [];
}

/** A number without its sign. */
export function positiveFixes({ document, node }: Subject): readonly Fix[] {
  const value = numberOf(node);
  return node && value !== undefined
    ? proposedFix(`Change to ${-value}`, replaceWith(document, node, -value))
    : [];
}

/** Values that several bands have in common, all at once. */
export function liftFixes({ document, problem, owner }: Subject): readonly Fix[] {
  if (problem.fixes || owner?.kind !== 'object') {
    return [];
  }
  return safeFix('Move them out of the bands', [...liftValues(document, owner)][0]);
}

/** GDAL tells the corner first, STAC last (projection extension, `proj:transform`). */
export function transformOrderFixes({ document, node }: Subject): readonly Fix[] {
  const items = itemsOf(node);
  const [left, xScale, xSkew, top, ySkew, yScale] = items;
  const order = [xScale, xSkew, left, ySkew, yScale, top];
  const edits = order.flatMap((from, index) => {
    const place = items[index];
    return from && place
      ? [{ offset: place.offset, length: place.length, text: written(document, from) }]
      : [];
  });
  return edits.length === 6 && items.every(({ kind }) => kind === 'number')
    ? safeFix('Write them in the order of STAC', edits)
    : [];
}

/** Rows come before columns. */
export function shapeOrderFixes({ document, node }: Subject): readonly Fix[] {
  const [rows, columns] = itemsOf(node);
  return rows && columns && node?.path.at(-1) === 'proj:shape'
    ? proposedFix('Exchange rows and columns', [
        { offset: rows.offset, length: rows.length, text: written(document, columns) },
        { offset: columns.offset, length: columns.length, text: written(document, rows) },
      ])
    : [];
}

/** A position of a geometry has two or three numbers. */
export function positionLengthFixes({ document, node }: Subject): readonly Fix[] {
  const kept = itemsOf(node).slice(0, 3);
  return node && kept.length === 3 && kept.every(({ kind }) => kind === 'number')
    ? proposedFix(
        'Keep longitude, latitude and height',
        replaceWith(
          document,
          node,
          kept.map((each) => new Verbatim(written(document, each))),
        ),
      )
    : [];
}

function written({ text }: MetadataDocument, { offset, length }: Node): string {
  return text.slice(offset, offset + length);
}

/** An identifier that SPDX gave up for two that say more. */
export function deprecatedLicenseFixes({ document, node }: Subject): readonly Fix[] {
  const id = textOf(node)?.replace(/\+$/, '');
  return node && id !== undefined
    ? ['only', 'or-later'].flatMap((end) => {
        const name = `${id}-${end}`;
        return licenseByName(name)?.spdx
          ? proposedFix(`Change to "${name}"`, replaceText(document, node, name))
          : [];
      })
    : [];
}

/** What can be neither in addresses nor in names of files. */
export function reservedInIdFixes({ document, node }: Subject): readonly Fix[] {
  const better = textOf(node)?.replace(/[:/\\?#]+/g, '-');
  return node && better !== undefined
    ? proposedFix(`Change to "${better.slice(0, 100)}"`, replaceText(document, node, better))
    : [];
}

/** The file says what the item is called. */
export function idOfFileFixes({ document, node }: Subject): readonly Fix[] {
  const stem = fileName(document.name).replace(/\.(?:json|geojson|ya?ml)$/i, '');
  return node && stem !== ''
    ? proposedFix(`Change the id to "${stem}"`, replaceText(document, node, stem))
    : [];
}

/** A description of an asset of items says two things at least. */
export function itemAssetFieldsFixes({ document, node }: Subject): readonly Fix[] {
  const key = String(node?.path.at(-1) ?? '');
  return node?.kind === 'object' && !memberOf(node, 'title') && node.members.length === 1
    ? proposedFix(
        'Add a title',
        insertMember(document, node, 'title', key.replace(/[-_]+/g, ' ').trim() || key, { first: true }),
      )
    : [];
}

/** Statistics whose minimum is above the maximum. */
export function extremesFixes({ document, owner }: Subject): readonly Fix[] {
  const [minimum, maximum] = [memberValue(owner, 'minimum'), memberValue(owner, 'maximum')];
  return minimum && maximum
    ? proposedFix(
        'Exchange minimum and maximum',
        together([
          [{ offset: minimum.offset, length: minimum.length, text: written(document, maximum) }],
          [{ offset: maximum.offset, length: maximum.length, text: written(document, minimum) }],
        ]),
      )
    : [];
}

/** A version before the release of one that is checked, from which it differs by little. */
export function releasedVersionFixes({ document, node }: Subject): readonly Fix[] {
  const release = /^(?:1\.0\.0(?=-rc\.\d{1,2}$)|1\.1\.0(?=-(?:beta|rc)\.\d{1,2}$))/.exec(
    textOf(node) ?? '',
  )?.[0];
  return node && release !== undefined
    ? proposedFix(`Change to ${release}`, replaceText(document, node, release))
    : [];
}
