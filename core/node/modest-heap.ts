import { constants, PerformanceObserver } from 'node:perf_hooks';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';

const SMALL_STEP_PERCENT = 35;
/** What lives on has grown when it takes this many times what it took when garbage was collected last. */
const GROWTH = 1.05;
/** Collections in a row in which nothing more lived on, after which it is typing in a large document that goes on. */
const ENOUGH_IN_VAIN = 2;

/**
 * Has a process that stays take less memory than Node would by itself, which lets the heap grow to a multiple of what
 * is in use before it looks for garbage. The heap grows in small steps as long as more and more lives on, as when
 * documents are opened. Where the same amount lives on and only garbage comes, as when somebody types in a large
 * document, looking for it so often would be felt: there Node decides.
 */
export function keepHeapModest(): void {
  // By itself, the space for young objects grows to 48 MB, which makes nothing here faster.
  setFlagsFromString('--semi-space-growth-factor=1');
  growInSmallSteps(true);
  let livedOn = 0;
  let inVain = 0;
  new PerformanceObserver((list) => {
    if (list.getEntries().some(isMajor)) {
      const lives = getHeapStatistics().used_heap_size;
      inVain = lives > livedOn * GROWTH ? 0 : inVain + 1;
      livedOn = lives;
      growInSmallSteps(inVain < ENOUGH_IN_VAIN);
    }
  }).observe({ entryTypes: ['gc'] });
}

function growInSmallSteps(isWanted: boolean): void {
  setFlagsFromString(`--heap-growing-percent=${isWanted ? SMALL_STEP_PERCENT : 0}`);
}

/** Node tells the kind of a collection in `detail`. */
function isMajor(entry: object): boolean {
  const detail = 'detail' in entry ? entry.detail : undefined;
  return (
    typeof detail === 'object' &&
    detail !== null &&
    'kind' in detail &&
    detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR
  );
}
