import type { StacFindings, StacLinkEntry, StacObjectEntry, StacStyle } from '#server/protocol/stac-tree.ts';
import { isAgain, parentObject, type StacNode, type StacObjectNode, type StacPageNode } from './stac-node.ts';

/** Says a sentence in the language of the editor; `{0}` stands for the first of what follows. */
export type Say = (message: string, ...values: (string | number)[]) => string;

/** How a node looks, without anything of the editor. */
export interface StacLook {
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  /** What a screen reader says. */
  readonly spoken: string;
  /** A product icon. */
  readonly icon: string;
  /** Whether the icon warns. */
  readonly warns: boolean;
  /** By which menus know what it is. */
  readonly context: string;
  readonly opens: boolean;
  /** Findings to show beside it. */
  readonly findings: StacFindings;
}

const NONE: StacFindings = { errors: 0, warnings: 0 };
const ICONS = { catalog: 'book', collection: 'layers', item: 'location' } as const;

export function lookOf(node: StacNode, say: Say): StacLook {
  switch (node.kind) {
    case 'object':
      return objectLook(node, say);
    case 'link':
      return linkLook(node.entry, say);
    case 'page':
      return pageLook(node, say);
    case 'problem':
      return {
        ...plain(node.message, 'warning', 'stacProblem'),
        warns: true,
      };
  }
}

function plain(label: string, icon: string, context: string): StacLook {
  return {
    label,
    description: '',
    tooltip: label,
    spoken: label,
    icon,
    warns: false,
    context,
    opens: false,
    findings: NONE,
  };
}

function objectLook(node: StacObjectNode, say: Say): StacLook {
  const { entry } = node;
  const { kind, id, title, fileName, findings, below } = entry;
  const label = title ?? id ?? fileName;
  const again = isAgain(node);
  const [children, time, style, place] = [
    childrenText(entry, say),
    timeText(entry.time),
    entry.style ? styleText(entry.style, say) : '',
    again ? say('already above: the links go round in a circle') : placeText(entry, say),
  ];
  const known = [
    findingsText(findings, say),
    hasFindings(below) ? say('{0} below', findingsText(below, say)) : '',
  ];
  const name = { catalog: say('Catalogue'), collection: say('Collection'), item: say('Item') }[kind];
  return {
    label,
    description: joined([place, children, time, style], ' · '),
    tooltip: joined([`${name}: ${label}`, ...details(entry, say), children, time, place, ...known], '\n'),
    spoken: joined([`${name} ${label}`, place, children, time, style, ...known], ', '),
    icon: ICONS[kind],
    warns: again || entry.place === 'circle',
    context: contextOf(node),
    opens: !again && entry.hasMore,
    findings: sum(findings, below),
  };
}

function details({ id, title, fileName, version, style }: StacObjectEntry, say: Say): string[] {
  return [
    id !== undefined && title !== undefined ? say('ID: {0}', id) : '',
    say('File: {0}', fileName),
    version === undefined ? '' : say('STAC {0}', version),
    style
      ? say(
          '{0}: {1} relative and {2} absolute links hold it together',
          styleText(style, say),
          style.relative,
          style.absolute,
        )
      : '',
  ];
}

/** `stacItem child`: what it is, and whether it has a parent to go to. */
function contextOf(node: StacObjectNode): string {
  const kind = { catalog: 'stacCatalog', collection: 'stacCollection', item: 'stacItem' }[node.entry.kind];
  return parentObject(node) ? `${kind} child` : kind;
}

function childrenText({ kind, children, items }: StacObjectEntry, say: Say): string {
  if (kind === 'item') {
    return '';
  }
  const parts = [
    children === 0 ? '' : children === 1 ? say('1 child') : say('{0} children', counted(children)),
    items === 0 ? '' : items === 1 ? say('1 item') : say('{0} items', counted(items)),
  ];
  return joined(parts, ', ') || say('lists nothing');
}

