import { readFile } from 'node:fs/promises';
import { Failure } from '#core/base/failure.ts';
import { didYouMean } from '#core/base/nearest.ts';
import { isRule, nearestRule } from '#core/metadata/config/level.ts';
import { RULES } from '#core/metadata/rule-catalogue.ts';
import { defineCommand } from '../command.ts';
import { printable, printableJson } from '../printable.ts';

/** Where the pages lie beside the program: as built, and as source. */
const PAGES = ['../rules/', '../docs/rules/'];

export const explain = defineCommand({
  name: 'explain',
  positionals: ['[CODE]'],
  description:
    'Prints the page about a rule: what it asks for and why, a wrong and a right example, and where it is written. CODE is what stands behind a finding, such as datapackage/missing-file; missing-file alone will do. Without CODE, lists all rules.\nFormat json prints {"code", "title", "severity", "markdown"}, or a list of these without "markdown".',
  options: {},
  formats: ['text', 'json'],
  examples: [
    { line: 'waybill explain datapackage/missing-file', does: 'one rule' },
    { line: 'waybill explain', does: 'all rules' },
  ],
  exitCodes: { 0: 'printed', 2: 'there is no such rule' },
  async run({ positionals: [written], format, terminal, programUrl }) {
    const codes = Object.keys(RULES).sort();
    if (written === undefined) {
      const list = codes.map((code) => ({ code, ...RULES[code] }));
      const width = Math.max(...codes.map(({ length }) => length));
      const lines = list.map(
        ({ code, severity = '', title = '' }) => `${code.padEnd(width)}  ${severity.padEnd(7)}  ${title}\n`,
      );
      await terminal.print(format === 'json' ? `${printableJson(list)}\n` : lines.join(''));
      return 0;
    }
    const named = codes.filter((code) => code.endsWith(`/${written}`));
    const code = named.length === 1 ? (named[0] ?? written) : written;
    if (!isRule(code)) {
      const help = named.length > 1 ? ` There is ${named.join(' and ')}.` : didYouMean(nearestRule(written));
      throw new Failure(
        'usage/bad-argument',
        `There is no rule "${printable(written)}".${help} "waybill explain" lists all.`,
      );
    }
    const markdown = await readPage(code, programUrl);
    await terminal.print(
      format === 'json' ? `${printableJson({ code, ...RULES[code], markdown })}\n` : markdown,
    );
    return 0;
  },
});

async function readPage(code: string, programUrl: string): Promise<string> {
  for (const place of PAGES) {
    try {
      return await readFile(new URL(`${place}${code}.md`, programUrl), 'utf8');
    } catch {
      /* not this folder: the next one */
    }
  }
  throw new Failure(
    'file/not-found',
    'The pages about rules are not installed beside this program: install Waybill again.',
  );
}
