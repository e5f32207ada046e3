import { isCount, isFields, listOf } from './fields.ts';
import type {
  StacChildren,
  StacChildrenParams,
  StacEntry,
  StacFindings,
  StacLinkEntry,
  StacObjectEntry,
  StacPage,
  StacPath,
  StacPathParams,
  StacStep,
  StacStyle,
  StacWorkspace,
} from './stac-tree.ts';

/** Longer ways and filters are nothing that the view sends. */
const MOST = { path: 300, filter: 1000 };

/** The parameters of `waybill/stacChildren`; undefined when they are none. */
export function decodeStacChildrenParams(data: unknown): StacChildrenParams | undefined {
  const { path: way, from, filter } = isFields(data) ? data : {};
  const path = listOf(way, textOrNot);
  return path &&
    path.length <= MOST.path &&
    (from === undefined || isCount(from)) &&
    (filter === undefined || isFilter(filter))
    ? { path, ...(from !== undefined && { from }), ...(filter !== undefined && { filter }) }
    : undefined;
}

/** The parameters of `waybill/stacPath`; undefined when they are none. */
export function decodeStacPathParams(data: unknown): StacPathParams | undefined {
  const { uri, filter } = isFields(data) ? data : {};
  return typeof uri === 'string' && (filter === undefined || isFilter(filter))
    ? { uri, ...(filter !== undefined && { filter }) }
    : undefined;
}

/** What `waybill/stacChildren` answers; undefined when it is something else. */
export function decodeStacChildren(data: unknown): StacChildren | undefined {
  const { total, entries: found, pages: cut, workspace: all } = isFields(data) ? data : {};
  const entries = listOf(found, decodeEntry);
  const pages = listOf(cut, decodePage);
  const workspace = all === undefined ? undefined : decodeWorkspace(all);
  return isCount(total) && entries && pages && (all === undefined || workspace)
    ? { total, entries, pages, ...(workspace && { workspace }) }
    : undefined;
}

/** What `waybill/stacPath` answers about an object of the workspace; undefined when it is something else. */
export function decodeStacPath(data: unknown): StacPath | undefined {
  const steps = listOf(isFields(data) ? data['steps'] : undefined, decodeStep);
  return steps && { steps };
}

function decodeStep(data: unknown): StacStep | undefined {
  const { entry: found, index, total } = isFields(data) ? data : {};
  const entry = decodeObject(found);
  return entry && isCount(index) && isCount(total) ? { entry, index, total } : undefined;
}

function decodePage(data: unknown): StacPage | undefined {
  const { from, count, first, last, broken, findings: known } = isFields(data) ? data : {};
  const findings = decodeFindings(known);
  return isCount(from) &&
    isCount(count) &&
    typeof first === 'string' &&
    typeof last === 'string' &&
    isCount(broken) &&
    findings
    ? { from, count, first, last, broken, findings }
    : undefined;
}

const STATES = ['complete', 'partly', 'untrusted', 'no-folder'] as const;

function decodeWorkspace(data: unknown): StacWorkspace | undefined {
  const { state: stated, objects, matches } = isFields(data) ? data : {};
  const state = STATES.find((each) => each === stated);
  return state && isCount(objects) && (matches === undefined || isCount(matches))
    ? { state, objects, ...(matches !== undefined && { matches }) }
    : undefined;
}

function decodeEntry(data: unknown): StacEntry | undefined {
  return isFields(data) && data['kind'] === 'link' ? decodeLink(data) : decodeObject(data);
}

const REASONS = ['missing', 'other', 'outside', 'address', 'machine', 'nowhere'] as const;

function decodeLink(data: Readonly<Record<string, unknown>>): StacLinkEntry | undefined {
  const { rel, href, uri, line, character, title, why: reason } = data;
  const why = REASONS.find((each) => each === reason);
  return why &&
    typeof rel === 'string' &&
    typeof href === 'string' &&
    typeof uri === 'string' &&
    isCount(line) &&
    isCount(character) &&
    isTextOrAbsent(title)
    ? { kind: 'link', why, rel, href, uri, line, character, ...(title !== undefined && { title }) }
    : undefined;
}

const KINDS = ['catalog', 'collection', 'item'] as const;
const PLACES = ['listed', 'unlisted', 'orphan', 'top', 'circle'] as const;

function decodeObject(data: unknown): StacObjectEntry | undefined {
  const fields = isFields(data) ? data : {};
  const { uri, fileName, id, title, version, children, items, hasMore } = fields;
  const kind = KINDS.find((each) => each === fields['kind']);
  const place = PLACES.find((each) => each === fields['place']);
  const findings = decodeFindings(fields['findings']);
  const below = decodeFindings(fields['below']);
  const time = decodeTime(fields['time']);
  const style = decodeStyle(fields['style']);
  if (!kind || !place || !findings || !below || typeof uri !== 'string' || typeof fileName !== 'string') {
    return undefined;
  }
  if (!isCount(children) || !isCount(items) || typeof hasMore !== 'boolean') {
    return undefined;
  }
  if (!isTextOrAbsent(id) || !isTextOrAbsent(title) || !isTextOrAbsent(version)) {
    return undefined;
  }
  return {
    kind,
    uri,
    fileName,
    place,
    children,
    items,
    hasMore,
    findings,
    below,
    ...(id !== undefined && { id }),
    ...(title !== undefined && { title }),
    ...(version !== undefined && { version }),
    ...(time && { time }),
    ...(style && { style }),
  };
}

function decodeTime(data: unknown): StacObjectEntry['time'] {
  const { from, to } = isFields(data) ? data : {};
  return isFields(data)
    ? { ...(typeof from === 'number' && { from }), ...(typeof to === 'number' && { to }) }
    : undefined;
}

const STYLES = ['self-contained', 'relative-published', 'absolute-published', 'mixed'] as const;

function decodeStyle(data: unknown): StacStyle | undefined {
  const { kind: stated, relative, absolute } = isFields(data) ? data : {};
  const kind = STYLES.find((each) => each === stated);
  return kind && isCount(relative) && isCount(absolute) ? { kind, relative, absolute } : undefined;
}

function decodeFindings(data: unknown): StacFindings | undefined {
  const { errors, warnings } = isFields(data) ? data : {};
  return isCount(errors) && isCount(warnings) ? { errors, warnings } : undefined;
}

function isFilter(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MOST.filter;
}

function isTextOrAbsent(value: unknown): value is string | undefined {
  return value === undefined || typeof value === 'string';
}

function textOrNot(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
