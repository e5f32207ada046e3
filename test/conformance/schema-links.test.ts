import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { SCHEMAS } from '#core/metadata/schema/catalog.ts';
import { hasShared, isRecord, SPECS } from './metadata-oracle.ts';

const TEXTS: Readonly<Record<string, { readonly folder: string; readonly slug: (title: string) => string }>> =
  {
    'https://datapackage.org/standard/': { folder: 'frictionless/text-v2', slug: slugOfAstro },
    'https://specs.frictionlessdata.io/': { folder: 'frictionless/text-v1', slug: slugOfVuePress },
  };

/** The anchor of a heading as the site of version 2 makes it (github-slugger), unless `{#anchor}` says it. */
function slugOfAstro(title: string): string {
  const own = /\{#([\w-]+)\}/.exec(title)?.[1];
  return (
    own ??
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-')
  );
}

/** The same for the site of version 1. */
function slugOfVuePress(title: string): string {
  return title
    .replace(/[\s~`!@#$%^&*()\-_+=[\]{}|\\;:"'<>,.?/]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase();
}

/** Every link to a text that a schema holds. */
function linksIn(value: unknown): string[] {
  if (Array.isArray(value)) {
    return value.flatMap(linksIn);
  }
  if (!isRecord(value)) {
    return [];
  }
  const own = value['waybill:docs'];
  return [...(typeof own === 'string' ? [own] : []), ...Object.values(value).flatMap(linksIn)];
}

const LINKS = [
  ...new Set(
    SCHEMAS.filter(({ $id }) => String($id).startsWith('waybill:/datapackage/')).flatMap((schema) =>
      linksIn(schema),
    ),
  ),
].sort();

describe.runIf(hasShared)('links of the schemas to the texts', () => {
  test.each(LINKS)('%s is a section that exists', (link) => {
    const site = Object.keys(TEXTS).find((each) => link.startsWith(each)) ?? '';
    const text = TEXTS[site];
    const [page = '', anchor] = link.slice(site.length).split('/#');
    const markdown =
      text && readFileSync(path.join(SPECS, text.folder, `${page.replace(/\/$/, '')}.md`), 'utf8');
    const anchors = [...(markdown ?? '').matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => text?.slug(title));
    expect(markdown).toBeDefined();
    expect(anchor === undefined || anchors.includes(anchor)).toBe(true);
  });
});
