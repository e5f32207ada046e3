import { finding, headOf, type Place } from '../../finding.ts';
import type { Problem, Severity } from '../../problem.ts';
import type { FileFact, Surroundings } from '../../surroundings.ts';
import { memberValue, type ObjectNode, type TextNode, textOf } from '../../tree.ts';
import { shown } from '../../wording.ts';
import { fileName } from '../id-rules.ts';
import { linksOf, type StacObject } from '../stac-rule.ts';
import { type Href, pathTo, readHref } from './href.ts';
import { knownItems } from './items-extent.ts';
import type { StacSurroundings } from './stac-surroundings.ts';
import type { StacSummary, TextPlace } from './summary.ts';

/** A link in the tree of a document, with what it leads to. */
export interface PlacedLink {
  readonly node: ObjectNode;
  readonly rel: string;
  readonly href: TextNode;
  readonly leads: Href;
  /** The object that it leads to, where that is known. */
  readonly target: Neighbour | undefined;
}

/** An object of the graph that a file is linked with. */
export interface Neighbour {
  readonly file: string;
  readonly summary: StacSummary;
}

/** A STAC file among the others of its workspace. */
export interface PlacedObject extends StacObject {
  readonly stac: StacSurroundings;
}

/** The object among others, if it is a file and somebody looked. */
export function placed(object: StacObject): PlacedObject | undefined {
  const { stac } = object.surroundings;
  return object.isFile && stac ? { ...object, stac } : undefined;
}

/** What several rules ask of one object while it is checked: with ten thousand links it takes its time. */
const LINKS = new WeakMap<StacObject, readonly PlacedLink[]>();
const ITEMS = new WeakMap<StacObject, readonly Neighbour[]>();

/** The links of an object that have a relation and an `href`, with what they lead to. */
export function placedLinks(object: StacObject): readonly PlacedLink[] {
  const known = LINKS.get(object) ?? [...readLinks(object)];
  LINKS.set(object, known);
  return known;
}

function* readLinks(object: StacObject): Generator<PlacedLink> {
  const stac = placed(object)?.stac;
  for (const node of linksOf(object)) {
    const rel = textOf(memberValue(node, 'rel'));
    const href = memberValue(node, 'href');
    if (rel !== undefined && href?.kind === 'string') {
      const leads = readHref(href.value);
      const target = stac && neighbour(stac.graph, stac.graph.targetOf(stac.file, { leads }));
      yield { node, rel, href, leads, target };
    }
  }
}

/** The items of a collection that are known. */
export function placedItems(object: StacObject): readonly Neighbour[] {
  const stac = placed(object)?.stac;
  const known = ITEMS.get(object) ?? (stac ? knownItems(stac.graph, stac.file) : []);
  ITEMS.set(object, known);
  return known;
}

/** A file of the graph with its summary. */
export function neighbour(graph: StacSurroundings['graph'], file: string | undefined): Neighbour | undefined {
  const summary = file === undefined ? undefined : graph.get(file);
  return file !== undefined && summary ? { file, summary } : undefined;
}

/** What stands at the path of an `href`, percent-decoded or as it is written. */
export function factAt({ file }: Surroundings, leads: Href & { readonly kind: 'file' }): FileFact {
  const fact = file(leads.path);
  const literal = fact.kind === 'missing' && leads.literal !== undefined ? file(leads.literal) : fact;
  return literal.kind === 'missing' ? fact : literal;
}

/** What an object is called in a message: its id, or else its file. */
export function called({ file, summary: { id } }: Neighbour): string {
  return shown(id?.value ?? fileName(file));
}

/** A place in another file, for the related places of a finding. */
export function elsewhere(
  { file }: StacSurroundings,
  target: Neighbour,
  message: string,
  place: TextPlace | undefined = target.summary.id,
): { message: string; at: Place; file: string } {
  const { offset, length } = place ?? { offset: 0, length: 0 };
  return { message, at: { offset, length, path: [] }, file: pathTo(file, target.file) };
}

/** A finding about a STAC file as a whole: shown at its id, or at its head where it has none. */
export function findingAtId(
  { document, object }: StacObject,
  severity: Severity,
  code: string,
  message: string,
  extras: Parameters<typeof finding>[4] = {},
): Problem {
  return finding(severity, code, memberValue(object, 'id') ?? headOf(document, object), message, extras);
}
