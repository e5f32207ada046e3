import type { StacLinkEntry, StacObjectEntry, StacPage } from '#server/protocol/stac-tree.ts';

/** What the STAC Catalogue view shows. `id` is the same for the same thing after each refresh. */
export type StacNode = StacObjectNode | StacLinkNode | StacPageNode | StacProblemNode;

export interface StacObjectNode {
  readonly kind: 'object';
  readonly id: string;
  readonly parent: StacParent | undefined;
  readonly entry: StacObjectEntry;
}

/** A link that leads to no object of the workspace. */
export interface StacLinkNode {
  readonly kind: 'link';
  readonly id: string;
  readonly parent: StacParent | undefined;
  readonly entry: StacLinkEntry;
}

/** Some of the many children of an object. */
export interface StacPageNode {
  readonly kind: 'page';
  readonly id: string;
  readonly parent: StacObjectNode | undefined;
  readonly page: StacPage;
  readonly total: number;
}

/** Children that could not be listed. */
export interface StacProblemNode {
  readonly kind: 'problem';
  readonly id: string;
  readonly parent: StacParent | undefined;
  readonly message: string;
}

export type StacParent = StacObjectNode | StacPageNode;

export function objectNode(parent: StacParent | undefined, entry: StacObjectEntry): StacObjectNode {
  return { kind: 'object', id: idBelow(parent, entry.uri), parent, entry };
}

/** @param index the place of the link among its siblings, since one may come twice */
export function linkNode(parent: StacParent | undefined, entry: StacLinkEntry, index: number): StacLinkNode {
  return { kind: 'link', id: idBelow(parent, `link ${index}`), parent, entry };
}

export function pageNode(parent: StacObjectNode | undefined, page: StacPage, total: number): StacPageNode {
  return { kind: 'page', id: idBelow(parent, `page ${page.from}`), parent, page, total };
}

export function problemNode(parent: StacParent | undefined, message: string): StacProblemNode {
  return { kind: 'problem', id: idBelow(parent, 'problem'), parent, message };
}

function idBelow(parent: StacParent | undefined, key: string): string {
  return parent ? `${parent.id} > ${key}` : key;
}

/** The URIs of the objects from the top down to a node, with its own where it is an object. */
export function pathOf(node: StacNode | undefined): string[] {
  const path: string[] = [];
  for (let each = node; each; each = each.parent) {
    if (each.kind === 'object') {
      path.push(each.entry.uri);
    }
  }
  return path.reverse();
}

/** The object that a node stands under. */
export function parentObject(node: StacNode): StacObjectNode | undefined {
  const { parent } = node;
  return parent?.kind === 'page' ? parent.parent : parent;
}

/** Whether an object stands above itself: whoever opened it would go round in a circle. */
export function isAgain({ parent, entry }: StacObjectNode): boolean {
  return pathOf(parent).includes(entry.uri);
}
