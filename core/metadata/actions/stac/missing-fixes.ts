import { insertMember } from '../../edits.ts';
import { proposedFix, safeFix } from '../../finding.ts';
import type { Fix } from '../../problem.ts';
import { neighbour } from '../../stac/graph/placed-links.ts';
import { memberOf, memberValue, type ObjectNode, textOf } from '../../tree.ts';
import { fileName } from '../new-file.ts';
import type { Subject } from '../subject.ts';
import { itemsExtent } from './extent-fixes.ts';
import { type ObjectAround, objectAround } from './object-around.ts';
import { missingTimeFixes } from './time-fixes.ts';

/** Where a member stands that is added, by what should stand before it. */
const BEFORE: Readonly<Record<string, readonly string[]>> = {
  stac_version: ['type'],
  id: ['stac_extensions', 'stac_version', 'type'],
  title: ['id'],
  description: ['title', 'id'],
  license: ['keywords', 'description'],
  extent: ['providers', 'license', 'description'],
  properties: ['bbox', 'geometry', 'collection', 'id'],
  collection: ['id'],
  type: ['href'],
};

/** Adds what a STAC object needs, with what is known of its value or something to write over. */
export function missingStacFixes(subject: Subject): readonly Fix[] {
  const { document, node, problem } = subject;
  const around = objectAround(subject);
  if (node?.kind !== 'object' || !around || problem.fixes) {
    return [];
  }
  const names = [...problem.message.matchAll(/"([\w:]{1,40})"/g)].flatMap(([, name]) => name ?? []);
  const missing = [...new Set(names)].filter((name) => !memberOf(node, name));
  return missing.flatMap((name) => {
    if (name === 'datetime') {
      return missingTimeFixes(subject, node);
    }
    const found = valueFor(subject, around, node, name);
    const before = BEFORE[name]?.map((key) => memberOf(node, key)).find((each) => each !== undefined);
    const place = before
      ? { after: before }
      : name === 'type' || name === 'stac_version'
        ? { first: true }
        : {};
    const make = found?.isCertain ? safeFix : proposedFix;
    return found ? make(`Add "${name}"`, insertMember(document, node, name, found.value, place)) : [];
  });
}

interface Found {
  readonly value: unknown;
  /** Nothing else could stand there. */
  readonly isCertain?: boolean;
}

function valueFor(subject: Subject, around: ObjectAround, node: ObjectNode, name: string): Found | undefined {
  return node === around.object
    ? ofObject(subject, around, name)
    : name === 'end_datetime' || name === 'start_datetime'
      ? otherEnd(node, name)
      : undefined;
}

function ofObject(subject: Subject, { object, scope }: ObjectAround, name: string): Found | undefined {
  const stem = fileName(subject.document.name).replace(/\.(?:json|geojson|ya?ml)$/i, '');
  switch (name) {
    case 'links':
      return { value: [], isCertain: true };
    case 'assets':
      return { value: {}, isCertain: true };
    case 'stac_version':
      return { value: '1.1.0' };
    case 'type':
      return { value: { item: 'Feature', collection: 'Collection', catalog: 'Catalog' }[scope] };
    case 'id':
      return object === subject.document.root && stem !== '' ? { value: stem } : undefined;
    case 'description':
      return {
        value: textOf(memberValue(object, 'title')) ?? textOf(memberValue(object, 'id')) ?? 'Description',
      };
    case 'license':
      return { value: textOf(memberValue(object, 'stac_version')) === '1.0.0' ? 'proprietary' : 'other' };
    case 'extent':
      return { value: extentFor(subject) };
    case 'geometry':
      return memberOf(object, 'bbox') ? undefined : { value: null };
    case 'collection':
      return collectionId(subject);
    default:
      return undefined;
  }
}

/** The extent of the items that are known, and otherwise all of space and time. */
function extentFor(subject: Subject): unknown {
  const { box, interval } = itemsExtent(subject);
  return {
    spatial: { bbox: [box ?? [-180, -90, 180, 90]] },
    temporal: { interval: [interval ?? [null, null]] },
  };
}

/** The id of the collection that the item links to. */
function collectionId({ surroundings: { stac } }: Subject): Found | undefined {
  const target = stac && neighbour(stac.graph, stac.graph.related(stac.file, 'collection'));
  const id = target?.summary.kind === 'collection' ? target.summary.id : undefined;
  return id && { value: id.value, isCertain: true };
}

/** A range with one end: the other is the same moment until somebody knows better. */
function otherEnd(owner: ObjectNode, name: string): Found | undefined {
  const known = textOf(memberValue(owner, name === 'end_datetime' ? 'start_datetime' : 'end_datetime'));
  return known === undefined ? undefined : { value: known };
}
