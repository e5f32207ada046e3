import { isWebAddress } from '#core/base/web-address.ts';
import type { MetadataDocument } from '#core/metadata/document.ts';
import type { Node } from '#core/metadata/node.ts';
import { itemsOf, memberValue, oneOrMany, textOf } from '#core/metadata/tree.ts';

const PREFIX = 'org.opencontainers.image.';
/** Registries show these texts in lists and cut them anyway. In characters. */
const MAX_TEXT = 4096;

/**
 * Annotations of a package's manifest: only what its descriptor says, so that the same package always has the same
 * digest. `epoch` is SOURCE_DATE_EPOCH in seconds; without it and without a `created` in the descriptor there is no
 * time at all.
 */
export function deriveAnnotations(
  document: MetadataDocument,
  epoch: number | undefined,
): Readonly<Record<string, string>> {
  const { root } = document;
  const text = (key: string) => textOf(memberValue(root, key));
  const isStac = document.kind !== 'datapackage';
  const found: Readonly<Record<string, string | undefined>> = {
    title: text('title') ?? text(isStac ? 'id' : 'name'),
    description: text('description'),
    version: text('version'),
    licenses: isStac ? spdx([text('license')]) : licencesOf(root),
    authors: isStac ? undefined : authorsOf(root),
    url: webAddress(text('homepage')),
    source: isStac ? undefined : sourceOf(root),
    created: createdAt(text('created'), epoch),
  };
  return Object.fromEntries(
    Object.entries(found).flatMap(([key, value]) =>
      value === undefined || value.trim() === '' ? [] : [[PREFIX + key, shorten(value)]],
    ),
  );
}

function licencesOf(root: Node | undefined): string | undefined {
  return spdx(itemsOf(memberValue(root, 'licenses')).map((licence) => textOf(memberValue(licence, 'name'))));
}

/** Identifiers joined so that all apply; nothing at all when one of them cannot be an SPDX identifier. */
function spdx(names: readonly (string | undefined)[]): string | undefined {
  const usable = names.every((name) => name !== undefined && /^[A-Za-z0-9][A-Za-z0-9.+-]{0,63}$/.test(name));
  const isNoLicence = names.some((name) => /^(?:proprietary|various|other)$/i.test(name ?? ''));
  return usable && !isNoLicence && names.length > 0 ? names.join(' AND ') : undefined;
}

/** Contributors who are authors, or whose role is not told: `Jane Doe <jane@example.org>`. */
function authorsOf(root: Node | undefined): string | undefined {
  const authors = itemsOf(memberValue(root, 'contributors')).flatMap((contributor) => {
    const roles = [
      ...oneOrMany(memberValue(contributor, 'roles')),
      ...oneOrMany(memberValue(contributor, 'role')),
    ];
    const isAuthor = roles.length === 0 || roles.some((role) => textOf(role)?.toLowerCase() === 'author');
    const given = [
      textOf(memberValue(contributor, 'givenName')),
      textOf(memberValue(contributor, 'familyName')),
    ];
    const name = textOf(memberValue(contributor, 'title')) ?? given.filter(Boolean).join(' ');
    const email = textOf(memberValue(contributor, 'email'));
    return isAuthor && name !== '' ? [email === undefined ? name : `${name} <${email}>`] : [];
  });
  return authors.length > 0 ? authors.join(', ') : undefined;
}

function sourceOf(root: Node | undefined): string | undefined {
  const paths = itemsOf(memberValue(root, 'sources')).map((source) =>
    webAddress(textOf(memberValue(source, 'path'))),
  );
  return paths.find((path) => path !== undefined);
}

function webAddress(text: string | undefined): string | undefined {
  return text !== undefined && isWebAddress(text) && URL.canParse(text) ? text : undefined;
}

function createdAt(written: string | undefined, epoch: number | undefined): string | undefined {
  if (epoch !== undefined) {
    return new Date(epoch * 1000).toISOString().replace('.000Z', 'Z');
  }
  return written !== undefined &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/.test(written)
    ? written
    : undefined;
}

function shorten(text: string): string {
  const characters = [...text];
  return characters.length > MAX_TEXT ? `${characters.slice(0, MAX_TEXT - 1).join('')}…` : text;
}
