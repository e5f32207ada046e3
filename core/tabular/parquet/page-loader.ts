import type { ByteSource } from '#core/base/byte-source.ts';
import { Failure } from '#core/base/failure.ts';
import { ByteReader, OutOfBytes } from './byte-reader.ts';
import { decodesPrefixes, decompressPage } from './codecs.ts';
import { crc32 } from './crc32.ts';
import { PAGE, type PageHeader, readPageHeader } from './page-header.ts';

/** A page found in a file: its header, and where the bytes behind the header are. */
export interface Page {
  readonly header: PageHeader;
  /** Offset of the header in the file: the name of the page. */
  readonly offset: number;
  readonly start: number;
  readonly end: number;
}

/** The decompressed bytes of a page, or of its beginning. */
export interface PageContent {
  /** Repetition, then definition levels of a version 2 page; version 1 has them in `body`. */
  readonly levels: Uint8Array;
  readonly body: Uint8Array;
  readonly complete: boolean;
}

/** Loads pages of one file. */
export interface PageLoader {
  /** The page whose header is at `offset`. */
  find(offset: number, signal?: AbortSignal): Promise<Page>;
  /**
   * Gives `decode` the bytes of a page: when the codec allows only about the first `fraction` of it (0 to 1), and more
   * as long as it throws `OutOfBytes`.
   */
  withPage<T>(
    page: Page,
    options: { codec: number; fraction: number; signal?: AbortSignal | undefined },
    decode: (content: PageContent) => T,
  ): Promise<T>;
}

const CACHED_BYTES = 96 * 1024 * 1024;
/** What a page takes in the cache besides its bytes. */
const KEPT_PAGE = 256;
const LARGEST_CACHED_PAGE = 24 * 1024 * 1024;
/** Pages up to this size are read whole, which also lets their checksum be checked. */
const SMALL_PAGE = 32 * 1024;
const LARGEST_HEADER = 16 * 1024 * 1024;

/** Loads pages from `source` and keeps decompressed ones, `most` bytes of them, least recently used first out. */
export function createPageLoader(source: ByteSource, most: number = CACHED_BYTES): PageLoader {
  const pages = new Map<number, Page>();
  const contents = new Map<number, PageContent>();
  let cachedBytes = 0;

  function remember(page: Page, content: PageContent): void {
    const known = contents.get(page.offset);
    cachedBytes += sizeOf(content) - (known === undefined ? 0 : sizeOf(known));
    contents.delete(page.offset);
    contents.set(page.offset, content);
    for (const [offset, oldest] of contents) {
      if (cachedBytes <= most) {
        break;
      }
      contents.delete(offset);
      cachedBytes -= sizeOf(oldest);
    }
  }

  return {
    find: async (offset, signal) => {
      const known = pages.get(offset);
      if (known !== undefined) {
        return known;
      }
      const page = await findPage(source, offset, signal);
      if (pages.size > 10_000) {
        pages.clear();
      }
      pages.set(offset, page);
      return page;
    },
    withPage: async (page, { codec, fraction, signal }, decode) => {
      const known = contents.get(page.offset);
      const first = known === undefined ? undefined : attempt(known, decode);
      if (known !== undefined && first !== undefined) {
        remember(page, known);
        return first.value;
      }
      const size = page.end - page.start;
      let wanted = decodesPrefixes(codec) ? firstRead(size, fraction) : size;
      for (;;) {
        const content = await loadContent(source, page, codec, wanted, signal);
        const result = attempt(content, decode);
        if (result !== undefined) {
          if (content.body.length <= LARGEST_CACHED_PAGE) {
            remember(page, content);
          }
          return result.value;
        }
        wanted = Math.min(size, wanted * 3);
      }
    },
  };
}

// A page of nulls has no body at all, and millions of them would still fill the memory.
function sizeOf({ levels, body }: PageContent): number {
  return levels.length + body.length + KEPT_PAGE;
}

function firstRead(size: number, fraction: number): number {
  const guess = Math.ceil(size * fraction * 1.1) + SMALL_PAGE / 2;
  return size <= SMALL_PAGE || guess > size * 0.8 ? size : guess;
}

/** The result, or undefined when the content is too short and there is more of it. */
function attempt<T>(content: PageContent, decode: (content: PageContent) => T): { value: T } | undefined {
  try {
    return { value: decode(content) };
  } catch (error) {
    if (error instanceof OutOfBytes && !content.complete) {
      return undefined;
    }
    throw error;
  }
}

async function findPage(source: ByteSource, offset: number, signal?: AbortSignal): Promise<Page> {
  for (let wanted = 256; ; wanted *= 8) {
    const bytes = await source.read(offset, offset + wanted, signal);
    try {
      const reader = new ByteReader(bytes);
      const header = readPageHeader(reader);
      const start = offset + reader.offset;
      const end = start + header.compressedSize;
      if (offset < 4 || end > source.size) {
        throw new RangeError(`a page at byte ${offset} reaches beyond the end of the file`);
      }
      return { header, offset, start, end };
    } catch (error) {
      if (!(error instanceof OutOfBytes) || bytes.length < wanted || wanted > LARGEST_HEADER) {
        throw error;
      }
    }
  }
}

async function loadContent(
  source: ByteSource,
  page: Page,
  codec: number,
  wanted: number,
  signal?: AbortSignal,
): Promise<PageContent> {
  const { header } = page;
  const complete = wanted >= page.end - page.start;
  const stored = await source.read(page.start, page.start + wanted, signal);
  if (complete && header.crc !== undefined && crc32(stored) !== header.crc) {
    throw new Failure(
      'table/corrupt',
      `The page at byte ${page.offset} does not have the checksum that its header gives: the file was damaged after it was written. Fetch it again.`,
    );
  }
  const { v2 } = header;
  const levels = header.type === PAGE.dataV2 ? v2.definitionLength + v2.repetitionLength : 0;
  if (levels < 0 || levels > stored.length) {
    if (complete) {
      throw new RangeError('the levels of a page are longer than the page');
    }
    return { levels: new Uint8Array(0), body: new Uint8Array(0), complete };
  }
  const body = stored.subarray(levels);
  // Arrow before 3.0 said "not compressed" of compressed pages (ARROW-17100): the sizes tell the truth.
  const sameSize = page.end - page.start === header.uncompressedSize;
  const plain = header.type === PAGE.dataV2 && (body.length === 0 || (!v2.compressed && sameSize));
  return {
    // A copy, so that the levels do not keep the compressed page in memory.
    levels: stored.slice(0, levels),
    body: plain ? body : decompressPage(codec, body, header.uncompressedSize - levels, complete),
    complete,
  };
}
