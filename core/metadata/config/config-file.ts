import type { MetadataDocument } from '../document.ts';
import type { Node } from '../node.ts';
import { itemsOf, memberValue, textOf } from '../tree.ts';
import { isConfigurable, isLevel, type Level } from './level.ts';

/** The names of the file in which a team says how its packages are checked; of two in a folder the first counts. */
export const CONFIG_NAMES: readonly string[] = [
  'waybill.config.yaml',
  'waybill.config.yml',
  'waybill.config.json',
];

/** More entries of a list than this are not read. */
const MAX_ENTRIES = 1_000;

/** Findings that are as they should be, for a reason that the team knows. */
export interface Ignored {
  readonly rule: string;
  /** A glob, relative to the folder of the configuration; all files without it. */
  readonly path?: string;
  /** A JSON pointer: findings at this value and below; anywhere without it. */
  readonly pointer?: string;
}

/** What stands in a `waybill.config.yaml`. Entries that make no sense are not here: findings on the file say so. */
export interface ConfigFile {
  readonly rules: ReadonlyMap<string, Level>;
  readonly ignore: readonly Ignored[];
  /** Paths of JSON Schemas relative to the folder of the configuration, by profile address or glob of descriptors. */
  readonly schemas: ReadonlyMap<string, string>;
  /** Globs of files that are not checked. */
  readonly exclude: readonly string[];
}

/** What holds where nothing is said. */
export const emptyConfig: ConfigFile = { rules: new Map(), ignore: [], schemas: new Map(), exclude: [] };

/**
 * Reads a configuration. One with broken syntax says nothing at all: half of a list of exceptions would be worse than
 * none.
 */
export function readConfig({ root, syntax }: MetadataDocument): ConfigFile {
  if (syntax.some(({ severity }) => severity === 'error')) {
    return emptyConfig;
  }
  return {
    rules: levelsOf(memberValue(root, 'rules')),
    ignore: itemsOf(memberValue(root, 'ignore')).slice(0, MAX_ENTRIES).flatMap(ignoredOf),
    schemas: new Map(
      membersOf(memberValue(root, 'schemas')).flatMap(([key, value]) => {
        const path = textOf(value);
        return path === undefined || path === '' ? [] : [[key, path]];
      }),
    ),
    exclude: itemsOf(memberValue(root, 'exclude'))
      .slice(0, MAX_ENTRIES)
      .flatMap((each) => textOf(each) ?? []),
  };
}

/** Whether two configurations say the same, in the same order. */
export function sameConfig(one: ConfigFile, other: ConfigFile): boolean {
  return one === other || plainText(one) === plainText(other);
}

function plainText({ rules, schemas, ignore, exclude }: ConfigFile): string {
  return JSON.stringify([[...rules], [...schemas], ignore, exclude]);
}

function levelsOf(node: Node | undefined): Map<string, Level> {
  const levels = new Map<string, Level>();
  for (const [code, value] of membersOf(node)) {
    const level = textOf(value);
    if (isConfigurable(code) && isLevel(level)) {
      levels.set(code, level);
    }
  }
  return levels;
}

function ignoredOf(node: Node): Ignored[] {
  const [rule, path, pointer] = ['rule', 'path', 'pointer'].map((key) => memberValue(node, key));
  const code = textOf(rule);
  if (code === undefined || !isConfigurable(code) || isOdd(path) || isOdd(pointer)) {
    return []; // an exception that cannot be read in full would hold for more than was meant
  }
  const texts = { path: textOf(path), pointer: textOf(pointer) };
  return [
    {
      rule: code,
      ...(texts.path !== undefined && { path: texts.path }),
      ...(texts.pointer !== undefined && { pointer: texts.pointer }),
    },
  ];
}

/** Something is there, but no text. */
function isOdd(node: Node | undefined): boolean {
  return node !== undefined && node.kind !== 'string';
}

function membersOf(node: Node | undefined): (readonly [string, Node | undefined])[] {
  return node?.kind === 'object'
    ? node.members.slice(0, MAX_ENTRIES).map(({ key, value }) => [key, value] as const)
    : [];
}
