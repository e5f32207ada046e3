import { readdirSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '#core/metadata/problem.ts';
import { RULES } from '#core/metadata/rule-catalogue.ts';
import { checkDescriptorAt } from '#core/node/check-descriptor.ts';
import { gatherStacFolder } from '#core/node/gather-stac.ts';
import { parseDescriptorBytes } from '#core/node/read-descriptor.ts';
import { validateDataAt } from '#core/node/validate-data.ts';

const PAGES = join(import.meta.dirname, '../../../docs/rules');
const CODES = Object.keys(RULES).sort();
/** The codes that have a page. */
const PAGED = readdirSync(PAGES, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.includes('/') && file.endsWith('.md'))
  .map((file) => file.slice(0, -'.md'.length))
  .sort();

/** Findings about what a page cannot show, each with the reason. */
const NOT_SHOWN: Readonly<Record<string, string>> = {
  'data/encoding-error': 'a page is UTF-8',
  'data/more-findings': 'it takes more findings than are listed',
  'datapackage/column-of-other-type': 'it takes a file of Parquet or Arrow',
  'datapackage/data-byte-order-mark': 'nobody sees the mark in a page',
  'datapackage/large-inline-data': 'it takes 100 000 characters',
  'datapackage/missing-encoding': 'a page is UTF-8',
  'datapackage/unread-part': 'it takes four million characters',
  'metadata/byte-order-mark': 'nobody sees the mark in a page',
  'metadata/excluded': 'the command line says it, of a file that somebody named',
  'metadata/not-utf-8': 'a page is UTF-8',
  'metadata/too-deep': 'it takes hundreds of levels',
  'metadata/too-large': 'it takes 32 million characters',
  'metadata/too-many-aliases': 'it takes ten lists of ten lists of ten lists',
  'metadata/too-many-findings': 'it takes a thousand findings',
  'stac/large-file': 'it takes a megabyte',
  'metadata/unknown-kind': 'the command line says it, of a file that somebody named',
};

/** Where the texts stand that rules are from. */
const SOURCES =
  /^(?:\.\.\/\.\.\/configuration\.md$|https:\/\/(?:datapackage\.org\/|specs\.frictionlessdata\.io\/|www\.rfc-editor\.org\/rfc\/|github\.com\/(?:radiantearth\/stac-spec|stac-extensions)\/|yaml\.org\/spec\/|json-schema\.org\/|spdx\.org\/|semver\.org\/|www\.iana\.org\/|www\.w3\.org\/TR\/|docs\.python\.org\/))/;

interface Block {
  readonly file: string;
  readonly text: string;
}

interface Page {
  readonly text: string;
  /** The blocks of a section: the document, and the files beside it. */
  blocks(section: string): readonly Block[];
}

function readPage(text: string): Page {
  return {
    text,
    blocks(section) {
      const start = text.indexOf(`\n## ${section}\n`);
      const end = text.indexOf('\n## ', start + 1);
      const part = start < 0 ? '' : text.slice(start, end < 0 ? undefined : end);
      return [...part.matchAll(/^```\S+ (\S+)\n([\s\S]*?)^```$/gm)].map(([, file = '', content = '']) => ({
        file,
        text: content,
      }));
    },
  };
}

let folder: string;
let made = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waybill-rule-pages-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

type Found = Pick<Problem, 'code' | 'severity' | 'message'>;

/** What is found in the first file, or in the data that it describes, as the command line would. */
async function found(code: string, blocks: readonly Block[]): Promise<readonly Found[]> {
  const root = join(folder, String(made++));
  for (const { file, text } of blocks) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  }
  const [document] = blocks;
  if (!document) {
    throw new Error('There is no example.');
  }
  const path = join(root, document.file);
  const parsed = parseDescriptorBytes(document.file, new TextEncoder().encode(document.text));
  if (!code.startsWith('data/')) {
    const stac = await gatherStacFolder({ root });
    return checkDescriptorAt(path, parsed, { root, hashes: 'declared', data: 'profile', stac });
  }
  const { tables, unchecked } = await validateDataAt(path, parsed, { root, mostPerCode: 10 });
  return [
    ...(await checkDescriptorAt(path, parsed, { root, hashes: 'none', data: 'none' })),
    ...unchecked.map(
      ({ reason }): Found => ({ code: 'data/not-checked', severity: 'info', message: reason }),
    ),
    ...tables.flatMap(({ findings }) =>
      findings.map((each): Found => ({ ...each, severity: RULES[each.code]?.severity ?? 'error' })),
    ),
  ];
}

/** Said of files that an example names and does not show, which most examples of STAC do. */
const ABOUT_OTHERS: readonly string[] = ['stac/broken-link', 'stac/missing-asset'];

const codesOf = (problems: readonly Found[]) => [...new Set(problems.map(({ code }) => code))];

test('there is a page about each rule, and no other', () => {
  expect(PAGED.filter((code) => !CODES.includes(code))).toEqual([]);
  expect(CODES.filter((code) => !PAGED.includes(code))).toEqual([]);
});

test('the index names each rule with its title (made anew by "vitest --update")', async () => {
  const areas = [...new Set(CODES.map((code) => code.slice(0, code.indexOf('/'))))];
  const tables = areas.map((area) => {
    const rows = CODES.filter((code) => code.startsWith(`${area}/`)).map(
      (code) => `| [${code}](${code}.md) | ${RULES[code]?.severity} | ${RULES[code]?.title} |`,
    );
    return [`## ${area}`, '', '| rule | by default | what holds |', '| --- | --- | --- |', ...rows].join(
      '\n',
    );
  });
  const intro =
    'What Waybill checks in descriptors and data. How much a rule matters, and whether it counts at all, stands in `waybill.config.yaml`: see the [configuration](../configuration.md).';
  const index = `# Rules\n\n${intro}\n\n${tables.join('\n\n')}\n`;
  await expect(index).toMatchFileSnapshot(join(PAGES, 'README.md'));
});

describe.each(PAGED)('%s', (code) => {
  const page = async () => readPage(await readFile(join(PAGES, `${code}.md`), 'utf8'));
  const severity = RULES[code]?.severity ?? '';

  test(`the page ${code} names the rule, its severity, and where it is from`, async () => {
    const { text } = await page();
    const word = `${severity.charAt(0).toUpperCase()}${severity.slice(1)}`;
    expect(text.split('\n').slice(0, 3)).toEqual([
      `# ${code}`,
      '',
      expect.stringMatching(`^\\*\\*${word}\\*\\*`),
    ]);
    const source = text.slice(text.indexOf('\n## Source\n'));
    const links = [...source.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
    expect(text).toContain('\n## Source\n');
    expect(links.filter((link) => !SOURCES.test(link))).toEqual([]);
  });

  test.skipIf(code in NOT_SHOWN)(
    `the wrong example of ${code} is wrong in this way only, the right one is right`,
    async () => {
      const { blocks } = await page();
      const wrong = await found(code, blocks('Wrong'));
      const right = await found(code, blocks('Right'));
      const others = wrong.filter(
        (problem) =>
          problem.code !== code && problem.severity !== 'info' && !ABOUT_OTHERS.includes(problem.code),
      );
      expect(codesOf(wrong)).toContain(code);
      expect(others.map((problem) => `${problem.code}: ${problem.message}`)).toEqual([]);
      expect(codesOf(right)).not.toContain(code);
      expect(right.filter((problem) => problem.severity === 'error')).toEqual([]);
    },
  );
});
