import { mkdir, mkdtemp, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ThumbnailSource, thumbnailFor } from '#client/previews/map-thumbnail.ts';
import type { MapAsset } from '#core/metadata/stac/map/map-view.ts';
import type { Thumbnail } from '#webviews/protocol/map.ts';

let base = '';

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'waybill-thumbnail-'));
  await mkdir(join(base, 'work/items'), { recursive: true });
  await writeFile(join(base, 'secret.png'), 'secret');
  await writeFile(join(base, 'work/small.png'), 'small');
  await writeFile(join(base, 'work/items/large.png'), '');
  await truncate(join(base, 'work/items/large.png'), 9 * 1024 * 1024);
  await symlink(join(base, 'secret.png'), join(base, 'work/items/link.png'));
});

afterAll(() => rm(base, { recursive: true }));

const SENTENCES = {
  missing: 'missing',
  outside: 'outside',
  tooLarge: 'too large',
  noImage: 'no image',
  untrusted: 'untrusted',
  insecure: 'insecure',
  failed: (reason: string) => `failed: ${reason}`,
};

function source(answers: Record<string, Response> = {}, trusted = true): ThumbnailSource {
  return {
    sentences: SENTENCES,
    trusted,
    root: join(base, 'work'),
    folder: join(base, 'work/items'),
    readFile: async (file) => new Uint8Array(await readFile(file)),
    fetch: (address) => {
      const answer = answers[address];
      return answer ? Promise.resolve(answer) : Promise.reject(new Error(`asked for ${address}`));
    },
  };
}

function asset(where: string, type?: string): MapAsset {
  const target = where.includes(':')
    ? ({ kind: 'address', address: where } as const)
    : ({ kind: 'file', path: where } as const);
  return {
    key: 'k',
    pointer: '/assets/k',
    roles: [],
    href: where,
    target,
    ...(type !== undefined && { type }),
  };
}

function told(thumbnail: Thumbnail): string {
  switch (thumbnail.kind) {
    case 'none':
      return 'none';
    case 'image':
      return `${thumbnail.type} ${new TextDecoder().decode(thumbnail.bytes)}`;
    case 'remote':
      return `remote ${thumbnail.host}`;
    case 'problem':
      return thumbnail.message;
  }
}

test.each([
  ['../small.png', undefined, 'image/png small'],
  ['../small.png', 'image/jpeg', 'image/jpeg small'],
  ['../small.png', 'image/tiff', 'no image'],
  ['../../secret.png', undefined, 'outside'],
  ['link.png', undefined, 'outside'],
  ['nothing.png', undefined, 'missing'],
  ['..', 'image/png', 'outside'],
  ['large.png', undefined, 'too large'],
])('the file %s of type %s is %s', async (path, type, expected) => {
  expect(told(await thumbnailFor(asset(path, type), false, source()))).toBe(expected);
});

test('of other machines only the name is told, until somebody asks', async () => {
  expect(told(await thumbnailFor(asset('https://example.com/a.png'), false, source()))).toBe(
    'remote example.com',
  );
  expect(told(await thumbnailFor(asset('http://169.254.169.254/a.png'), false, source()))).toBe('none');
  expect(told(await thumbnailFor(asset('s3://bucket/a.png'), false, source()))).toBe('none');
});

const moved = (to: string) => new Response(null, { status: 302, headers: { location: to } });
const image = (bytes: BodyInit) => new Response(bytes, { headers: { 'content-type': 'image/png' } });

test.each<[string, Record<string, Response>, string]>([
  ['an image', { 'https://a.org/a.png': image('seen') }, 'image/png seen'],
  [
    'one that moved',
    { 'https://a.org/a.png': moved('/b.png'), 'https://a.org/b.png': image('seen') },
    'image/png seen',
  ],
  ['one that moved to an open line', { 'https://a.org/a.png': moved('http://10.0.0.1/') }, 'insecure'],
  [
    'a page',
    { 'https://a.org/a.png': new Response('<html>', { headers: { 'content-type': 'text/html' } }) },
    'no image',
  ],
  ['nothing', { 'https://a.org/a.png': new Response('', { status: 404 }) }, 'failed: 404'],
  ['too much', { 'https://a.org/a.png': image(new Uint8Array(9 * 1024 * 1024)) }, 'too large'],
  ['no answer', {}, 'failed: asked for https://a.org/a.png'],
])('loading %s', async (_, answers, expected) => {
  expect(told(await thumbnailFor(asset('https://a.org/a.png'), true, source(answers)))).toBe(expected);
});

test('in Restricted Mode nothing is loaded', async () => {
  expect(told(await thumbnailFor(asset('https://a.org/a.png'), true, source({}, false)))).toBe('untrusted');
});
