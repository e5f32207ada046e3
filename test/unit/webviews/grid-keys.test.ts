import { expect, test } from 'vitest';
import type { GridCommand } from '#webviews/ui/grid-keys.ts';
import { commandForKey } from '#webviews/ui/grid-keys.ts';

/** `Ctrl+Shift+End` as an event has it. */
function stroke(keys: string) {
  const parts = keys.split('+');
  return {
    key: parts.at(-1) ?? '',
    ctrlKey: parts.includes('Ctrl'),
    metaKey: parts.includes('Cmd'),
    shiftKey: parts.includes('Shift'),
    altKey: parts.includes('Alt'),
  };
}

const moves = (motion: string, extend = false) => ({ kind: 'move', motion, extend }) as GridCommand;

const cases: [string, GridCommand | undefined][] = [
  ['ArrowUp', moves('up')],
  ['Shift+ArrowDown', moves('down', true)],
  ['Ctrl+ArrowDown', moves('column-end')],
  ['Ctrl+Shift+ArrowRight', moves('row-end', true)],
  ['PageDown', moves('page-down')],
  ['Home', moves('row-start')],
  ['Ctrl+Home', moves('table-start')],
  ['Ctrl+End', moves('table-end')],
  ['Cmd+End', moves('table-end')],
  ['Ctrl+c', { kind: 'copy' }],
  ['Ctrl+C', { kind: 'copy' }],
  ['Cmd+a', { kind: 'select-all' }],
  ['Ctrl+g', { kind: 'go-to-row' }],
  ['Enter', { kind: 'open' }],
  // Keys of the workbench and of assistive technology are not the grid's.
  ['Tab', undefined],
  ['F1', undefined],
  ['Ctrl+p', undefined],
  ['Ctrl+PageDown', undefined],
  ['Ctrl+Shift+c', undefined],
  ['Alt+ArrowDown', undefined],
  ['g', undefined],
  ['toString', undefined],
  ['Ctrl+constructor', undefined],
];
test.each(cases)('%s', (keys, command) => {
  expect(commandForKey(stroke(keys))).toEqual(command);
});
