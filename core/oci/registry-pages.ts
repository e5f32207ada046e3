import { Failure } from '#core/base/failure.ts';
import type { RegistryAnswer, RegistryRequest, SendRequest } from './http.ts';
import { readBody } from './http-body.ts';
import { parseJson } from './manifest.ts';

const MAX_PAGES = 1_000;
const PAGE_LIMIT = 4 * 1024 * 1024;

/**
 * The JSON pages of a listing; an answer that is no page comes without a value and ends it. Follows
 * `Link: <…>; rel="next"`. A next page at another origin, one that was
 * already read, or more than 1,000 pages end in a `Failure`: a hostile registry could otherwise lead us anywhere,
 * for ever (oras-go GHSA-h7vf-4x9w-h99v, GHSA-298f-872v-2rcx).
 */
export async function* jsonPages(
  send: SendRequest,
  first: RegistryRequest,
  isPage: (answer: RegistryAnswer) => boolean = ({ status }) => status === 200,
): AsyncGenerator<{ answer: RegistryAnswer; value: unknown }, void, undefined> {
  const seen = new Set<string>();
  for (let url: URL | undefined = first.url; url; ) {
    if (seen.has(url.href) || seen.size >= MAX_PAGES) {
      throw new Failure(
        'registry/bad-answer',
        `${first.attempt} was given up: ${url.host} sends page after page without end. Tell its operator.`,
      );
    }
    seen.add(url.href);
    const answer = await send({ ...first, url });
    if (!isPage(answer)) {
      yield { answer, value: undefined };
      return;
    }
    const bytes = await readBody(answer, PAGE_LIMIT, `the answer to "${first.attempt}"`, first.signal);
    yield { answer, value: parseAnswer(bytes, first.attempt) };
    url = nextPage(answer.headers.get('link'), url);
  }
}

/** The next page of a `Link` header (RFC 8288), or undefined. Only the origin just asked may be named. */
export function nextPage(header: string | null, current: URL): URL | undefined {
  const match = /<([^<>]{1,4096})>\s{0,8};[^<>]{0,256}\brel="?next"?/i.exec((header ?? '').slice(0, 16_384));
  if (!match?.[1]) {
    return undefined;
  }
  const next = URL.canParse(match[1], current.href) ? new URL(match[1], current) : undefined;
  if (next?.origin !== current.origin) {
    throw new Failure(
      'registry/redirect-refused',
      `${current.host} says that its next page is on another server. That server was not asked.`,
    );
  }
  return next;
}

function parseAnswer(bytes: Uint8Array, attempt: string): unknown {
  try {
    return parseJson(bytes, 'the answer');
  } catch (cause) {
    throw new Failure(
      'registry/bad-answer',
      `${attempt} failed: the answer is not JSON. Check that the address is a registry and not, say, a sign-in page.`,
      { cause },
    );
  }
}
