import { readdirSync, readFileSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

/** Who may import what: the table of ARCHITECTURE.md as data. A folder that no row names may not exist. */
interface Rule {
  /** Folders of the project it may import from, besides itself. */
  readonly project: readonly string[];
  /** Packages; `node:` stands for all of Node's own modules. A name covers its sub-paths. */
  readonly packages: readonly string[];
  /** Packages that only these files may import. */
  readonly only?: Readonly<Record<string, readonly string[]>>;
}

const CORE = [
  'base',
  'tableschema',
  'metadata',
  'oci',
  'artifact',
  'trust',
  'bom',
  'tabular',
  'describe',
  'lineage',
].map((name) => `core/${name}`);
const SIGSTORE = ['@sigstore/verify', '@sigstore/bundle', '@sigstore/protobuf-specs'];

const RULES: Readonly<Record<string, Rule>> = {
  'core/base': { project: [], packages: [] },
  'core/oci': { project: ['core/base'], packages: [] },
  'core/tableschema': { project: ['core/base'], packages: [] },
  'core/metadata': {
    project: ['core/base', 'core/tableschema', 'schemas'],
    packages: ['yaml', 'jsonc-parser', 'ajv'],
  },
  'core/tabular': {
    project: ['core/base', 'core/tableschema'],
    packages: ['hyparquet-compressors'],
  },
  'core/describe': {
    project: ['core/base', 'core/tableschema', 'core/metadata', 'core/tabular'],
    packages: [],
  },
  'core/artifact': { project: ['core/base', 'core/oci', 'core/metadata'], packages: [] },
  'core/trust': { project: ['core/base', 'core/oci'], packages: [] },
  'core/bom': { project: ['core/base', 'core/artifact'], packages: [] },
  'core/lineage': {
    project: ['core/base', 'core/oci', 'core/artifact', 'core/bom', 'core/trust', 'core/metadata'],
    packages: [],
  },
  'core/node': { project: CORE, packages: ['node:', '@noble/ciphers', 'geotiff', ...SIGSTORE] },
  'server/protocol': { project: [], packages: [] },
  server: {
    project: [...CORE, 'core/node', 'server/protocol'],
    packages: ['vscode-languageserver', 'vscode-languageserver-textdocument', 'vscode-uri', 'jsonc-parser'],
    only: { 'node:': ['server/main.ts'] },
  },
  'webviews/protocol': { project: ['core/base'], packages: [] },
  webviews: {
    project: [...CORE, 'webviews/protocol'],
    packages: ['world-atlas'],
    only: { 'world-atlas': ['webviews/map/main.ts'] },
  },
  client: {
    project: [...CORE, 'core/node', 'server/protocol', 'webviews/protocol'],
    packages: ['node:', 'vscode', 'vscode-languageclient'],
  },
  cli: { project: [...CORE, 'core/node'], packages: ['node:'] },
  schemas: { project: [], packages: [] },
};

/** Folders at the top that hold no product code, so that no row rules them. */
const OTHER_FOLDERS = ['docs', 'media', 'sample', 'scripts', 'test'];

interface Import {
  readonly specifier: string;
  readonly line: number;
}

const IMPORT =
  /^\s*(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm;

function importsOf(text: string): Import[] {
  return [...text.matchAll(IMPORT)].map((match) => ({
    specifier: match[1] ?? match[2] ?? match[3] ?? '',
    line: text.slice(0, match.index).split('\n').length,
  }));
}

/** The project path that a specifier stands for, or undefined for a package. */
function projectPath(file: string, specifier: string): string | undefined {
  if (specifier.startsWith('#')) {
    return specifier.slice(1);
  }
  return specifier.startsWith('.') ? path.posix.join(path.posix.dirname(file), specifier) : undefined;
}

/** The most specific row of the table that holds a path. */
function ruledFolder(file: string): string | undefined {
  return Object.keys(RULES)
    .filter((folder) => file.startsWith(`${folder}/`))
    .sort((a, b) => b.length - a.length)[0];
}

function packageAllowed(rule: Rule, file: string, specifier: string): boolean {
  const isNode = specifier.startsWith('node:') || builtinModules.includes(specifier);
  const matches = (name: string) =>
    name === 'node:' ? isNode : specifier === name || specifier.startsWith(`${name}/`);
  const restricted = Object.entries(rule.only ?? {}).find(([name]) => matches(name));
  return restricted ? restricted[1].includes(file) : rule.packages.some(matches);
}

/** What is wrong with one import, or undefined. */
function violation(file: string, specifier: string): string | undefined {
  const folder = ruledFolder(file);
  const rule = folder === undefined ? undefined : RULES[folder];
  if (!rule) {
    return 'lies in a folder that the import table does not name';
  }
  const target = projectPath(file, specifier);
  if (target === undefined) {
    return packageAllowed(rule, file, specifier) ? undefined : `may not import the package ${specifier}`;
  }
  const targetFolder = ruledFolder(target);
  const allowed =
    targetFolder === folder || (targetFolder !== undefined && rule.project.includes(targetFolder));
  return allowed ? undefined : `may not import ${target}`;
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join(folder, name.replaceAll('\\', '/')))
    .filter((file) => file.endsWith('.ts') && statSync(file).isFile());
}

const files = ['core', 'server', 'client', 'webviews', 'cli'].flatMap(sourceFiles);
const graph = new Map(
  files.map((file) => {
    const targets = importsOf(readFileSync(file, 'utf8')).map((each) => projectPath(file, each.specifier));
    return [file, targets.filter((target): target is string => target?.endsWith('.ts') === true)] as const;
  }),
);

/** The first import cycle found from `start`, as the list of its files. */
function cycleFrom(start: string): string[] | undefined {
  const done = new Set<string>();
  const walk = (file: string, trail: readonly string[]): string[] | undefined => {
    if (trail.includes(file)) {
      return [...trail.slice(trail.indexOf(file)), file];
    }
    if (done.has(file)) {
      return undefined;
    }
    done.add(file);
    for (const target of graph.get(file) ?? []) {
      const cycle = walk(target, [...trail, file]);
      if (cycle) {
        return cycle;
      }
    }
    return undefined;
  };
  return walk(start, []);
}

describe('architecture', () => {
  test('every import is one that the table allows', () => {
    const violations = files.flatMap((file) =>
      importsOf(readFileSync(file, 'utf8')).flatMap(({ specifier, line }) => {
        const reason = violation(file, specifier);
        return reason === undefined ? [] : [`${file}:${line} ${reason}`];
      }),
    );
    expect(violations).toEqual([]);
  });

  test('no file imports itself through others', () => {
    const cycles = files.map(cycleFrom).filter((cycle) => cycle !== undefined);
    expect(cycles).toEqual([]);
  });

  test('every folder at the top is declared', () => {
    const declared = new Set([...Object.keys(RULES).map((name) => name.split('/')[0]), ...OTHER_FOLDERS]);
    const hidden = (name: string) =>
      name.startsWith('.') || ['node_modules', 'dist', 'coverage'].includes(name);
    const found = readdirSync('.', { withFileTypes: true }).filter(
      (entry) => entry.isDirectory() && !hidden(entry.name),
    );
    expect(found.map((entry) => entry.name).filter((name) => !declared.has(name))).toEqual([]);
  });

  test.each([
    ['core/oci/x.ts', 'node:fs', 'may not import the package node:fs'],
    ['core/oci/x.ts', 'fs', 'may not import the package fs'],
    ['core/oci/x.ts', '#core/trust/y.ts', 'may not import core/trust/y.ts'],
    ['core/base/x.ts', '../node/y.ts', 'may not import core/node/y.ts'],
    ['server/features/x.ts', 'node:path', 'may not import the package node:path'],
    ['cli/x.ts', '#server/main.ts', 'may not import server/main.ts'],
    ['webviews/ui/x.ts', 'vscode', 'may not import the package vscode'],
    ['core/x/y.ts', '#core/base/failure.ts', 'lies in a folder that the import table does not name'],
    ['server/main.ts', 'node:path', undefined],
    ['client/views/x.ts', '#core/node/layout.ts', undefined],
    ['core/tabular/x.ts', 'hyparquet-compressors/x', undefined],
  ])('%s importing %s: %s', (file, specifier, expected) => {
    expect(violation(file, specifier)).toBe(expected);
  });
});
