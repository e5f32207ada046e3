import { describe, expect, test } from 'vitest';
import { asksFor, parseArguments, splitCommand, wholeNumber } from '#cli/arguments.ts';
import { defineCommand } from '#cli/command.ts';

const sample = defineCommand({
  name: 'sample',
  positionals: ['FILE'],
  description: 'For tests.',
  options: {
    rows: { type: 'string', value: 'N', help: 'How many' },
    'no-infer': { type: 'boolean', help: 'As text' },
  },
  formats: ['text', 'json'],
  examples: [],
  exitCodes: { 0: 'good', 1: 'findings', 2: 'could not run' },
  run: () => Promise.resolve(0),
});

describe('splitCommand', () => {
  test.each([
    [['validate', 'a'], { name: 'validate', rest: ['a'] }],
    [['--format', 'json', '-q', 'ls', 'x'], { name: 'ls', rest: ['--format', 'json', '-q', 'x'] }],
    [['--format=json', 'ls'], { name: 'ls', rest: ['--format=json'] }],
    [['--help'], { rest: ['--help'] }],
    [[], { rest: [] }],
  ])('%j', (argv, expected) => {
    expect(splitCommand(argv)).toEqual(expected);
  });
});

describe('parseArguments', () => {
  test('gives the options of the command and the global ones', () => {
    expect(
      parseArguments(sample, ['--rows=3', 'a.csv', '--format', 'json', '-q', '--offline']),
    ).toMatchObject({
      options: { rows: '3' },
      positionals: ['a.csv'],
      format: 'json',
      quiet: true,
      offline: true,
    });
  });

  test('takes the first format when none is named', () => {
    expect(parseArguments(sample, ['a.csv'])).toMatchObject({ format: 'text', quiet: false, offline: false });
  });

  test.each([
    [
      ['a', '--row', '3'],
      '"waybill sample" has no option "--row". Did you mean "--rows"? Run "waybill sample --help" for its options.',
    ],
    [['a', '-x'], '"waybill sample" has no option "-x". Run "waybill sample --help" for its options.'],
    [['a', '--rows'], '--rows <value> needs a value. Run "waybill sample --help" for its options.'],
    [
      ['a', '--rows', '-1'],
      '--rows needs a value, and what follows it begins with "-" like an option: write --rows=VALUE. Run "waybill sample --help" for its options.',
    ],
    [[''], '"waybill sample" needs FILE: waybill sample FILE [options].'],
    [
      ['a', '--no-infer=1'],
      'Option \'--no-infer\' does not take an argument. Run "waybill sample --help" for its options.',
    ],
    [[], '"waybill sample" needs FILE: waybill sample FILE [options].'],
    [['a', 'b'], '"waybill sample" has no use for the argument "b": waybill sample FILE [options].'],
    [['a', '--format', 'xml'], '"waybill sample" cannot print the format "xml"; it has text, json.'],
    [['a', '--format', 'sarif'], '"waybill sample" cannot print the format "sarif"; it has text, json.'],
  ])('refuses %j in one helpful line', (args, message) => {
    expect(() => parseArguments(sample, args)).toThrow(message);
  });
});

describe('wholeNumber', () => {
  test('falls back, and reads zero', () => {
    expect([wholeNumber(undefined, '--rows', 10), wholeNumber('0', '--rows', 10)]).toEqual([10, 0]);
  });

  test.each(['-1', '1.5', '1e3', '', 'ten', '99999999999999999999'])('refuses %j', (text) => {
    expect(() => wholeNumber(text, '--rows', 10)).toThrow('--rows takes a whole number from 0 on');
  });
});

test('after -- nothing asks for help', () => {
  expect([asksFor('help', ['a', '-h']), asksFor('help', ['--', '-h'])]).toEqual([true, false]);
});