function placeText({ place, kind }: StacObjectEntry, say: Say): string {
  switch (place) {
    case 'listed':
      return '';
    case 'top':
      return kind === 'item' ? say('in no catalogue') : '';
    case 'unlisted':
      return say('not listed by its parent');
    case 'orphan':
      return say('orphan: nothing links to it');
    case 'circle':
      return say('its parents go round in a circle');
  }
}

function styleText({ kind }: StacStyle, say: Say): string {
  switch (kind) {
    case 'self-contained':
      return say('self-contained');
    case 'relative-published':
      return say('relative published');
    case 'absolute-published':
      return say('absolute published');
    case 'mixed':
      return say('mixed links');
  }
}

/** A day, or a range of days; an open end is `..`, as in an interval of ISO 8601. Empty where nothing is known. */
export function timeText(time: StacObjectEntry['time']): string {
  const [from, to] = [dayOf(time?.from), dayOf(time?.to)];
  if (from === undefined && to === undefined) {
    return '';
  }
  return from === to ? (from ?? '') : `${from ?? '..'} – ${to ?? '..'}`;
}

function dayOf(time: number | undefined): string | undefined {
  const date = time === undefined ? undefined : new Date(time);
  return date === undefined || Number.isNaN(date.getTime()) ? undefined : date.toISOString().split('T')[0];
}

function linkLook(entry: StacLinkEntry, say: Say): StacLook {
  const { why, href, title, rel } = entry;
  const label = title ?? href;
  const isBroken = why !== 'address' && why !== 'outside';
  const reason = reasonText(why, say);
  const description = isBroken ? say('broken link: {0}', reason) : reason;
  return {
    ...plain(label, isBroken ? 'warning' : 'globe', 'stacLink'),
    description: joined([description, title === undefined ? '' : href], ' · '),
    tooltip: joined([href, say('Link with "rel": "{0}"', rel), description], '\n'),
    spoken: say('Link to {0}, {1}', label, description),
    warns: isBroken,
  };
}

function reasonText(why: StacLinkEntry['why'], say: Say): string {
  switch (why) {
    case 'missing':
      return say('no such file');
    case 'other':
      return say('the file is no STAC object');
    case 'outside':
      return say('not looked for outside of the workspace');
    case 'address':
      return say('not in this workspace');
    case 'machine':
      return say('a place on one machine');
    case 'nowhere':
      return say('neither a path nor an address');
  }
}

function pageLook({ page, total }: StacPageNode, say: Say): StacLook {
  const { from, count, first, last, broken, findings } = page;
  const range = say('{0}–{1} of {2}', counted(from + 1), counted(from + count), counted(total));
  const broke = broken === 0 ? '' : broken === 1 ? say('1 broken link') : say('{0} broken links', broken);
  const label = first === last ? first : `${first} … ${last}`;
  return {
    ...plain(label, 'list-ordered', 'stacPage'),
    description: joined([range, broke], ' · '),
    tooltip: joined([label, range, broke, findingsText(findings, say)], '\n'),
    spoken: joined([range, label, broke, findingsText(findings, say)], ', '),
    opens: true,
    warns: broken > 0,
    findings,
  };
}

/** `1 error, 2 warnings`; empty where there are none. */
export function findingsText({ errors, warnings }: StacFindings, say: Say): string {
  const parts = [
    errors === 0 ? '' : errors === 1 ? say('1 error') : say('{0} errors', counted(errors)),
    warnings === 0 ? '' : warnings === 1 ? say('1 warning') : say('{0} warnings', counted(warnings)),
  ];
  return joined(parts, ', ');
}

function hasFindings({ errors, warnings }: StacFindings): boolean {
  return errors + warnings > 0;
}

function sum(one: StacFindings, other: StacFindings): StacFindings {
  return { errors: one.errors + other.errors, warnings: one.warnings + other.warnings };
}

function counted(count: number): string {
  return count.toLocaleString('en');
}

function joined(parts: readonly string[], separator: string): string {
  return parts.filter((part) => part !== '').join(separator);
}
